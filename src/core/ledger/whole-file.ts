import { dirname } from 'node:path';
import { errorCode, type Disk } from './disk';

/**
 * Replaces a file so that a power cut leaves the old content or the new: written beside, flushed, renamed, and the
 * folder flushed too. lowdb's own adapter flushes nothing, and leaves an empty file behind a cut.
 */
export async function replaceFile(disk: Disk, file: string, bytes: Uint8Array): Promise<void> {
  const beside = `${file}.new`;
  await disk.remove(beside); // half of one, from before a cut
  await writeNewFile(disk, beside, bytes);
  await renamePatiently(disk, beside, file);
  await disk.syncFolder(dirname(file));
}

/** Writes and flushes a file that does not exist yet; the folder is the caller's to flush. */
export async function writeNewFile(disk: Disk, file: string, bytes: Uint8Array): Promise<void> {
  const handle = await disk.create(file);
  try {
    await handle.write(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder whose entry in its parent outlives a power cut. */
export async function makeFolderDurably(disk: Disk, folder: string): Promise<void> {
  await disk.makeFolder(folder);
  await disk.syncFolder(dirname(folder));
}

/** Antivirus programs on Windows hold a new file for a moment. Those that hold it longer are for the caller to wait for. */
async function renamePatiently(disk: Disk, from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await disk.rename(from, to);
      return;
    } catch (error) {
      if (attempt === 5 || !['EPERM', 'EBUSY', 'EACCES'].includes(errorCode(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 20));
    }
  }
}
