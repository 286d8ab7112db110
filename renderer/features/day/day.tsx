import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { doubtOf, type DayView } from '../../../src/shared/payment/day-close';
import type { Day as BusinessDay } from '../../../src/shared/payment/payment';
import { MissingNote } from '../../parts/missing-note';
import { hrefOf } from '../../state/view';
import { useShop, useWindow } from '../../state/window-context';
import { Hours } from '../report/hours';
import { useReport } from '../report/use-report';
import { CloseForm } from './close-form';
import { Closes } from './closes';
import { DayFigures } from './day-figures';
import { DayPayments } from './day-payments';
import { DayShifts } from './day-shifts';
import { DaySilence } from './day-silence';
import { inBackground } from '../../state/in-background';
import './day.css';

/** One day: what came in, what may be missing, its closing and every close so far. */
export function Day({ day }: { readonly day: BusinessDay }) {
  const { store } = useWindow();
  const { bridge, state, texts, when } = useShop();
  const words = texts.day;
  const view = useSignal<DayView | null>(null);
  const problem = useSignal<string | null>(null);
  const asks = useSignal(0);
  const hours = useReport({ from: day, to: day }).report?.hours ?? [];
  const reloads = store.reloads.value;
  const isPast = day < state.today.day;
  // Today's figures change with each payment, claim and checked deaf period.
  const moving = isPast ? [] : [state.today, state.deafToday, state.settings.shift];

  useEffect(() => {
    let wanted = true;
    inBackground(
      bridge.invoke('getDayView', { day }).then((reply) => {
        if (!wanted) return;
        problem.value = reply.ok ? null : reply.message;
        view.value = reply.ok ? reply.value : null;
      }),
    );
    return () => {
      wanted = false;
    };
  }, [bridge, day, reloads, asks.value, ...moving]);

  const again = (): void => {
    asks.value += 1;
  };
  const shown = view.value?.report.day === day ? view.value : null;
  return (
    <>
      <p class="problem" role="alert">
        {problem.value ?? ''}
      </p>
      {shown === null ? (
        problem.value === null && (
          <p class="soft" role="status">
            {words.loading}
          </p>
        )
      ) : (
        <>
          <MissingNote missing={shown.report.missing} />
          <DayFigures totals={shown.report.totals} beside={shown.beside} />
          <DayShifts day={day} shifts={shown.shifts} />
          <DaySilence day={day} periods={shown.report.deafPeriods} onChecked={again} />
          <CloseForm key={day} view={shown} doubt={doubtOf(shown.report)} isPast={isPast} onClosed={again} />
          {shown.forgottenDays.length > 0 && (
            <section class="card day-forgotten">
              <p>{words.close.forgotten}</p>
              <ul>
                {shown.forgottenDays.map((forgotten) => (
                  <li key={forgotten}>
                    <a href={hrefOf({ name: 'report', days: forgotten })}>{when.dayName(forgotten)}</a>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <Closes view={shown} reload={asks.value} />
          <Hours hours={hours} />
          <DayPayments day={day} />
        </>
      )}
    </>
  );
}
