import type { Day } from './payment/payment';

const dayMs = 86_400_000;
/** Nearly all that is asked for, call by call, is of one day. */
let newest = { fromMs: 0, day: '1970-01-01' };

/** The business day of an instant, in a zone without daylight saving. */
export function dayOf(instant: string | number, utcOffsetMinutes: number): Day {
  const localMs = new Date(instant).getTime() + utcOffsetMinutes * 60_000;
  const fromMs = Math.floor(localMs / dayMs) * dayMs;
  if (fromMs !== newest.fromMs) newest = { fromMs, day: new Date(fromMs).toISOString().slice(0, 10) };
  return newest.day;
}
