import type { Day } from './payment';
import { dayOf } from '../calendar';

const earliestMs = 48 * 3_600_000;
const latestMs = 10 * 60_000;

/** How the two times of a payment are to be judged. */
export interface DayDoubts {
  /** A person found it again: it was missed when it was made, however long ago. */
  readonly isFound?: boolean;
  /** The clock that dated its receipt is wrong, or may be. */
  readonly isClockSuspect?: boolean;
}

/**
 * The business day of a call: the provider's own time where it is believable, else the time of receipt. A clock that
 * jumps, on either side, must neither scatter payments over the years nor open a document for each of them; where ours is
 * known to be suspect, the provider's is taken as it is.
 */
export function businessDayOf(
  receivedAt: string,
  performedAt: string | null,
  utcOffsetMinutes: number,
  { isFound = false, isClockSuspect = false }: DayDoubts = {},
): Day {
  const receivedMs = Date.parse(receivedAt);
  const performedMs = performedAt === null ? NaN : Date.parse(performedAt);
  const ageMs = receivedMs - performedMs;
  const isBelievable = (isFound || ageMs <= earliestMs) && ageMs >= -latestMs;
  const isOurs = Number.isNaN(performedMs) || !(isBelievable || isClockSuspect);
  return dayOf(isOurs ? receivedMs : performedMs, utcOffsetMinutes);
}
