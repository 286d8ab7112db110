import type { RunInBackground } from '../background';
import type { SettingsFile } from '../settings/settings-file';

export interface HelperClock {
  /**
   * The current time (ms since the epoch) for a caller that may see only today: setting the clock back shows no other
   * day.
   */
  readonly now: () => number;
  /** The owner is unlocked: accept the computer's clock as it is. */
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

/** How much of it a restart may forget. */
const keptEachMs = 60 * 60_000;

/** The latest time ever seen, kept over restarts: only the owner, or a clock outside this computer, can lower it. */
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
