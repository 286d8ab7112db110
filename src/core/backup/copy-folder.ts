import { copyFile, lstat, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { realDisk } from '../ledger/disk';
import { readSegmentBytes } from '../ledger/segment';

/** Of this moment and this computer, or copies themselves: never part of a copy, never moved by a restore. */
const staysOut =
  /^(backups|logs|before-restore-.*|restoring|restore\.json|lock-.*\.sock|reset-pin(\.txt)?|.*\.new)$/;
/** Sealed for this computer, or readable by whoever finds the stick. */
export const secretFile = /^secrets/;

/** Names in a data folder that make up the shop's data. */
export async function dataIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => !staysOut.test(name)).sort();
}

export interface CopyOptions {
  readonly wanted?: (name: string) => boolean;
  /** Somebody else filled that folder: a link in it may lead anywhere on this computer, and a pipe has no end. */
  readonly isForeign?: boolean;
}

/**
 * Copies the shop's data into a folder that appears under its name only once it is whole and flushed. While a ledger is
 * written, its documents must stand still; its journal may grow.
 */
export async function copyData(
  from: string,
  to: string,
  { wanted = () => true, isForeign = false }: CopyOptions = {},
): Promise<void> {
  const partial = `${to}.new`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o700 });
  for (const name of await dataIn(from)) {
    if (wanted(name))
      await copyEntry(join(from, name), join(partial, name), { inJournal: name === 'journal', isForeign });
  }
  await rename(partial, to);
  await realDisk.syncFolder(dirname(to));
}

interface EntryOptions {
  readonly inJournal: boolean;
  readonly isForeign: boolean;
}

async function copyEntry(from: string, to: string, options: EntryOptions): Promise<void> {
  if (options.isForeign) {
    const entry = await lstat(from);
    if (!entry.isFile() && !entry.isDirectory()) return;
  }
  const entries = await readdir(from, { withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOTDIR') return null;
    if (codeOf(error) === 'ENOENT') return undefined; // folded or replaced since it was listed
    throw error;
  });
  if (entries === undefined) return;
  if (entries === null) {
    if (options.inJournal) await copyWholeLines(from, to);
    else await copyFile(from, to).catch(unlessGone);
    await flush(to).catch(unlessGone);
    return;
  }
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const entry of entries) {
    if (!entry.isSocket() && !entry.name.endsWith('.new'))
      await copyEntry(join(from, entry.name), join(to, entry.name), options);
  }
  await realDisk.syncFolder(to);
}

/** A line that is just being written is nothing yet: in the copy it would look like damage. */
async function copyWholeLines(from: string, to: string): Promise<void> {
  const bytes = await readSegmentBytes(() => realDisk.read(from));
  if (bytes !== null) await writeFile(to, bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1));
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function unlessGone(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
