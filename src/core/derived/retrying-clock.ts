import type { Clock } from '../ports';

/** The least pause before a timer that failed runs again. */
const timerAgainMs = 5_000;

/**
 * A clock whose timers run isolated. A timer that failed before setting the next one is run again, so that a part that
 * works every minute continues.
 */
export function retryingClock(
  clock: Clock,
  guard: (task: () => unknown, onFailed: () => void) => void,
  isClosed: () => boolean,
): Clock {
  let timersSet = 0;
  return {
    now: () => clock.now(),
    uptime: () => clock.uptime(),
    after(delayMs, task) {
      timersSet += 1;
      let isCancelled = false;
      let cancel = (): void => undefined;
      const wait = (pauseMs: number): void => {
        cancel = clock.after(pauseMs, () => {
          const before = timersSet;
          guard(task, () => {
            if (!isCancelled && !isClosed() && timersSet === before) wait(Math.max(pauseMs, timerAgainMs));
          });
        });
      };
      wait(delayMs);
      return () => {
        isCancelled = true;
        cancel();
      };
    },
  };
}
