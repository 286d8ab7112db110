import { join } from 'node:path';
import { openCrashRecords, type CrashRecords } from '../core/diagnostics/crash-records';
import { createLogFile } from '../core/diagnostics/log-file';
import { createRedactor, type Redactor } from '../core/diagnostics/redactor';
import type { Clock, Log } from '../core/ports';

/** What this program records about itself, in folders of its profile. */
export interface ProgramLog {
  readonly log: Log;
  readonly redactor: Redactor;
  readonly records: CrashRecords;
  readonly logFolder: string;
  readonly crashFolder: string;
}

export function openProgramLog(profile: string, clock: Clock): ProgramLog {
  const logFolder = join(profile, 'logs');
  const crashFolder = join(profile, 'crashes');
  const redactor = createRedactor();
  const toFile = createLogFile(logFolder, clock);
  const log: Log = (said) => {
    const line = redactor.line(said);
    process.stderr.write(`${new Date(clock.now()).toISOString()} ${line}\n`);
    toFile(line);
  };
  const records = openCrashRecords(crashFolder, { clock, log, redactor });
  return { log, redactor, records, logFolder, crashFolder };
}
