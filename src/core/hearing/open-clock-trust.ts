import { createClockComparison, type ClockComparison } from '../diagnostics/clock-comparison';
import type { Notice } from '../../shared/state/notice';
import type { AppendOutcome } from '../ledger/ledger';
import type { Clock } from '../ports';
import { createClockTrust, type ClockTrust } from './clock-trust';
import { readLastSign } from './last-sign';

export interface OpenedClockTrust {
  readonly trust: ClockTrust;
  readonly comparison: ClockComparison;
  /** Now (ms since the epoch), by the best that is known. */
  readonly now: () => number;
  readonly isSuspect: () => boolean;
  /** What is to be said of the last sign. */
  readonly notices: readonly Notice[];
  /** When we were last alive before this start; 0: never. */
  readonly lastAliveAt: number;
  /** A call was stored: a live payment that has just been announced tells the time. */
  readonly onRecorded: (outcome: AppendOutcome) => void;
  /** The same `fetch`; the `Date` of each answer is taken. */
  readonly fetchWith: (send: typeof fetch) => typeof fetch;
}

/** To be called before anything in the data folder is written. */
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
    ...{ trust, comparison },
    now: () => trust.at(clock.uptime()),
    isSuspect: () => trust.verdict() !== 'sound',
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
