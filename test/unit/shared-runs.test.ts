import { describe, expect, it } from 'vitest';
import { createSharedRuns } from '../../src/core/shared-runs';

/** A task whose runs end when the test says so. */
function task() {
  const runs: { readonly end: () => void; readonly fail: () => void }[] = [];
  const ask = createSharedRuns(
    () =>
      new Promise((resolve, reject) => {
        runs.push({ end: resolve, fail: () => reject(new Error('this run failed')) });
      }),
  );
  return { runs, ask };
}

describe('shared runs', () => {
  it('runs once more for all that asked while it ran', async () => {
    const { runs, ask } = task();
    const first = ask();
    const others = Array.from({ length: 500 }, () => ask());
    expect(runs).toHaveLength(1);
    runs[0]?.end();
    await first;
    expect(runs).toHaveLength(2);
    runs[1]?.end();
    await Promise.all(others);
    expect(runs).toHaveLength(2);
  });

  it('does not answer with a run that had begun before the question', async () => {
    const { runs, ask } = task();
    const first = ask();
    let isAnswered = false;
    const second = ask().then(() => (isAnswered = true));
    runs[0]?.end();
    await first;
    expect(isAnswered).toBe(false);
    runs[1]?.end();
    await second;
  });

  it('goes on behind a run that failed, which only its own asker hears', async () => {
    const { runs, ask } = task();
    const first = ask();
    const second = ask();
    runs[0]?.fail();
    await expect(first).rejects.toThrow('this run failed');
    runs[1]?.end();
    await second;
    const third = ask();
    runs[2]?.end();
    await third;
  });
});
