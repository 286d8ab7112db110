import type { Clock } from './ports';

/** How often to check whether a new business day has begun. A timer for midnight itself would stop during sleep. */
const dayCheckMs = 30_000;

/** Reports when the shown day is over. Returns what ends it. */
export function watchDay(clock: Clock, isOver: () => boolean, onNewDay: () => void): () => void {
  let cancel = (): void => undefined;
  const look = (): void => {
    cancel = clock.after(dayCheckMs, () => {
      if (isOver()) onNewDay();
      look();
    });
  };
  look();
  return () => cancel();
}
