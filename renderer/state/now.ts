import { signal, type ReadonlySignal } from '@preact/signals';

const tickMs = 10_000;

/** The current time, fine enough for "2 min ago"; it stands still while nobody can see it. */
export function createNow(page: Window): ReadonlySignal<number> {
  const now = signal(currentTime());
  const tick = (): void => {
    if (page.document.visibilityState === 'visible') now.value = currentTime();
  };
  page.setInterval(tick, tickMs);
  page.document.addEventListener('visibilitychange', tick);
  return now;
}

/** For the few places that cannot wait for the next tick. */
export function currentTime(): number {
  // eslint-disable-next-line no-restricted-syntax -- the page's only clock
  return Date.now();
}
