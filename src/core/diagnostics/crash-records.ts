import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Redactor } from './redactor';
import type { Clock, Log } from '../ports';

/**
 * A limit for each kind: on some computers every shutdown looks like a crash, and those records must not displace real
 * ones.
 */
const mostKept = 20;

/** What died and why, one small file each, on this computer only. Nothing is sent anywhere. */
export interface CrashRecords {
  /** Never throws, because it is called while handling an error. */
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
        const instant = at.replaceAll(':', '-');
        const ending = `-${what}.json`;
        writeFileSync(
          join(folder, `${instant}${ending}`),
          `${JSON.stringify(redactor.data(record), null, 2)}\n`,
        );
        const ofItsKind = readdirSync(folder).filter((name) => name.slice(instant.length) === ending);
        for (const old of ofItsKind.sort().slice(0, -mostKept)) rmSync(join(folder, old));
      } catch (error) {
        log(`the crash could not be recorded: ${String(error)}`);
      }
    },
  };
}
