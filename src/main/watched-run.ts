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

/** This run of the app, which the system starts anew where it died without having meant to. */
export interface WatchedRun {
  /** It means to end: a death from here on is none. */
  readonly unwatch: () => void;
  /** The mark goes: nothing died. */
  readonly endedWell: () => void;
  /** The core is there: its setting counts, and the next start listens where this one does. */
  readonly follow: (comptoir: Comptoir) => void;
}

/** To be called first: a start may die too. */
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
    // With a profile of its own it is somebody's trial: the system is not told of it.
    mayRegister: app.isPackaged && !app.commandLine.hasSwitch('user-data-dir') && profileName === undefined,
    home: app.getPath('home'),
    program: app.getPath('exe'),
    command: () => commandAgain(process, port),
  });
  // Before the settings are opened.
  watchdog.keep(earlySetting(dataDir, 'startAgain') !== false);
  // One may come while the app starts, and means an end.
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
