import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../ports';

export const logFileName = 'comptoir.log';
/** The former log: the file gets this name when it is full. */
export const oldLogFileName = 'comptoir.old.log';
/** Some weeks of an ordinary shop. Two such files fit into an e-mail. */
const maxBytes = 1024 * 1024;

/**
 * The log on the disk: two files of 1 MB at most, readable only by this user. A line must be safe for anybody to read:
 * see the redactor. It is written before the call returns, because the process may crash next.
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
      // The ledger reports a disk that accepts nothing; the next line is tried again.
    }
  };
}
