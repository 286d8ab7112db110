import { boundsOf } from '../calendar';
import type { Day } from '../payment/payment';
import type { DeafPeriod } from './hearing';

/** The days that are looked at, from the first to the last, on the shop's own clock. */
export interface LookedAt {
  readonly from: Day;
  readonly to: Day;
  readonly utcOffsetMinutes: number;
  /** ms since the epoch: how far a period that lasts has come. */
  readonly now: number;
}

/** How much of a period lies in some days, in ms. Days that are over end by themselves, whatever the time is now. */
export function msWithin(
  { from, to }: Pick<DeafPeriod, 'from' | 'to'>,
  { from: first, to: last, utcOffsetMinutes, now }: LookedAt,
): number {
  const { startMs } = boundsOf(first, utcOffsetMinutes);
  const { endMs } = boundsOf(last, utcOffsetMinutes);
  // Under a wrong clock the present may lie before the beginning.
  const until = Math.min(endMs, to === null ? now : Date.parse(to));
  return Math.max(0, until - Math.max(startMs, Date.parse(from)));
}
