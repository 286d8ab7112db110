import { join } from 'node:path';
import electronLog from 'electron-log/node';
import type { Log } from '../ports';

export const logFileName = 'comptoir.log';
/** The one before it: renamed to this when it is full. */
export const oldLogFileName = 'comptoir.old.log';
/** Weeks of an ordinary shop; with the one before it, what a mail can carry. */
const maxBytes = 1024 * 1024;
/** Until the file may be opened. */
const mostWaiting = 300;

/** The log on the disk, for the days after: two files of 1 MB at most, readable by this user alone. */
export interface LogFile {
  /** The line must be fit to be read by anybody: see the redactor. Written before it returns, for a crash may be next. */
  readonly log: Log;
  /** Until then nothing is touched on the disk, and lines wait. */
  readonly open: () => void;
}

export function createLogFile(folder: string, { now }: { now: () => number }): LogFile {
  const logger = electronLog.create({ logId: folder });
  const { console: terminal, file, remote } = logger.transports;
  for (const other of [terminal, remote]) other.level = false;
  file.resolvePathFn = () => join(folder, logFileName);
  file.maxSize = maxBytes;
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  // The line as it is: `%s` or `{text}` in it are a stranger's words, not a format.
  file.transforms = [({ data }: { data: unknown[] }) => data.join(' ')];
  let waiting: string[] | null = [];
  return {
    log(line) {
      const dated = `${new Date(now()).toISOString()} ${line}`;
      if (waiting === null) logger.info(dated);
      else if (waiting.push(dated) > mostWaiting) waiting.shift();
    },
    open() {
      const before = waiting ?? [];
      waiting = null;
      for (const line of before) logger.info(line);
    },
  };
}
