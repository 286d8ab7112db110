import { createClockComparison, type ClockComparison } from '../diagnostics/clock-comparison';
import type { Notice } from '../../shared/state/notice';
import type { AppendOutcome } from '../ledger/ledger';
import type { Clock } from '../ports';
import { createClockTrust, longestMs, versionYearBegins, type ClockTrust } from './clock-trust';
import { readLastSign } from './last-sign';

export interface OpenedClockTrust {
  readonly trust: ClockTrust;
  readonly comparison: ClockComparison;
  /** Now (ms since the epoch), by the best known clock. */
  readonly now: () => number;
  readonly isSuspect: () => boolean;
  /**
   * When a call came (ms since the epoch), for its record. `performedAt`: when its payment was made, according to the
   * call.
   */
  readonly receiptAt: (performedAt: string | null) => number;
  /** Notices about the last sign. */
  readonly notices: readonly Notice[];
  /** When Comptoir last ran before this start; 0: never. */
  readonly lastAliveAt: number;
  /** A call was stored: a live payment that was just announced tells the time. */
  readonly onRecorded: (outcome: AppendOutcome) => void;
  /** The same `fetch`, which also takes the `Date` of each answer. */
  readonly fetchWith: (send: typeof fetch) => typeof fetch;
}

/**
 * A clock that is off by less than this still dates receipts, so that "how long ago" is right by the same clock. With a
 * larger error, receipts would get another day than their payments.
 */
const mostShownMs = 12 * 60 * 60_000;

/** Call it before anything in the data folder is written. */
export async function openClockTrust(places: {
  readonly dataDir: string;
  readonly logFolder: string;
  readonly clock: Clock;
}): Promise<OpenedClockTrust> {
  const { clock } = places;
  const comparison = createClockComparison(clock);
  const lastSign = await readLastSign(places);
  const trust = createClockTrust({ clock, comparison, lastSign });
  return {
    trust,
    comparison,
    now: () => trust.at(clock.uptime()),
    isSuspect: () => trust.verdict() !== 'sound',
    receiptAt(performedAt) {
      const now = clock.now();
      const verdict = trust.verdict();
      if (verdict === 'sound') return now;
      const best = trust.at(clock.uptime());
      const madeAt = performedAt === null ? NaN : Date.parse(performedAt);
      // A payment is announced after it was made, and a doubtful clock cannot contradict that.
      const isNear = best < versionYearBegins || madeAt - best < longestMs;
      const known = verdict === 'suspect' && madeAt > best && isNear ? madeAt : best;
      return Math.abs(known - now) < mostShownMs ? now : known;
    },
    notices: lastSign?.isTrace === true ? [{ kind: 'last-sign-lost' }] : [],
    lastAliveAt: lastSign === null ? 0 : Date.parse(lastSign.aliveAt),
    onRecorded({ payment, duplicate }) {
      if (payment.mode === 'live' && payment.found === undefined && !duplicate)
        trust.takePerformedAt(payment.performedAt);
    },
    fetchWith:
      (send) =>
      async (...asked) => {
        const response = await send(...asked);
        trust.takeDate(response.headers.get('date'));
        return response;
      },
  };
}
