/**
 * Asks that the screen stay on, where a page may: over plain HTTP, as in a shop, no browser lets it. Then the device's own
 * setting is the only way, which the page says.
 */
export function stayAwake(page: Document, navigator: Navigator): void {
  if (!('wakeLock' in navigator)) return;
  const ask = (): void => {
    if (page.hidden) return;
    navigator.wakeLock.request('screen').catch((error: unknown) => console.warn(error)); // the battery is low
  };
  // A browser takes it back when the page goes behind another.
  page.addEventListener('visibilitychange', ask);
  ask();
}
