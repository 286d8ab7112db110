import type { Day } from './payment';
import { dayOf } from '../calendar';

const earliestMs = 48 * 3_600_000;
const latestMs = 10 * 60_000;

/** What is known about the two times of a payment. */
export interface DayDoubts {
  /** A person added it later: its own time holds, however old it is. */
  readonly isFound?: boolean;
  /** The computer's clock is wrong, or may be. */
  readonly isClockSuspect?: boolean;
}

/**
 * The business day of a call: the provider's own time where it is believable, else the time of receipt. A clock that
 * jumps, on either side, must not scatter payments over years and open a document for each. Where our clock is suspect,
 * the provider's time is used as it is.
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
