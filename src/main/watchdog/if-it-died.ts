import { systemClock, type Clock } from '../../core/ports';
import { readMark } from './watch-mark';

export interface Processes {
  readonly isAlive: (pid: number) => boolean;
  readonly clock: Pick<Clock, 'after'>;
}

const thisComputer: Processes = { clock: systemClock, isAlive };

/**
 * For a start that the system makes every minute. It continues only where the app ended unexpectedly, after the pause in
 * the mark, and where nobody has started it meanwhile. It must cost next to nothing.
 */
export function unlessItRuns(
  markFile: string,
  start: () => void,
  leave: () => void,
  { isAlive: lives, clock }: Processes = thisComputer,
): void {
  const dead = readMark(markFile);
  if (dead === null || dead.pid === 0 || lives(dead.pid)) {
    leave();
    return;
  }
  clock.after(dead.pauseS * 1_000, () => {
    if (readMark(markFile)?.pid === dead.pid) start();
    else leave();
  });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
