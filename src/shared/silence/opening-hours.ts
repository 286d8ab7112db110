import { dayMs } from '../calendar';
/** When the shop is open, by its own wall clock, the same every day. */
export interface OpeningHours {
  /** `HH:MM`, 00:00 to 23:59. */
  readonly opensAt: string;
  /** `HH:MM`; at or before `opensAt`: on the following day. */
  readonly closesAt: string;
}

/** Milliseconds until the shop opens; 0 while it is open, which without hours it always is. */
export function untilOpen(hours: OpeningHours | null, now: number, utcOffsetMinutes: number): number {
  if (hours === null) return 0;
  const sinceOpening = modulo(now + utcOffsetMinutes * 60_000 - sinceMidnight(hours.opensAt), dayMs);
  const openFor = modulo(sinceMidnight(hours.closesAt) - sinceMidnight(hours.opensAt), dayMs) || dayMs;
  return sinceOpening < openFor ? 0 : dayMs - sinceOpening;
}

function sinceMidnight(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
