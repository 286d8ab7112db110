import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { LedgerCheck, TechnicianReport } from '../../../src/shared/diagnosis/technician';
import { tunnelTextOf } from '../../../src/shared/texts/tunnel-texts';
import { useCommand } from '../../state/use-command';
import { hrefOf } from '../../state/view';
import { useShop } from '../../state/window-context';
import { RefusalList } from '../refusals/refusals';
import { Calls } from './calls';
import { HelperFile } from '../diagnosis/helper-file';
import { inBackground } from '../../state/in-background';
import './technician.css';

const refreshMs = 1_500;
const shownRefusals = 5;

/** For the technician: the calls as they arrived, and how they were read. */
export function Technician() {
  const { bridge, state, texts } = useShop();
  const words = texts.technician;
  const { sentence, step } = tunnelTextOf(texts.tunnel, state.tunnel);
  const report = useSignal<TechnicianReport | null>(null);
  useEffect(() => {
    let timer = 0;
    let isOver = false;
    const ask = async (): Promise<void> => {
      const reply = await bridge.invoke('getTechnicianReport', null);
      if (isOver) return;
      if (reply.ok) report.value = reply.value;
      timer = window.setTimeout(() => inBackground(ask()), refreshMs);
    };
    inBackground(ask());
    return () => {
      isOver = true;
      window.clearTimeout(timer);
    };
  }, [bridge, report]);
  return (
    <div class="page technician">
      <h1>{words.title}</h1>
      <p class="soft">{words.intro}</p>
      <section class="card" aria-labelledby="calls-title">
        <h2 id="calls-title">{words.calls}</h2>
        <p class="soft">{words.callsHint}</p>
        {report.value !== null && <Calls calls={report.value.calls} />}
      </section>
      <section class="card" aria-labelledby="refusals-title">
        <h2 id="refusals-title">{texts.refusal.title}</h2>
        <RefusalList most={shownRefusals} />
        <a class="button technician-button" href={hrefOf({ name: 'refusals' })}>
          {texts.refusal.see}
        </a>
      </section>
      <section class="card" aria-labelledby="tunnel-title">
        <h2 id="tunnel-title">{words.tunnel}</h2>
        <p>{[sentence, step].join(' ').trim()}</p>
        <dl class="facts">
          {Object.entries(state.tunnel).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section class="card" aria-labelledby="ledger-title">
        <h2 id="ledger-title">{words.ledger}</h2>
        <p class="soft">{words.ledgerHint}</p>
        <Check check={report.value?.check ?? { kind: 'idle' }} />
      </section>
      <section class="card" aria-labelledby="log-title">
        <h2 id="log-title">{words.log}</h2>
        <p class="soft">{report.value?.log.length === 0 ? words.logEmpty : words.logHint}</p>
        {report.value !== null && report.value.log.length > 0 && (
          <pre class="raw raw-log" tabIndex={0} aria-labelledby="log-title">
            {[...report.value.log].reverse().join('\n')}
          </pre>
        )}
      </section>
      <HelperFile />
    </div>
  );
}

function Check({ check }: { readonly check: LedgerCheck }) {
  const words = useShop().texts.technician;
  const { run, problem } = useCommand('checkLedger');
  const isRunning = check.kind === 'running';
  return (
    <>
      {isRunning && <progress class="check-progress" value={check.share} aria-label={words.check} />}
      <div role="status">
        {problem.value ?? ''}
        <CheckWords check={check} />
      </div>
      <button
        type="button"
        class="button technician-button"
        aria-disabled={isRunning}
        onClick={() => inBackground(isRunning ? undefined : run(null))}
      >
        {isRunning ? words.checking(Math.floor(check.share * 100)) : words.check}
      </button>
    </>
  );
}

function CheckWords({ check }: { readonly check: LedgerCheck }) {
  const { texts, ago } = useShop();
  const words = texts.technician;
  if (check.kind === 'failed') return <p class="problem">{words.checkFailed}</p>;
  if (check.kind !== 'done') return null;
  const { events, payments, duplicates, damaged, repaired, deafPeriods } = check.report;
  return (
    <>
      <p class={damaged === 0 ? 'check-sound' : 'problem'}>
        {damaged === 0 ? words.sound(ago(check.at)) : words.unsound(damaged)}
      </p>
      <p>
        {words.counts(events, payments)} {words.repeats(duplicates)}
      </p>
      <p class="soft">{words.moreCounts(repaired, deafPeriods)}</p>
    </>
  );
}
