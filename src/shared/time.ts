import type { Day } from './payment';

/** The business day of an instant, in a zone without daylight saving. */
export function dayOf(instant: string | number, utcOffsetMinutes: number): Day {
  return new Date(new Date(instant).getTime() + utcOffsetMinutes * 60_000).toISOString().slice(0, 10);
}
