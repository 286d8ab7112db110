import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { doubtOf, type DayView } from '../../../src/shared/payment/day-close';
import type { Day } from '../../../src/shared/payment/payment';
import { DayStepper } from '../../parts/day-stepper';
import { MissingNote } from '../../parts/missing-note';
import { hrefOf } from '../../state/view';
import { moved } from '../../state/span';
import { useCommand } from '../../state/use-command';
import { useShop, useWindow } from '../../state/window-context';
import { CloseForm } from './close-form';
import { Closes } from './closes';
import { DayFigures } from './day-figures';
import { DayPayments } from './day-payments';
import { DaySilence } from './day-silence';
import './day.css';

/** One day: what came in, what may be missing, its closing and every close so far. */
export function DayView({ day: asked }: { readonly day: Day | null }) {
  const { store, navigation } = useWindow();
  const { bridge, state, texts, when } = useShop();
  const words = texts.day;
  const today = state.today.day;
  const day = asked === null || asked > today ? today : asked;
  const view = useSignal<DayView | null>(null);
  const problem = useSignal<string | null>(null);
  const asks = useSignal(0);
  const reloads = store.reloads.value;
  // What comes in, is handed over or looked after today changes today's figures.
  const moving = day === today ? [state.today, state.deafToday] : [];

  useEffect(() => {
    let wanted = true;
    void bridge.invoke('getDayView', { day }).then((reply) => {
      if (!wanted) return;
      problem.value = reply.ok ? null : reply.message;
      view.value = reply.ok ? reply.value : null;
    });
    return () => {
      wanted = false;
    };
  }, [bridge, day, reloads, asks.value, ...moving]);

  const go = (to: Day): void => navigation.go({ name: 'day', day: to });
  const again = (): void => {
    asks.value += 1;
  };
  const shown = view.value?.report.day === day ? view.value : null;
  return (
    <div class="page day">
      <div class="day-head">
        <h1>{words.title}</h1>
        <DayStepper
          words={{ before: words.previous, day: words.day, after: words.next }}
          day={day}
          latest={today}
          isLatest={day >= today}
          onDay={go}
          onBefore={() => go(moved('day', day, -1))}
          onAfter={() => go(moved('day', day, 1))}
        />
        <PrintButton day={day} />
      </div>
      <h2 class="about-days">{texts.report.printedFor(state.settings.shopName, when.dayName(day))}</h2>
      <p class="problem" role="alert">
        {problem.value ?? ''}
      </p>
      {shown === null ? (
        problem.value === null && <p class="soft">{words.loading}</p>
      ) : (
        <>
          <MissingNote missing={shown.report.missing} />
          <DayFigures totals={shown.report.totals} beside={shown.beside} />
          <DaySilence day={day} periods={shown.report.deafPeriods} onChecked={again} />
          <CloseForm
            key={day}
            view={shown}
            doubt={doubtOf(shown.report)}
            isPast={day < today}
            onClosed={again}
          />
          {shown.forgottenDays.length > 0 && (
            <section class="card day-forgotten">
              <p>{words.close.forgotten}</p>
              <ul>
                {shown.forgottenDays.map((forgotten) => (
                  <li key={forgotten}>
                    <a href={hrefOf({ name: 'day', day: forgotten })}>{when.dayName(forgotten)}</a>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <Closes view={shown} reload={asks.value} />
          <DayPayments day={day} />
        </>
      )}
    </div>
  );
}

/** In Electron a PDF is made of the page; a browser has its own way to paper. */
function PrintButton({ day }: { readonly day: Day }) {
  const { bridge, texts } = useShop();
  const { run, busy, problem } = useCommand('savePdf');
  const saved = useSignal<string | null>(null);
  const print = async (): Promise<void> => {
    saved.value = null;
    const reply = await run({ day });
    if (reply.ok && reply.value !== null) saved.value = texts.day.pdfSaved(reply.value.file);
  };
  return (
    <div class="day-print">
      <button
        type="button"
        class="button"
        aria-disabled={busy.value}
        onClick={() => (bridge.transport === 'web' ? window.print() : busy.value || void print())}
      >
        {texts.day.pdf}
      </button>
      <p class={problem.value === null ? 'outcome' : 'outcome problem'} role="status">
        {problem.value ?? saved.value ?? ''}
      </p>
    </div>
  );
}
