import type { Day } from '../../../src/shared/payment/payment';
import type { WorkedShift } from '../../../src/shared/payment/shift';
import { utcOffsetMinutes } from '../../../src/shared/settings/settings';
import { dayOf } from '../../../src/shared/calendar';
import { Figures } from '../../parts/figures';
import { useShop } from '../../state/window-context';

interface DayShiftsProps {
  readonly day: Day;
  readonly shifts: readonly WorkedShift[];
}

/** Who had the counter that day, by their own touch. */
export function DayShifts({ day, shifts }: DayShiftsProps) {
  const { state, texts, when } = useShop();
  const { shifts: words, helper } = texts.day.money;
  if (shifts.length === 0) return null;
  const moment = (instant: string): string =>
    dayOf(instant, utcOffsetMinutes[state.settings.country]) === day
      ? when.time(instant)
      : texts.payment.when.onDayAt(when.day(instant), when.time(instant));
  return (
    <section class="card">
      <h3 class="card-title">{words.title}</h3>
      <Figures caption={words.title} heads={[helper, words.from, words.to]}>
        {shifts.map(({ by, from, to, isRunning }) => (
          <tr key={`${from} ${by}`}>
            <th scope="row">{by}</th>
            <td>{moment(from)}</td>
            <td class={to === null ? 'in-words' : undefined}>
              {to !== null ? moment(to) : isRunning ? words.running : words.never}
            </td>
          </tr>
        ))}
      </Figures>
    </section>
  );
}
