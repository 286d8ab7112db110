import { chmod, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const others = 0o077;

/**
 * Removes the access of the group and of others to a folder and everything in it. An older version or the folder's
 * creator may have left it open. Links are skipped, because they may lead anywhere. Resolves to what could not be
 * changed, with the reason.
 */
export async function keepForThisUser(folder: string, signal: AbortSignal): Promise<readonly string[]> {
  if (process.platform === 'win32') return []; // a user's own folders are closed there, and modes do nothing
  const failed: string[] = [];
  const visit = async (path: string): Promise<void> => {
    if (signal.aborted) return;
    try {
      const found = await lstat(path);
      const isFolder = found.isDirectory();
      if (!isFolder && !found.isFile()) return;
      if ((found.mode & others) !== 0) await chmod(path, isFolder ? 0o700 : 0o600);
      if (isFolder) for (const name of await readdir(path)) await visit(join(path, name));
    } catch (error) {
      // An entry that disappears meanwhile needs no change.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
        failed.push(`${path}: ${String(error)}`);
    }
  };
  await visit(folder);
  return failed;
}
