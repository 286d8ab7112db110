import type { Day } from '../../shared/payment/payment';
import { dayOf } from '../../shared/calendar';

const earliestMs = 48 * 3_600_000;
const latestMs = 10 * 60_000;

/**
 * The business day of a call: the provider's own time where it is believable, else the time of receipt. A clock that
 * jumps, on either side, must neither scatter payments over the years nor open a document for each of them. One found
 * again was missed when it was made, however long ago: a person says so.
 */
export function businessDayOf(
  receivedAt: string,
  performedAt: string | null,
  utcOffsetMinutes: number,
  isFound = false,
): Day {
  const receivedMs = Date.parse(receivedAt);
  const performedMs = performedAt === null ? NaN : Date.parse(performedAt);
  const ageMs = receivedMs - performedMs;
  const isBelievable = (isFound || ageMs <= earliestMs) && ageMs >= -latestMs;
  return dayOf(isBelievable ? performedMs : receivedMs, utcOffsetMinutes);
}
