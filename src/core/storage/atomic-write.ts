import { dirname } from 'node:path';
import { retryRename } from './retry-rename';
import type { Disk } from './disk';

/**
 * Replaces a file so that a power cut leaves either the old content or the new. It writes a new file beside it, flushes,
 * renames, and flushes the folder. lowdb's own adapter flushes nothing, and a power cut leaves an empty file behind. Only
 * this user may read the file. The caller must order concurrent calls for one file.
 */
export async function replaceFile(disk: Disk, file: string, content: Uint8Array | string): Promise<void> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  await replaceUnsettled(disk, file, bytes);
  await disk.syncFolder(dirname(file));
}

/**
 * The same for many files of one folder. The caller flushes the folder: until then a power cut may leave the old content.
 */
export async function replaceUnsettled(disk: Disk, file: string, bytes: Uint8Array): Promise<void> {
  const beside = `${file}.new`;
  await disk.remove(beside); // an incomplete one may be left from an interruption
  await writeNewFile(disk, beside, bytes);
  await renameWithRetry(disk, beside, file);
}

/** Writes and flushes a file that does not exist yet; the caller flushes the folder. */
export async function writeNewFile(disk: Disk, file: string, bytes: Uint8Array): Promise<void> {
  const handle = await disk.create(file);
  try {
    await handle.writeThrough(bytes);
  } finally {
    await handle.close();
  }
}

/** Makes a folder whose entry in its parent survives a power cut. */
export async function makeFolderDurably(disk: Disk, folder: string): Promise<void> {
  await disk.makeFolder(folder);
  await disk.syncFolder(dirname(folder));
}

/** If another program holds the file for longer, the caller tries again. */
function renameWithRetry(disk: Disk, from: string, to: string): Promise<void> {
  return retryRename(() => disk.rename(from, to), 10);
}
