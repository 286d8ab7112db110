import type { createBackground } from '../core/background';
import type { Clock } from '../core/ports';

/** Repeats work, each time some time after the last run ended, even after a failure. */
export function repeater(clock: Clock, runInBackground: ReturnType<typeof createBackground>) {
  const cancels = new Set<() => void>();
  let isStopped = false;
  return {
    do(what: string, everyMs: number, task: () => Promise<void>): void {
      const wait = (): void => {
        if (isStopped) return;
        const cancel = clock.after(everyMs, () => {
          cancels.delete(cancel);
          runInBackground(what, () => task().finally(wait));
        });
        cancels.add(cancel);
      };
      wait();
    },
    stop(): void {
      isStopped = true;
      for (const cancel of cancels) cancel();
    },
  };
}
