/**
 * Runs the same task, one run at a time. All calls during a run share the next run. So each call is answered by a run
 * that began after the call.
 */
export function createSharedRuns(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const begin = (): Promise<void> => {
    const run = task().finally(() => {
      running = null;
    });
    running = run;
    return run;
  };
  const beginNext = (): Promise<void> => {
    next = null;
    return begin();
  };
  return () => {
    if (next !== null) return next;
    if (running === null) return begin();
    next = running.then(beginNext, beginNext);
    return next;
  };
}
