import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';

const memory = '/dev/shm';
/** What a run of tests may need at once, with room to spare. */
const neededBytes = 2 * 1024 ** 3;

/**
 * Puts the temporary folders of a run into memory where the system has room for them: a flush costs nothing there. A test
 * that cuts a disk's power makes that disk itself. Returns what removes them.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  const free = await statfs(memory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0, // no Linux
  );
  if (process.env.TMPDIR !== undefined || free < neededBytes) return undefined;
  // A short path: the longest one of a socket has 107 bytes.
  const folder = await mkdtemp(join(memory, 'ct-'));
  // PostgreSQL's user writes there too.
  await chmod(folder, 0o777);
  process.env.TMPDIR = folder;
  return () => rm(folder, { recursive: true, force: true });
}
