import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { retryRename } from './retry-rename';

/**
 * Replaces a file so that a power cut leaves either the old content or the new, never half of it: written beside,
 * flushed, renamed, and the folder flushed too. Concurrent calls for one file are the caller's to order.
 */
export async function writeDurably(file: string, content: string, mode = 0o644): Promise<void> {
  const beside = `${file}.new`;
  const handle = await open(beside, 'w', mode);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await retryRename(() => rename(beside, file), 10);
  await syncFolder(dirname(file));
}

/** Makes a creation or a rename in the folder durable. Windows cannot open folders and needs no such flush. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
