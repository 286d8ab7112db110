import type { Clock } from './ports';

/** How often we look whether a new business day has begun. A timer for midnight itself would sleep with the computer. */
const dayCheckMs = 30_000;

/** Tells of a day that is no longer the one shown. Returns what ends it. */
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
