import { app, powerMonitor } from 'electron';
import type { Clock, Log } from '../core/ports';
import type { CrashRecords } from './crash-records';

export interface EndParts {
  /** Tray, windows: what the merchant sees goes first, for the rest takes a moment. */
  readonly closeFaces: () => void;
  /** Answers the calls under way, flushes, closes. */
  readonly stop: () => Promise<void>;
  /** The last act: leaving, or making way for a newer version. */
  readonly leave: () => void;
  readonly log: Log;
}

/** However the end comes (the menu, a signal, the computer's own), it comes in order. */
export function endInOrder({ closeFaces, stop, leave, log }: EndParts): void {
  let stopping = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    closeFaces();
    stop().then(leave, (error: unknown) => {
      log(`the end was not orderly: ${String(error)}`);
      app.exit(1);
    });
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => app.quit());
  // Linux and macOS wait a little for those who ask.
  powerMonitor.on('shutdown', () => app.quit());
  // Windows tells windows only, and waits for nobody: every payment it has acknowledged is on the disk by then.
  app.on('browser-window-created', (_event, window) => {
    if (process.platform === 'win32') window.on('session-end', () => app.quit());
  });
}

/** Sooner after the start than this, a new start would only meet the same fate again. */
const worthAnotherMs = 60_000;

/** An error that nobody caught: recorded, and the app starts anew without a window. What was acknowledged is on the disk. */
export function startAnewAfterErrors(records: CrashRecords, clock: Clock): void {
  const startedAt = clock.uptime();
  process.on('uncaughtException', (error) => {
    records.record('app', error.stack ?? String(error));
    if (clock.uptime() - startedAt >= worthAnotherMs) {
      const args = [...process.argv.slice(1).filter((arg) => arg !== '--hidden'), '--hidden'];
      const { APPIMAGE: appImage } = process.env;
      app.relaunch(appImage === undefined ? { args } : { args, execPath: appImage });
    }
    app.exit(1);
  });
}
