import type { Day } from './payment/payment';

/** In ms. No zone of the shops has daylight saving: every day is as long. */
// eslint-disable-next-line no-restricted-syntax -- said here
export const dayMs = 86_400_000;
const minuteMs = 60_000;

/** The business day of an instant (ISO, or ms since the epoch), `utcOffsetMinutes` east of UTC. */
export function dayOf(instant: string | number, utcOffsetMinutes: number): Day {
  return wallClock(instant, utcOffsetMinutes).slice(0, 10);
}

/** "10:42" on the shop's own clock. */
export function timeOfDay(instant: string | number, utcOffsetMinutes: number): string {
  return wallClock(instant, utcOffsetMinutes).slice(11, 16);
}

/** 0 to 23, on the shop's own clock. */
export function hourOf(instant: string | number, utcOffsetMinutes: number): number {
  return Number(wallClock(instant, utcOffsetMinutes).slice(11, 13));
}

/** ISO without a zone, "2026-11-24T10:42:07.000Z" read as the shop's own clock. Throws a `RangeError` for no instant. */
function wallClock(instant: string | number, utcOffsetMinutes: number): string {
  return new Date(msOf(instant) + utcOffsetMinutes * minuteMs).toISOString();
}

/** The first millisecond of a day and the first after it, since the epoch. */
export function boundsOf(
  day: Day,
  utcOffsetMinutes: number,
): { readonly startMs: number; readonly endMs: number } {
  const startMs = Date.parse(day) - utcOffsetMinutes * minuteMs;
  return { startMs, endMs: startMs + dayMs };
}

/** The midnight that ends the day of an instant, in ms since the epoch. */
export function nextMidnight(instant: string | number, utcOffsetMinutes: number): number {
  return boundsOf(dayOf(instant, utcOffsetMinutes), utcOffsetMinutes).endMs;
}

/** So many days later, or earlier where it is negative. */
export function dayAfter(day: Day, days: number): Day {
  return dayOf(Date.parse(day) + days * dayMs, 0);
}

/** How many days there are from `from` to `to`, both counted; 0 or less where `to` comes first. */
export function dayCount(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs + 1;
}

/** The days from `from` to `to`, both included. */
export function daysBetween(from: Day, to: Day): readonly Day[] {
  return Array.from({ length: Math.max(0, dayCount(from, to)) }, (_, at) => dayAfter(from, at));
}

/**
 * An instant so many calendar months earlier, on the shop's wall clock: 31 March less one month is the last
 * of February.
 */
export function dayMonthsBefore(instant: number, months: number, utcOffsetMinutes: number): Day {
  const today = dayOf(instant, utcOffsetMinutes);
  const [year = 0, month = 0, date = 0] = today.split('-').map(Number);
  const count = year * 12 + month - 1 - months;
  // Day 0 of the next month is the last day of this one.
  const last = new Date(Date.UTC(Math.floor(count / 12), (count % 12) + 1, 0)).getUTCDate();
  return dayOf(Date.UTC(Math.floor(count / 12), count % 12, Math.min(date, last)), 0);
}

function msOf(instant: string | number): number {
  return typeof instant === 'number' ? instant : Date.parse(instant);
}
