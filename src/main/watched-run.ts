import { join } from 'node:path';
import { app } from 'electron';
import type { Comptoir } from '../core/comptoir';
import { systemClock as clock } from '../core/ports';
import type { CommandLine } from './command-line';
import { recordDeaths } from './crash-records';
import { earlySetting } from './early-settings';
import { startAnewAfterErrors } from './life';
import type { ProgramLog } from './program-log';
import { commandAgain } from './relaunch';
import { tunnelProcessName } from './tunnel-child';
import { placeWatchMark } from './watchdog/watch-mark';
import { createWatchdog } from './watchdog/watchdog';

/** This run of the app. The system restarts it after an unexpected end. */
export interface WatchedRun {
  /** An end from here on is intended. */
  readonly unwatch: () => void;
  /** Removes the mark: nothing crashed. */
  readonly endedWell: () => void;
  /** The core is running: its setting counts, and the next start listens at the same port. */
  readonly follow: (comptoir: Comptoir) => void;
}

/** Call it first, because a start may crash too. */
export function watchRun(
  profile: string,
  dataDir: string,
  { failedStarts, profile: profileName }: CommandLine,
  { log, records }: ProgramLog,
): WatchedRun {
  const markFile = join(profile, 'start-again');
  const mark = placeWatchMark(markFile, process.pid, clock);
  let port: number | null = null;
  const watchdog = createWatchdog({
    mark,
    markFile,
    log,
    platform: process.platform,
    environment: process.env,
    // A run with its own profile is a trial: it is not registered with the system.
    mayRegister: app.isPackaged && !app.commandLine.hasSwitch('user-data-dir') && profileName === undefined,
    home: app.getPath('home'),
    program: app.getPath('exe'),
    command: () => commandAgain(process, port),
  });
  // Before the settings are opened.
  watchdog.keep(earlySetting(dataDir, 'startAgain') !== false);
  // A signal during the start is an intended end.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => {
      mark.unwatched();
      app.quit();
    });
  startAnewAfterErrors({ app, process, records, clock, failedStarts, unwatch: mark.unwatched });
  recordDeaths(app, records, tunnelProcessName);
  return {
    unwatch: () => mark.unwatched(),
    endedWell: () => mark.remove(),
    follow(comptoir) {
      const { receiver } = comptoir.state();
      if (receiver.kind === 'listening') ({ port } = receiver);
      const keep = (): void => watchdog.keep(comptoir.state().settings.startAgain);
      comptoir.onFact(keep);
      keep();
    },
  };
}
