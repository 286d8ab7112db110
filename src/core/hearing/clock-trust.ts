import type { ClockComparison } from '../diagnostics/clock-comparison';
import type { Clock } from '../ports';
import type { LastSign } from './last-sign';
import { dayMs } from '../../shared/calendar';

/**
 * A correct clock cannot be earlier than this, because this version did not exist then. Change it with the version's
 * year.
 */
export const versionYearBegins = Date.parse('2026-01-01T00:00:00.000Z');

/** How far a clock with a battery may drift in a night. */
const driftMs = 60_000;
/** Dates of answers are whole seconds and as late as the answer: only more than this is a wrong clock. */
const tolerableMs = 2 * 60_000;
/** A payment is announced within this of being made. */
const announcedWithinMs = 10 * 60_000;
/** A jump longer than this is more likely a wrong clock than a closed shop. */
export const longestMs = 366 * dayMs;
/** The greatest age of a payment that a provider announces. */
const oldestNewsMs = 48 * 60 * 60_000;

/**
 * How far the computer's clock can be trusted. `sound`: it is right. `corrected`: it is wrong, and another clock told by
 * how much. `suspect`: it is wrong, or what we left before the start is, and nothing has told which yet.
 */
export type ClockVerdict = 'sound' | 'corrected' | 'suspect';

export interface ClockTrust {
  /** What was left by the run before this start; null: nothing. */
  readonly lastSign: LastSign | null;
  /** The clock was set back since the last sign, and the computer did not restart: its uptime dates the sign. */
  readonly wasSet: boolean;
  readonly verdict: () => ClockVerdict;
  /** The instant (ms since the epoch) at which the computer had this uptime, by the best present knowledge. */
  readonly at: (uptimeMs: number) => number;
  /** Whether the last sign is dated by a clock that was right, as far as is known. */
  readonly isSignSound: () => boolean;
  /** Takes the `Date` of an answer from the edge or a provider. */
  readonly takeDate: (date: string | null) => void;
  /** Takes the time of payment from an authentic call. */
  readonly takePerformedAt: (instant: string | null) => void;
  readonly onChange: (listener: () => void) => () => void;
}

export interface ClockTrustParts {
  readonly clock: Clock;
  readonly comparison: ClockComparison;
  readonly lastSign: LastSign | null;
  readonly notBefore?: number;
}

/**
 * Decides between the computer's clock and the traces of the last run. Clocks are compared by their distance from the
 * uptime, which nobody can set: the distance stays the same as time passes, and changes when a clock is set.
 */
export function createClockTrust(parts: ClockTrustParts): ClockTrust {
  const { clock, comparison, lastSign, notBefore = versionYearBegins } = parts;
  const listeners = new Set<() => void>();
  const offset = (): number => clock.now() - clock.uptime();

  /** Setting the clock while the computer runs is deliberate, unless a payment shows an error. */
  const wasSet = lastSign !== null && clock.now() >= notBefore && isSetBackInSameRun(lastSign, clock);
  const signOffset = lastSign === null ? null : Date.parse(lastSign.aliveAt) - clock.uptime();
  const isBeforeSign = (): boolean => signOffset !== null && offset() < signOffset - driftMs;
  const isYearsAfterSign = (): boolean => signOffset !== null && offset() - signOffset > longestMs;
  const isContested = (): boolean =>
    clock.now() < notBefore || wasSet || isBeforeSign() || isYearsAfterSign();
  /** From a payment's time: the present is no earlier. */
  let leastOffset: number | null = null;
  /** Two payments in a row were made in our future, by the same amount: our clock is slow by that. */
  let futureOffset: number | null = null;
  let isBehind = false;
  /** Our clock's offset when a payment's time agreed with it. */
  let agreedOffset: number | null = null;
  let isSignDenied = false;

  const exactOffset = (): number | null => {
    const aheadMs = comparison.aheadMs();
    if (aheadMs === null && isBehind && !isContested()) return futureOffset;
    // An edge whose time is before the version's year is wrong itself.
    return aheadMs === null || clock.now() - aheadMs < notBefore ? null : offset() - aheadMs;
  };
  const isSignSound = (): boolean => {
    const exact = exactOffset();
    return !isSignDenied && (exact === null || signOffset === null || exact >= signOffset - driftMs);
  };
  const verdict = (): ClockVerdict => {
    const exact = exactOffset();
    if (exact !== null) return Math.abs(offset() - exact) > tolerableMs ? 'corrected' : 'sound';
    if (clock.now() < notBefore) return 'suspect';
    if (leastOffset !== null && offset() < leastOffset - announcedWithinMs) return 'suspect';
    if (agreedOffset !== null && Math.abs(offset() - agreedOffset) <= announcedWithinMs) return 'sound';
    return !wasSet && (isBeforeSign() || isYearsAfterSign()) ? 'suspect' : 'sound';
  };
  const bestOffset = (): number => {
    switch (verdict()) {
      case 'sound':
        return offset();
      case 'corrected':
        return exactOffset() ?? offset();
      case 'suspect': {
        const known = [leastOffset, wasSet || isSignDenied ? null : signOffset].filter((o) => o !== null);
        return known.length === 0 ? offset() : Math.max(...known);
      }
    }
  };
  const decide = (performedAt: number): void => {
    const signAt = lastSign === null ? null : Date.parse(lastSign.aliveAt);
    const fits = signAt === null || (performedAt > signAt - oldestNewsMs && performedAt < signAt + longestMs);
    if (clock.now() >= notBefore && Math.abs(clock.now() - performedAt) <= announcedWithinMs) {
      // The provider's clock and ours agree, so the traces of the last run were dated by a wrong clock.
      agreedOffset = offset();
      isSignDenied = isBeforeSign();
      leastOffset = null;
    } else if (fits) leastOffset = Math.max(leastOffset ?? -Infinity, performedAt - clock.uptime());
  };
  /** One payment alone may carry a wrong date. */
  const noteFuture = (performedAt: number): void => {
    if (Math.abs(performedAt - clock.now()) <= announcedWithinMs) {
      futureOffset = null;
      isBehind = false;
    }
    if (performedAt - clock.now() <= announcedWithinMs) return;
    const hint = performedAt - clock.uptime();
    isBehind = futureOffset !== null && Math.abs(hint - futureOffset) <= announcedWithinMs;
    futureOffset = isBehind ? Math.max(hint, futureOffset ?? hint) : hint;
  };
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  return {
    lastSign,
    wasSet,
    verdict,
    at: (uptimeMs) => bestOffset() + uptimeMs,
    isSignSound,
    takeDate(date) {
      comparison.take(date);
      changed();
    },
    takePerformedAt(instant) {
      const performedAt = instant === null ? NaN : Date.parse(instant);
      if (!(performedAt >= notBefore)) return;
      if (!isContested()) noteFuture(performedAt);
      else decide(performedAt);
      changed();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The computer did not restart since the last sign, but its clock shows an earlier time: the clock was set back. */
function isSetBackInSameRun({ aliveAt, uptimeMs }: LastSign, clock: Clock): boolean {
  return uptimeMs !== undefined && uptimeMs <= clock.uptime() && clock.now() < Date.parse(aliveAt) - driftMs;
}
