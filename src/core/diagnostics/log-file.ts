import { join } from 'node:path';
import electronLog from 'electron-log/node';
import type { Log } from '../ports';

export const logFileName = 'comptoir.log';
/** The one before it: renamed to this when it is full. */
export const oldLogFileName = 'comptoir.old.log';
/** Weeks of an ordinary shop; with the one before it, what a mail can carry. */
const maxBytes = 1024 * 1024;

/**
 * The log on the disk, for the days after: two files of 1 MB at most, readable by this user alone. A line must be fit to be
 * read by anybody: see the redactor. It is written before the call returns, for a crash may be next; where the disk takes
 * nothing, nobody fails.
 */
export function createLogFile(folder: string, { now }: { now: () => number }): Log {
  const logger = electronLog.create({ logId: folder });
  const { console: terminal, file, remote } = logger.transports;
  for (const other of [terminal, remote]) other.level = false;
  // Else it is looked for in a package.json above the current folder, and where there is none nothing is ever written.
  file.setAppName('comptoir');
  file.resolvePathFn = () => join(folder, logFileName);
  file.maxSize = maxBytes;
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  // The line as it is: `%s` or `{text}` in it are a stranger's words, not a format.
  file.transforms = [({ data }: { data: unknown[] }) => data.join(' ')];
  return (line) => logger.info(`${new Date(now()).toISOString()} ${line}`);
}
