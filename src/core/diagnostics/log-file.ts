import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../ports';

export const logFileName = 'comptoir.log';
/** The one before it: renamed to this when it is full. */
export const oldLogFileName = 'comptoir.old.log';
/** Weeks of an ordinary shop; with the one before it, what a mail can carry. */
const maxBytes = 1024 * 1024;

/**
 * The log on the disk, for the days after: two files of 1 MB at most, readable by this user alone. A line must be fit to be
 * read by anybody: see the redactor. It is written before the call returns, for a crash may be next.
 */
export function createLogFile(folder: string, { now }: { now: () => number }): Log {
  const file = join(folder, logFileName);
  return (line) => {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      if (size >= maxBytes) renameSync(file, join(folder, oldLogFileName));
      appendFileSync(file, `${new Date(now()).toISOString()} ${line}\n`, { mode: 0o600 });
    } catch {
      // A disk that takes nothing is told by the ledger; the next line is tried again.
    }
  };
}
