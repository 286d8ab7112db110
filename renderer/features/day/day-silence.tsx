import { useSignal } from '@preact/signals';
import type { DeafPeriod } from '../../../src/shared/silence/hearing';
import { dayOf } from '../../../src/shared/calendar';
import type { Day } from '../../../src/shared/payment/payment';
import { utcOffsetMinutes } from '../../../src/shared/settings/settings';
import { deafWithin } from '../deaf/deaf-line';
import { DeafCheck } from '../deaf/deaf-check';
import { useShop, useWindow } from '../../state/window-context';

interface DaySilenceProps {
  readonly day: Day;
  readonly periods: readonly DeafPeriod[];
  readonly onChecked: () => void;
}

/** The day's deaf periods, and whether somebody has looked for missing payments. */
export function DaySilence({ day, periods, onChecked }: DaySilenceProps) {
  const shop = useShop();
  const { texts, when, ago } = shop;
  const { now } = useWindow();
  const offset = utcOffsetMinutes[shop.state.settings.country];
  const isOfDay = (instant: string | null): boolean => instant !== null && dayOf(instant, offset) === day;
  // Without its date, the time would look like one of this day.
  const place = (instant: string): string =>
    isOfDay(instant) ? when.time(instant) : texts.deaf.at(when.day(instant), when.time(instant));
  const words = texts.day.deaf;
  const isOpen = useSignal(false);
  const unchecked = periods.filter(({ checked }) => checked === null);
  const checkable = unchecked.filter(({ to }) => to !== null);
  return (
    <section class={unchecked.length === 0 ? 'card' : 'card day-unchecked'} aria-labelledby="day-deaf-title">
      <h3 id="day-deaf-title" class="card-title">
        {words.title}
      </h3>
      {periods.length === 0 && <p>{words.none}</p>}
      <ul class="day-list">
        {periods.map(({ id, from, to, cause, checked, since, until }) => (
          <li key={id}>
            <strong>
              {to === null && until === 'unknown'
                ? words.endUnknown(place(from), texts.deaf.causes[cause])
                : words.period(place(from), to === null ? null : place(to), texts.deaf.causes[cause])}
            </strong>{' '}
            {!(isOfDay(from) && isOfDay(to)) && (
              <span>
                {words.thatDay(
                  deafWithin([{ id, from, to, cause, checked }], { from: day, to: day }, shop, now.value),
                )}
              </span>
            )}{' '}
            {since === 'at-least' && <span>{texts.deaf.perhapsLonger}</span>}{' '}
            <span class="soft">
              {checked === null ? words.unchecked : words.checkedBy(checked.by, ago(checked.at))}
            </span>
          </li>
        ))}
      </ul>
      {unchecked.length > 0 && (
        <>
          <p class="day-incomplete">{words.closeIncomplete}</p>
          <p>{words.advice(unchecked.length)}</p>
        </>
      )}
      {checkable.length > 0 && (
        <button type="button" class="button day-press" onClick={() => (isOpen.value = true)}>
          {words.check}
        </button>
      )}
      {isOpen.value && (
        <DeafCheck periods={checkable} onClose={() => (isOpen.value = false)} onChecked={onChecked} />
      )}
    </section>
  );
}
