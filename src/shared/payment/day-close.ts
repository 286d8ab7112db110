import { mayHaveMissed, type DeafPeriod } from '../silence/hearing';
import type { MissingPayments } from './missing';
import type { Day, DaySummary } from './payment';
import { dayOf } from '../calendar';
import type { WorkedShift } from './shift';
import type { Totals } from './totals';

/** One business day as the ledger has it now. */
export interface DayReport {
  readonly day: Day;
  readonly totals: Totals;
  /** Those that may have missed a payment, the earliest first. */
  readonly deafPeriods: readonly DeafPeriod[];
  /** Payments received on that day and lost since. Absent where none are. */
  readonly missing?: MissingPayments;
}

/** A digest of what never changes in a day's payments, in order of receipt: id, transaction, amount, time of receipt. */
export interface DayDigest {
  readonly count: number;
  /** Hex. */
  readonly sha256: string;
}

/** A day as it was when somebody closed it. It never changes: a second close of the day names the one it replaces. */
export interface DayClose extends DayReport {
  /** From 1, without gaps. */
  readonly number: number;
  /** ISO instant. */
  readonly closedAt: string;
  readonly by: string;
  /** Cash counted in the till; null where nobody counted. */
  readonly countedCashXof: number | null;
  /** Cash that should have been there, as typed; absent where nothing was. */
  readonly expectedCashXof?: number;
  /** Absent in older closes. */
  readonly payments?: DayDigest;
  /** Number of the last close of the same day before this one. */
  readonly replaces: number | null;
  /** Hash of the close before, of any day; empty for the first. */
  readonly previousHash: string;
  /** SHA-256 (hex) of all fields above, as they are now. */
  readonly hash: string;
  /** The file was changed, or does not follow the close before it. Checked on each read, not stored. */
  readonly isChanged?: true;
  /** The day's payments are no longer the ones that were closed. Checked on each read, not stored. */
  readonly isOfOtherPayments?: true;
}

/** What the day's screen shows. */
export interface DayView {
  readonly report: DayReport;
  /** Of that day, the earliest first. */
  readonly closes: readonly DayClose[];
  /** Something differs from the last close of that day, or there is no close yet. */
  readonly isOpen: boolean;
  /** Earlier days that have payments but no close, since the first close; the earliest first. */
  readonly forgottenDays: readonly Day[];
  /** Numbers of closes that are gone or cannot be read. */
  readonly missingCloses: readonly number[];
  /** Who had the counter that day, the earliest first. A shift that nobody entered is not known. */
  readonly shifts: readonly WorkedShift[];
  /** For comparison: the day before, and the same weekday of the week before. */
  readonly beside: { readonly dayBefore: DaySummary; readonly weekBefore: DaySummary };
}

/** Cash above (positive) or below (negative) the expected sum; null where nothing was expected. */
export function cashDifference({
  countedCashXof,
  expectedCashXof,
}: Pick<DayClose, 'countedCashXof' | 'expectedCashXof'>): number | null {
  return countedCashXof === null || expectedCashXof === undefined ? null : countedCashXof - expectedCashXof;
}

/** Deaf periods whose missing payments nobody has looked for yet. */
export function uncheckedIn({ deafPeriods }: Pick<DayReport, 'deafPeriods'>): readonly DeafPeriod[] {
  return deafPeriods.filter((period) => period.checked === null && mayHaveMissed(period));
}

/** Why the figures of a day may be too low. */
export type DayDoubt = 'lost' | 'unchecked';

/** Null where the figures are complete. Payments known to be lost count before periods that may have missed some. */
export function doubtOf(report: Pick<DayReport, 'deafPeriods' | 'missing'>): DayDoubt | null {
  if (report.missing !== undefined) return 'lost';
  return uncheckedIn(report).length > 0 ? 'unchecked' : null;
}

/** Closed on a later day than its own, in the shop's zone. */
export function isLate(
  { day, closedAt }: Pick<DayClose, 'day' | 'closedAt'>,
  utcOffsetMinutes: number,
): boolean {
  return dayOf(closedAt, utcOffsetMinutes) > day;
}

/** The part of a close's hash that a ticket shows: enough to tell two apart by eye. */
export function fingerprint({ hash }: Pick<DayClose, 'hash'>): string {
  return hash
    .slice(0, 12)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1-');
}
