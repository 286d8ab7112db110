import { boundsOf } from '../calendar';
import type { Day } from '../payment/payment';
import type { DeafPeriod } from './hearing';

/** The days that a screen shows, from the first to the last, on the shop's own clock. */
export interface LookedAt {
  readonly from: Day;
  readonly to: Day;
  readonly utcOffsetMinutes: number;
  /** ms since the epoch: the end so far of a period that lasts. */
  readonly now: number;
}

/** How much of a period lies in some days, in ms. In a past day it ends at midnight at the latest. */
export function msWithin(
  { from, to }: Pick<DeafPeriod, 'from' | 'to'>,
  { from: first, to: last, utcOffsetMinutes, now }: LookedAt,
): number {
  const { startMs } = boundsOf(first, utcOffsetMinutes);
  const { endMs } = boundsOf(last, utcOffsetMinutes);
  // With a wrong clock the present may lie before the beginning.
  const until = Math.min(endMs, to === null ? now : Date.parse(to));
  return Math.max(0, until - Math.max(startMs, Date.parse(from)));
}
