import type { Log } from '../ports';

/** Runs a listener's task: its error must not change the sender's answer. */
export type Isolate = (what: string, task: () => void) => void;

export function createIsolate(log: Log): Isolate {
  return (what, task) => {
    try {
      task();
    } catch (error) {
      log(`${what} failed: ${String(error)}`);
    }
  };
}
