import { silenceMs } from '../../src/shared/bridge/beat';

/** Runs `task` once after `delayMs`; the returned function cancels it. */
export type After = (delayMs: number, task: () => void) => () => void;

export interface SilenceWatch {
  /** Something was heard. */
  readonly broken: () => void;
  readonly stop: () => void;
}

/** Tells once that nothing was heard for longer than the core is ever silent, and again after it was broken. */
export function watchSilence(after: After, onSilent: () => void): SilenceWatch {
  let cancel = after(silenceMs, onSilent);
  return {
    broken() {
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
