import { systemClock, type Clock } from '../../core/ports';
import { readMark } from './watch-mark';

export interface Processes {
  readonly isAlive: (pid: number) => boolean;
  readonly clock: Pick<Clock, 'after'>;
}

const thisComputer: Processes = { clock: systemClock, isAlive };

/**
 * For a start that the system makes each minute: goes on only where the app has died without having meant to, after a pause
 * that the mark says, and where nobody started it meanwhile. Must cost next to nothing.
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
