import type { App } from 'electron';
import type { Clock } from '../core/ports';

/** An error later than this has nothing to do with the start. */
const startedWellMs = 60_000;
/**
 * The wait before each further start. What hinders a start at login often passes soon; a lasting error must not cause
 * endless restarts.
 */
const waitsMs = [1_000, 10_000, 60_000] as const;

/** Starts that failed in a row, after an error that was not caught. */
export function failedStartsAfter(earlier: number, ranForMs: number): number {
  return ranForMs >= startedWellMs ? 0 : earlier + 1;
}

/** How long the next start waits; null: give up. */
export function waitBeforeStartMs(failedStarts: number): number | null {
  return failedStarts === 0 ? 0 : (waitsMs[failedStarts - 1] ?? null);
}

/** Resolves to false after the wait, or to true once somebody starts the app by hand. */
export function waitUnlessAskedFor(app: Pick<App, 'on'>, clock: Clock, waitMs: number): Promise<boolean> {
  if (waitMs === 0) return Promise.resolve(false);
  return new Promise((resolve) => {
    clock.after(waitMs, () => resolve(false));
    app.on('second-instance', (_event, args) => {
      if (!args.includes('--hidden')) resolve(true);
    });
  });
}
