import type { Log } from '../ports';

/** What the rest of the program makes of a call must not cost the sender its answer. */
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
