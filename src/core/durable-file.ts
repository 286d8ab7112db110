import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

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
  await renamePatiently(beside, file);
  await syncFolder(dirname(file));
}

/** Antivirus programs on Windows hold what is new open for a moment, a whole folder for longer: EPERM and EBUSY pass. */
export async function renamePatiently(from: string, to: string, tries = 10): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (attempt === tries || (code !== 'EPERM' && code !== 'EBUSY' && code !== 'EACCES')) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 20));
    }
  }
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
