import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { PaymentStatus } from '../../../src/shared/payment/payment';
import { formatXof } from '../../../src/shared/payment/money';
import {
  longestReceiptText,
  type ReceiptCheck,
  type ReceiptFacts,
} from '../../../src/shared/payment/receipt';
import { FileButton } from '../../parts/file-button';
import { StatusMark } from '../../parts/icon';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { readQr } from './read-qr';
import { inBackground } from '../../state/in-background';
import './receipts.css';

/** Whether a receipt is from this shop, and what became of its payment. */
export function Verify() {
  const words = useShop().texts.receipt.verify;
  const { run, busy, problem } = useCommand('checkReceipt');
  const typed = useSignal('');
  const answer = useSignal<ReceiptCheck | null>(null);
  const reading = useSignal<string | null>(null);
  const id = useId();
  const told = useRef<HTMLDivElement>(null);
  // On a low screen the answer is below the form: a helper who does not see it would ask again.
  useEffect(() => {
    const isTold = answer.value !== null || (problem.value ?? reading.value) !== null;
    if (isTold) told.current?.scrollIntoView({ block: 'nearest' });
  }, [answer.value, problem.value, reading.value]);
  const check = async (shown: string): Promise<void> => {
    answer.value = null;
    reading.value = null;
    const reply = await run({ shown });
    answer.value = reply.ok ? reply.value : null;
  };
  const look = async (photo: File): Promise<void> => {
    answer.value = null;
    reading.value = words.reading;
    const found = await readQr(photo).catch(() => null); // no picture, and the person is told so
    if (found !== null && found !== 'none') await check(found.text);
    else reading.value = found === null ? words.notReadable : words.noQr;
  };
  return (
    <div class="page verify">
      <h1>{words.title}</h1>
      <p class="soft">{words.intro}</p>
      <form
        class="card verify-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy.value && typed.value.trim() !== '') inBackground(check(typed.value));
        }}
      >
        <label for={`${id}-code`}>{words.code}</label>
        <div class="verify-line">
          <input
            id={`${id}-code`}
            type="text"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            maxLength={longestReceiptText}
            aria-describedby={`${id}-hint`}
            value={typed.value}
            onInput={(event) => {
              typed.value = event.currentTarget.value;
              answer.value = null;
            }}
          />
          <button type="submit" class="button button-strong" aria-disabled={busy.value}>
            {words.check}
          </button>
        </div>
        <p id={`${id}-hint`} class="soft">
          {words.codeHint}
        </p>
        <FileButton label={words.photo} accept="image/*" onChoose={(photo) => inBackground(look(photo))} />
        <p class="soft">{words.photoHint}</p>
      </form>
      <div ref={told} role="status" class="verify-answer">
        {(problem.value ?? reading.value) !== null && (
          <p class={reading.value === words.reading ? 'soft' : 'problem'}>{problem.value ?? reading.value}</p>
        )}
        {answer.value !== null && <Verdict check={answer.value} />}
      </div>
    </div>
  );
}

/** Green only for this shop's own receipt of today without any doubt. */
function lookOf(check: ReceiptCheck): PaymentStatus {
  if (check.kind === 'ours') return check.doubts.length === 0 ? 'success' : 'check';
  return check.kind === 'altered' || check.kind === 'unknown-code' ? 'failed' : 'check';
}

function Verdict({ check }: { readonly check: ReceiptCheck }) {
  const { state, texts, when, ago } = useShop();
  const words = texts.receipt.verify;
  const look = lookOf(check);
  const { title, next } =
    check.kind === 'other-shop'
      ? { title: words.otherShop.title(check.key), next: words.otherShop.next }
      : words.verdicts[check.kind === 'ours' && look === 'check' ? 'doubtful' : check.kind];
  const money = (amountXof: number): string => formatXof(amountXof, state.settings.language);
  const moment = ({ at }: Pick<ReceiptFacts, 'at'>): string =>
    texts.payment.when.onDayAt(when.day(at), when.time(at));
  return (
    <section class={`verdict verdict-${look}`}>
      <h2>
        <StatusMark status={look} /> {title}
      </h2>
      {check.kind === 'ours' && check.doubts.length > 0 && (
        <ul class="verdict-doubts">
          {check.doubts.map((doubt) => (
            <li key={doubt}>{words.doubts[doubt]}</li>
          ))}
        </ul>
      )}
      {check.kind === 'ours' && check.ledger !== null && (
        <p>{words.inLedger(money(check.ledger.amountXof), moment(check.ledger))}</p>
      )}
      {check.kind === 'ours' && check.claim !== null && (
        <p>{words.servedBy(ago(check.claim.at), check.claim.by)}</p>
      )}
      {'facts' in check && (
        <>
          <p class="verdict-says">{words.says}</p>
          <p class="verdict-amount">{money(check.facts.amountXof)}</p>
          <p>{moment(check.facts)}</p>
          {check.kind === 'ours' && <p>{words.signedBy(check.key)}</p>}
        </>
      )}
      <p>{next}</p>
    </section>
  );
}
