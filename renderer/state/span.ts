import type { Day } from '../../src/shared/payment/payment';
import { dayOf } from '../../src/shared/calendar';

export type Span = 'day' | 'month';

/** Its days, none of them in the future. */
export function daysOf(span: Span, day: Day, today: Day): { readonly from: Day; readonly to: Day } {
  if (span === 'day') return { from: day, to: day };
  const from = `${day.slice(0, 7)}-01`;
  const last = moved('day', moved('month', from, 1), -1);
  return { from, to: last > today && from <= today ? today : last };
}

/** Moves by this many days or months; a month is given by its first day. */
export function moved(span: Span, day: Day, by: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return dayOf(span === 'day' ? Date.UTC(year, month - 1, date + by) : Date.UTC(year, month - 1 + by, 1), 0);
}
