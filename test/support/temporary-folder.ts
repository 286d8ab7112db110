import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of one test's own; `await using` removes it with whatever the test left in it. */
export async function temporaryFolder(): Promise<{
  readonly path: string;
  [Symbol.asyncDispose](): Promise<void>;
}> {
  const path = await mkdtemp(join(tmpdir(), 'comptoir-'));
  // A browser's own helpers write for a moment after it ended: what came meanwhile goes with the next try.
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}
