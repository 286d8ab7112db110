import type { Day } from './payment/payment';

const dayMs = 86_400_000;
/** Nearly all that is asked for, call by call, is of one day. */
let newest = { fromMs: 0, day: '1970-01-01' };

/** As many calendar months before an instant, on the shop's own wall: 31 March less one month is the last of February. */
export function dayMonthsBefore(instant: number, months: number, utcOffsetMinutes: number): Day {
  const today = dayOf(instant, utcOffsetMinutes);
  const [year = 0, month = 0, date = 0] = today.split('-').map(Number);
  const count = year * 12 + month - 1 - months;
  // Day 0 of the next month is the last of this one.
  const last = new Date(Date.UTC(Math.floor(count / 12), (count % 12) + 1, 0)).getUTCDate();
  return dayOf(Date.UTC(Math.floor(count / 12), count % 12, Math.min(date, last)), 0);
}

/** The business day of an instant, in a zone without daylight saving. */
export function dayOf(instant: string | number, utcOffsetMinutes: number): Day {
  const localMs = new Date(instant).getTime() + utcOffsetMinutes * 60_000;
  const fromMs = Math.floor(localMs / dayMs) * dayMs;
  if (fromMs !== newest.fromMs) newest = { fromMs, day: new Date(fromMs).toISOString().slice(0, 10) };
  return newest.day;
}
