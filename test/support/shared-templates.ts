import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder for one run of tests: what is dear to make and always the same is made there by the first test that needs it, and
 * copied by the others. Returns what removes it.
 */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-templates-'));
  // PostgreSQL's user writes there too.
  await chmod(folder, 0o777);
  process.env.COMPTOIR_TEMPLATES = folder;
  return () => rm(folder, { recursive: true, force: true });
}
