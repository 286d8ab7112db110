import type { Clock, Log } from './ports';

/** Gets the failures of background work. */
export type OnFailure = (what: string, error: unknown) => void;

/** Runs background work, synchronous or not. Its failure goes to `onFailure` and ends nothing else. */
export type RunInBackground = (what: string, task: () => unknown) => void;

export function createBackground(onFailure: OnFailure): RunInBackground {
  return (what, task) => {
    try {
      const result = task();
      if (isPromise(result)) result.then(undefined, (error: unknown) => onFailure(what, error));
    } catch (error) {
      onFailure(what, error);
    }
  };
}

/** Writes failures to the log. */
export function logFailures(log: Log): OnFailure {
  return (what, error) =>
    log(`${what} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}

/** The same clock, whose timers may throw or reject without ending the process. */
export function withIsolatedTimers(clock: Clock, runInBackground: RunInBackground): Clock {
  return {
    now: () => clock.now(),
    uptime: () => clock.uptime(),
    after: (delayMs, task) => clock.after(delayMs, () => runInBackground('a timer', task)),
  };
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
