/**
 * Asks that the screen stay on, where a page may. Browsers refuse that over plain HTTP, as used in the shop; the page
 * then says to use the device's own setting.
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
