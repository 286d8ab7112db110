import type { BrowserWindow } from 'electron';
import type { Clock } from '../core/ports';

/** A page that dies again and again is not loaded more often than this. */
const pauseMs = 10_000;

/**
 * Loads a window's page again when its process has died or hangs, because the shop would take a dead bell for "no
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
