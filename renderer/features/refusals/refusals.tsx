import type { Refusal } from '../../../src/shared/diagnosis/refusal';
import { providersOf } from '../../../src/shared/settings/settings';
import { refusalWords } from '../../../src/shared/texts/refusal-texts';
import { TestBadge } from '../../parts/payment-words';
import { useShop, useWindow } from '../../state/window-context';
import './refusals.css';

/** The refused calls: why each was refused, and what to do about it. */
export function Refusals() {
  const words = useShop().texts.refusal;
  return (
    <div class="page">
      <h1>{words.title}</h1>
      <RefusalList />
    </div>
  );
}

/** The same list for the technician's page; `most`: only the newest. */
export function RefusalList({ most = Infinity }: { readonly most?: number }) {
  const { store } = useWindow();
  const words = useShop().texts.refusal;
  const refusals = store.refusals.value;
  return (
    <>
      <p class="soft">{refusals.length === 0 ? words.none : words.intro}</p>
      <ol class="refusals">
        {refusals.slice(0, most).map((refusal) => (
          <RefusalCard
            key={`${refusal.at} ${refusal.reason} ${refusal.mode ?? ''} ${refusal.provider ?? ''} ${refusal.through ?? ''}`}
            refusal={refusal}
          />
        ))}
      </ol>
    </>
  );
}

function RefusalCard({ refusal }: { readonly refusal: Refusal }) {
  const { state, texts, ago } = useShop();
  const words = texts.refusal;
  const { what, next } = refusalWords(refusal, state.settings.language, providersOf(state.settings));
  const diagnosis = refusal.diagnosis === null ? null : words.diagnoses[refusal.diagnosis];
  return (
    <li class="card refusal">
      <h2>
        {what}
        {refusal.mode === 'sandbox' && <TestBadge texts={texts} />}
      </h2>
      {diagnosis !== null && <p>{diagnosis}</p>}
      {next !== null && <p>{next}</p>}
      <p class="soft refusal-facts">
        <time dateTime={refusal.at}>{ago(refusal.at)}</time>
        {refusal.count > 1 && (
          <span>
            {words.times(refusal.count)}, {words.last(ago(refusal.lastAt))}
          </span>
        )}
        <span>{words.answered(refusal.httpStatus)}</span>
        {refusal.through === 'relay' && <span>{words.atRelay}</span>}
      </p>
    </li>
  );
}
