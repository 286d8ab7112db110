import type { Clock, Log } from '../ports';

const mostLines = 300;
const longestLine = 2_000;

/** A log that goes on as before, and whose last lines can be read again: in memory, each with its instant. */
export interface LogTail {
  readonly log: Log;
  /** Oldest first. */
  readonly lines: () => readonly string[];
}

export function createLogTail(log: Log, clock: Clock): LogTail {
  const lines: string[] = [];
  return {
    log(line) {
      lines.push(`${new Date(clock.now()).toISOString()} ${line.slice(0, longestLine)}`);
      if (lines.length > mostLines) lines.shift();
      log(line);
    },
    lines: () => [...lines],
  };
}
