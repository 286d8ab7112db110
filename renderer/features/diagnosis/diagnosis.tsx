import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import {
  firstToLookAt,
  type Check,
  type CheckState,
  type Health,
} from '../../../src/shared/diagnosis/diagnosis';
import { diagnoseState } from '../../../src/shared/diagnosis/diagnose-state';
import { StatusMark } from '../../parts/icon';
import { TestPayment } from '../../parts/test-payment';
import { useCommand } from '../../state/use-command';
import { useShop, useWindow } from '../../state/window-context';
import { findingWords } from './finding-words';
import { HelperFile } from './helper-file';
import { Remedy } from './remedy';
import { inBackground } from '../../state/in-background';
import './diagnosis.css';

const refreshMs = 5_000;
const marks = { good: 'success', look: 'check', unknown: 'unknown' } as const satisfies Record<
  CheckState,
  string
>;

/** "Why does it not ring?": the first thing to do, then every check. It shows no money, so it needs no PIN. */
export function Diagnosis() {
  const { store, soundGate, now } = useWindow();
  const { state, texts } = useShop();
  const { run } = useCommand('getHealth');
  /** Undefined while there is no answer yet; null where there will be none. */
  const health = useSignal<Health | null | undefined>(undefined);
  useEffect(() => {
    let timer = 0;
    let isOver = false;
    const ask = async (): Promise<void> => {
      const reply = await run(null);
      if (isOver) return;
      health.value = reply.ok ? reply.value : null;
      timer = window.setTimeout(() => inBackground(ask()), refreshMs);
    };
    inBackground(ask());
    return () => {
      isOver = true;
      window.clearTimeout(timer);
    };
  }, [store.bridge]);

  const checks = diagnoseState(state, {
    now: now.value,
    health: health.value ?? null,
    refusals: store.refusals.value,
    soundHeldBack: soundGate?.heldBack.value ?? false,
  });
  return (
    <div class="page diagnosis">
      <h1>{texts.diagnosis.title}</h1>
      {health.value === undefined ? (
        <p class="soft" role="status">
          {texts.diagnosis.checking}
        </p>
      ) : (
        <First check={firstToLookAt(checks)} />
      )}
      <section class="card" aria-labelledby="checks-title">
        <h2 id="checks-title" class="card-title">
          {texts.diagnosis.checks}
        </h2>
        <ul class="checks">
          {checks.map((check) => (
            <CheckLine key={check.name} check={check} />
          ))}
        </ul>
      </section>
      <HelperFile />
    </div>
  );
}

/** A screen reader reads this again when it changes: once one step is done, the next takes its place. */
function First({ check }: { readonly check: Check | null }) {
  const shop = useShop();
  const words = shop.texts.diagnosis;
  const { what, next } =
    check === null ? { what: words.nothing, next: words.nothingNext } : findingWords(check.finding, shop);
  return (
    <section class={check === null ? 'first first-good' : 'first'} aria-labelledby="first-title">
      <h2 id="first-title" class="first-title">
        <StatusMark status={marks[check?.state ?? 'good']} />
        {words.first}
      </h2>
      <div role="status">
        <p class="first-step">{next ?? what}</p>
        {next !== null && <p>{what}</p>}
      </div>
      {check === null ? <TestPayment strong /> : <Remedy finding={check.finding} />}
    </section>
  );
}

function CheckLine({ check }: { readonly check: Check }) {
  const shop = useShop();
  const words = shop.texts.finding;
  const { what, next } = findingWords(check.finding, shop);
  return (
    <li class={`check check-${check.state}`}>
      <StatusMark status={marks[check.state]} />
      <p class="check-name">
        <strong>{words.names[check.name]}</strong>
        <span class="check-state">{words.states[check.state]}</span>
      </p>
      <p class="check-words">
        {what} {check.state !== 'good' && next !== null && <span class="soft">{next}</span>}
      </p>
    </li>
  );
}
