/** Excel counts days from here, because its calendar treats 1900 as a leap year. */
const excelEpochMs = Date.UTC(1899, 11, 30);

/**
 * "2026-11-23 21:00:05" in the shop's zone: spreadsheets in every language read it, and it sorts. Null where it is no
 * instant.
 */
export function localTime(instant: string, utcOffsetMinutes: number): string | null {
  const ms = shifted(instant, utcOffsetMinutes);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

/** The same as days and parts of a day since Excel's first day. Null where it is no instant, or is earlier. */
export function excelTime(instant: string, utcOffsetMinutes: number): number | null {
  // Round down to the second, as the text above does: rounding would make half of all times a second later.
  const seconds = Math.floor((shifted(instant, utcOffsetMinutes) - excelEpochMs) / 1_000);
  return seconds >= 0 ? seconds / 86_400 : null;
}

function shifted(instant: string, utcOffsetMinutes: number): number {
  return Date.parse(instant) + utcOffsetMinutes * 60_000;
}
