import { dirname } from 'node:path';
import { retryRename } from './retry-rename';
import type { Disk } from './disk';

/**
 * Replaces a file so that a power cut leaves the old content or the new: written beside, flushed, renamed, and the
 * folder flushed too. lowdb's own adapter flushes nothing, and leaves an empty file behind a cut. Only this user may read
 * it. Concurrent calls for one file are the caller's to order.
 */
export async function replaceFile(disk: Disk, file: string, content: Uint8Array | string): Promise<void> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  await replaceUnsettled(disk, file, bytes);
  await disk.syncFolder(dirname(file));
}

/** The same for many of one folder, which the caller flushes: until then a power cut may leave the old content. */
export async function replaceUnsettled(disk: Disk, file: string, bytes: Uint8Array): Promise<void> {
  const beside = `${file}.new`;
  await disk.remove(beside); // half of one, from before a cut
  await writeNewFile(disk, beside, bytes);
  await renameWithRetry(disk, beside, file);
}

/** Writes and flushes a file that does not exist yet; the folder is the caller's to flush. */
export async function writeNewFile(disk: Disk, file: string, bytes: Uint8Array): Promise<void> {
  const handle = await disk.create(file);
  try {
    await handle.writeThrough(bytes);
  } finally {
    await handle.close();
  }
}

/** Makes a folder whose entry in its parent outlives a power cut. */
export async function makeFolderDurably(disk: Disk, folder: string): Promise<void> {
  await disk.makeFolder(folder);
  await disk.syncFolder(dirname(folder));
}

/** A file that is held for longer is left to the caller to try again. */
function renameWithRetry(disk: Disk, from: string, to: string): Promise<void> {
  return retryRename(() => disk.rename(from, to), 10);
}
