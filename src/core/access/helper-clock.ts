import type { RunInBackground } from '../background';
import type { SettingsFile } from '../settings/settings-file';

export interface HelperClock {
  /** Now (ms since the epoch) for a caller that is shown today alone: a clock that is set back shows no other day. */
  readonly now: () => number;
  /** The owner is here: the clock is what he lets it be. */
  readonly trust: () => void;
}

export interface HelperClockParts {
  readonly settings: SettingsFile;
  /** By the best clock that is known. */
  readonly now: () => number;
  /** Whether a clock outside of this computer told it. */
  readonly isCertain: () => boolean;
  readonly runInBackground: RunInBackground;
}

/** What a restart may forget of it. */
const keptEachMs = 60 * 60_000;

/** The latest instant that was ever now, which outlives a restart: only the owner, or a clock outside, takes it back. */
export function createHelperClock(parts: HelperClockParts): HelperClock {
  const { settings } = parts;
  let latest = Date.parse(settings.current().latestAt ?? '') || 0;
  let kept = latest;
  const take = (instant: number): void => {
    latest = instant;
    if (Math.abs(latest - kept) < keptEachMs) return;
    kept = latest;
    parts.runInBackground('keeping the latest instant', () =>
      settings.change({ latestAt: new Date(latest).toISOString() }),
    );
  };
  return {
    now() {
      const best = parts.now();
      if (best >= latest || parts.isCertain()) take(best);
      return latest;
    },
    trust: () => take(parts.now()),
  };
}
