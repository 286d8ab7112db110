import { silenceMs } from '../../src/shared/bridge/beat';

/** Runs `task` once after `delayMs`; the returned function cancels it. */
export type After = (delayMs: number, task: () => void) => () => void;

export interface HeartbeatTimeout {
  /** Call it for each sign of life. */
  readonly restart: () => void;
  readonly stop: () => void;
}

/** Reports once when nothing was heard for longer than the core is ever silent, and again after each restart. */
export function startHeartbeatTimeout(after: After, onSilent: () => void): HeartbeatTimeout {
  let cancel = after(silenceMs, onSilent);
  return {
    restart() {
      cancel();
      cancel = after(silenceMs, onSilent);
    },
    stop: () => cancel(),
  };
}

export const afterInPage: After = (delayMs, task) => {
  const timer = setTimeout(task, delayMs);
  return () => clearTimeout(timer);
};
