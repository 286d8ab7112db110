import type { App } from 'electron';
import type { Clock } from '../core/ports';

/** A later error has nothing to do with the start. */
const startedWellMs = 60_000;
/**
 * The pauses before further starts. Problems at login often pass soon; a lasting error must not cause endless restarts.
 */
const waitsMs = [1_000, 10_000, 60_000] as const;

/** How many starts failed in a row, after an uncaught error. */
export function failedStartsAfter(earlier: number, ranForMs: number): number {
  return ranForMs >= startedWellMs ? 0 : earlier + 1;
}

/** The pause before the next start; null: give up. */
export function waitBeforeStartMs(failedStarts: number): number | null {
  return failedStarts === 0 ? 0 : (waitsMs[failedStarts - 1] ?? null);
}

/** Resolves to false after the pause, or to true once a person starts the app. */
export function waitUnlessAskedFor(app: Pick<App, 'on'>, clock: Clock, waitMs: number): Promise<boolean> {
  if (waitMs === 0) return Promise.resolve(false);
  return new Promise((resolve) => {
    clock.after(waitMs, () => resolve(false));
    app.on('second-instance', (_event, args) => {
      if (!args.includes('--hidden')) resolve(true);
    });
  });
}
