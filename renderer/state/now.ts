import { signal, type ReadonlySignal } from '@preact/signals';

const tickMs = 10_000;

/** The current time, fine enough for "2 min ago"; it stands still while nobody can see it. */
export function createNow(page: Window): ReadonlySignal<number> {
  const now = signal(Date.now());
  const tick = (): void => {
    if (page.document.visibilityState === 'visible') now.value = Date.now();
  };
  page.setInterval(tick, tickMs);
  page.document.addEventListener('visibilitychange', tick);
  return now;
}
