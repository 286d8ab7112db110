import type { App, PowerMonitor } from 'electron';
import type { Clock, Log } from '../core/ports';
import type { CrashRecords } from '../core/diagnostics/crash-records';
import { failedStartsAfter, waitBeforeStartMs } from './failed-starts';
import { relaunch } from './relaunch';

export interface EndParts {
  readonly app: Pick<App, 'on' | 'quit' | 'exit'>;
  readonly powerMonitor: PowerMonitor;
  readonly process: Pick<NodeJS.Process, 'on' | 'platform'>;
  readonly clock: Clock;
  /** The end is intended from now on: nothing may restart the app. */
  readonly unwatch: () => void;
  /** Closes tray and windows first, because the rest takes a moment. */
  readonly closeWindows: () => void;
  /** Answers running calls, flushes, closes. */
  readonly stop: () => Promise<void>;
  /** The last step: quitting, or starting a newer version. */
  readonly leave: () => void;
  readonly log: Log;
}

/** The core needs half of this. A process that hangs would hold the data folder and block the next start. */
const longestEndMs = 10_000;

/** Ends the app properly, however the end comes: the menu, a signal, the computer's shutdown. */
export function endInOrder(parts: EndParts): void {
  const { app, powerMonitor, process, clock, unwatch, closeWindows, stop, leave, log } = parts;
  let stopping = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    unwatch();
    const fail = (why: string): void => {
      log(`the end was not orderly: ${why}`);
      app.exit(1);
    };
    const cancelTimeout = clock.after(longestEndMs, () => fail('it took too long'));
    closeWindows();
    stop()
      .finally(cancelTimeout)
      .then(leave, (error: unknown) => fail(String(error)));
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => app.quit());
  // Linux and macOS wait a little if an app asks for it. Electron's types do not declare the event.
  const computer: NodeJS.EventEmitter = powerMonitor;
  computer.on('shutdown', (event: Electron.Event) => {
    event.preventDefault();
    app.quit();
  });
  // Windows only tells windows, and does not wait. Every acknowledged payment is on the disk by then.
  app.on('browser-window-created', (_event, window) => {
    if (process.platform === 'win32') window.on('session-end', () => app.quit());
  });
}

export interface StartAnewParts {
  readonly app: Pick<App, 'relaunch' | 'exit'>;
  readonly process: Pick<NodeJS.Process, 'on' | 'argv' | 'env'>;
  readonly records: CrashRecords;
  readonly clock: Clock;
  /** How many starts failed in a row before this one. */
  readonly failedStarts: number;
  /** This restart is our own: the watchdog must not start another. */
  readonly unwatch: () => void;
}

/**
 * After an uncaught error: records it and restarts the app without a window. If starts keep failing, each one waits a
 * little longer. Everything acknowledged is on the disk.
 */
export function startAnewAfterErrors(parts: StartAnewParts): void {
  const { app, process, records, clock, failedStarts } = parts;
  const startedAt = clock.uptime() + (waitBeforeStartMs(failedStarts) ?? 0);
  process.on('uncaughtException', (error) => {
    records.record('app', error.stack ?? String(error));
    parts.unwatch();
    const failed = failedStartsAfter(failedStarts, clock.uptime() - startedAt);
    relaunch(app, process, ['--hidden', ...(failed === 0 ? [] : [`--failed-starts=${failed}`])]);
    app.exit(1);
  });
}
