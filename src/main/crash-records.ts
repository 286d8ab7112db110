import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';
import type { Redactor } from '../core/diagnostics/redactor';
import type { Clock, Log } from '../core/ports';
import { tunnelProcessName } from './tunnel-child';

const mostKept = 20;

/** What died and why, one small file each, on this computer only. Nothing is sent anywhere. */
export interface CrashRecords {
  /** Never throws: it is called when things are bad enough. */
  record(what: string, reason: string): void;
}

interface CrashRecordParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly redactor: Pick<Redactor, 'data'>;
}

export function openCrashRecords(folder: string, { clock, log, redactor }: CrashRecordParts): CrashRecords {
  return {
    record(what, reason) {
      const at = new Date(clock.now()).toISOString();
      log(`${what} died: ${reason}`);
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const record = { at, what, reason, versions: process.versions };
        // Colons are not for Windows' file names.
        writeFileSync(
          join(folder, `${at.replaceAll(':', '-')}-${what}.json`),
          `${JSON.stringify(redactor.data(record), null, 2)}\n`,
        );
        for (const old of readdirSync(folder).sort().slice(0, -mostKept)) rmSync(join(folder, old));
      } catch (error) {
        log(`the crash could not be recorded: ${String(error)}`);
      }
    },
  };
}

/** Records each process of ours that dies other than by going. Most of them are started anew by whoever needs them. */
export function recordDeaths(app: App, records: CrashRecords): void {
  app.on('render-process-gone', (_event, contents, { reason, exitCode }) => {
    const page = /(\w+)\.html/.exec(contents.getURL())?.[1] ?? 'page';
    if (reason !== 'clean-exit') records.record(`page-${page}`, `${reason}, code ${exitCode}`);
  });
  app.on('child-process-gone', (_event, { type, name, reason, exitCode }) => {
    // The tunnel's are recorded where it is known whether we ended it ourselves.
    if (reason !== 'clean-exit' && name !== tunnelProcessName)
      records.record(`helper-${(name ?? type).replaceAll(/\W+/g, '-')}`, `${reason}, code ${exitCode}`);
  });
}
