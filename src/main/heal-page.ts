import type { BrowserWindow } from 'electron';
import type { Clock } from '../core/ports';

/** A page that crashes repeatedly is reloaded no more often than this. */
const pauseMs = 10_000;

/**
 * Reloads a window's page when its process has crashed or hangs, because the shop would take a dead window for "no
 * payments".
 */
export function healPage(window: BrowserWindow, clock: Clock): void {
  const { webContents } = window;
  let healedAt = -Infinity;
  const heal = (): void => {
    if (window.isDestroyed()) return;
    healedAt = clock.uptime();
    webContents.reload();
  };
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') clock.after(Math.max(0, healedAt + pauseMs - clock.uptime()), heal);
  });
  window.on('unresponsive', () => webContents.forcefullyCrashRenderer());
}
