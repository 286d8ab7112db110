import type { Redactor } from '../diagnostics/redactor';
import type { Clock, Log } from '../ports';

const mostLines = 300;

/** A redacted log whose last lines stay in memory, each with its instant. */
export interface LogTail {
  readonly log: Log;
  /** Oldest first. */
  readonly lines: () => readonly string[];
}

export function createLogTail(log: Log, redactor: Pick<Redactor, 'line'>, clock: Clock): LogTail {
  const lines: string[] = [];
  return {
    log(said) {
      const line = redactor.line(said);
      lines.push(`${new Date(clock.now()).toISOString()} ${line}`);
      if (lines.length > mostLines) lines.shift();
      log(line);
    },
    lines: () => [...lines],
  };
}
