import { dayMs } from '../calendar';

/** When the shop is open, by its own wall clock, the same every day. */
export interface OpeningHours {
  /** `HH:MM`, 00:00 to 23:59. */
  readonly opensAt: string;
  /** `HH:MM`. At or before `opensAt`, it is on the following day. */
  readonly closesAt: string;
}

/** Milliseconds until the shop opens; 0 while it is open. Without hours it is always open. */
export function untilOpen(hours: OpeningHours | null, now: number, utcOffsetMinutes: number): number {
  if (hours === null) return 0;
  const sinceOpening = sinceLastOpening(hours, now, utcOffsetMinutes);
  return sinceOpening < lengthOf(hours) ? 0 : dayMs - sinceOpening;
}

/** For how many milliseconds the shop has been open; 0 while it is closed, infinite where it is always open. */
export function openFor(hours: OpeningHours | null, now: number, utcOffsetMinutes: number): number {
  if (hours === null || lengthOf(hours) === dayMs) return Infinity;
  const sinceOpening = sinceLastOpening(hours, now, utcOffsetMinutes);
  return sinceOpening < lengthOf(hours) ? sinceOpening : 0;
}

/** How long the shop was open in that period; counting stops at `enoughMs`. */
export function openWithin(
  hours: OpeningHours | null,
  { from, to }: { readonly from: number; readonly to: number },
  utcOffsetMinutes: number,
  enoughMs: number,
): number {
  if (hours === null || lengthOf(hours) === dayMs) return Math.max(0, to - from);
  let openMs = 0;
  for (let at = from; at < to && openMs < enoughMs;) {
    at += untilOpen(hours, at, utcOffsetMinutes);
    const closesAt = at + lengthOf(hours) - openFor(hours, at, utcOffsetMinutes);
    openMs += Math.max(0, Math.min(to, closesAt) - at);
    at = closesAt;
  }
  return openMs;
}

function sinceLastOpening({ opensAt }: OpeningHours, now: number, utcOffsetMinutes: number): number {
  return modulo(now + utcOffsetMinutes * 60_000 - sinceMidnight(opensAt), dayMs);
}

function lengthOf({ opensAt, closesAt }: OpeningHours): number {
  return modulo(sinceMidnight(closesAt) - sinceMidnight(opensAt), dayMs) || dayMs;
}

function sinceMidnight(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
