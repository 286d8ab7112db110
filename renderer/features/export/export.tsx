import { useSignal, type Signal } from '@preact/signals';
import { exportFormats, type ExportFormat } from '../../../src/shared/payment/export';
import type { Day } from '../../../src/shared/payment/payment';
import { formatWhole } from '../../../src/shared/payment/money';
import { Choice } from '../../parts/choice';
import { hrefOf } from '../../state/view';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { periodOf, type PeriodName } from './period';
import { inBackground } from '../../state/in-background';
import './export.css';

const periods: readonly PeriodName[] = ['today', 'month', 'lastMonth', 'all', 'chosen'];

/** A file of the payments for the bookkeeper; the counter rings meanwhile. */
export function Export() {
  const { state, texts } = useShop();
  const words = texts.export.window;
  const { run, problem } = useCommand('startExport');
  const stop = useCommand('cancelExport');
  const format = useSignal<ExportFormat>('xlsx');
  const period = useSignal<PeriodName>('month');
  const today = state.today.day;
  const from = useSignal<Day>(`${today.slice(0, 8)}01`);
  const to = useSignal<Day>(today);
  const whole = useSignal(false);
  const isRunning = state.exporting?.kind === 'running';

  const start = async (): Promise<void> => {
    const chosen = { from: from.value, to: to.value };
    const reply = await run({
      format: format.value,
      ...periodOf(period.value, today, chosen),
      payers: whole.value ? 'whole' : 'masked',
    });
    // The browser downloads it, and asks where to save it if it is set to ask.
    if (reply.ok && reply.value.kind === 'download') window.location.assign(reply.value.path);
  };
  const day = (label: string, value: Day, onChange: (next: Day) => void) => (
    <label>
      {label}{' '}
      <input
        type="date"
        value={value}
        max={today}
        onChange={(event) => {
          if (event.currentTarget.value !== '') onChange(event.currentTarget.value);
        }}
      />
    </label>
  );
  return (
    <div class="page export">
      <h1>{words.title}</h1>
      <p class="lead">{words.intro}</p>
      <form
        class="card export-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isRunning) inBackground(start());
        }}
      >
        <Choice
          title={words.format}
          hint={words.formatHints[format.value]}
          options={exportFormats.map((value) => ({ value, label: words.formats[value] }))}
          value={format.value}
          onChange={(value) => (format.value = value)}
        />
        <Choice
          title={words.period}
          options={periods.map((value) => ({ value, label: words.periods[value] }))}
          value={period.value}
          onChange={(value) => (period.value = value)}
        />
        {period.value === 'chosen' && (
          <div class="export-days">
            {day(words.from, from.value, (next) => (from.value = next))}
            {day(words.to, to.value, (next) => (to.value = next))}
          </div>
        )}
        <PayersChoice whole={whole} />
        <p class="problem" role="alert">
          {problem.value ?? stop.problem.value ?? ''}
        </p>
        <div class="export-actions">
          <button type="submit" class="button button-strong" aria-disabled={isRunning}>
            {words.start}
          </button>
          {isRunning && (
            <button type="button" class="button" onClick={() => inBackground(stop.run(null))}>
              {words.cancel}
            </button>
          )}
        </div>
        <Progress />
      </form>
      <p>
        {words.pdfHint} <a href={hrefOf({ name: 'report' })}>{words.pdfLink}</a>
      </p>
    </div>
  );
}

function PayersChoice({ whole }: { readonly whole: Signal<boolean> }) {
  const words = useShop().texts.export.window;
  return (
    <label class="export-payers">
      <input
        type="checkbox"
        checked={whole.value}
        onChange={(event) => (whole.value = event.currentTarget.checked)}
      />
      <span>
        <strong>{words.payers}</strong> <span class="soft">{words.payersHint}</span>
      </span>
    </label>
  );
}

function Progress() {
  const { state, texts } = useShop();
  const words = texts.export.window;
  const { exporting, settings } = state;
  const count = (payments: number): string => formatWhole(payments, settings.language);
  const told = (): string => {
    switch (exporting?.kind) {
      case 'running':
        return words.running(count(exporting.payments));
      case 'done':
        return exporting.file === null
          ? words.doneDownload(count(exporting.payments))
          : words.doneFile(count(exporting.payments), exporting.file);
      case 'cancelled':
        return words.cancelled;
      case 'failed':
        return words.failed;
      case undefined:
        return '';
    }
  };
  return (
    <>
      {exporting?.kind === 'running' && <progress class="export-progress" aria-label={words.title} />}
      <p class={exporting?.kind === 'failed' ? 'outcome problem' : 'outcome'} role="status">
        {told()}
      </p>
    </>
  );
}
