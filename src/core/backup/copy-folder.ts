import { copyFile, lstat, mkdir, open, readdir, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { leastFreeBytes } from '../../shared/diagnosis/diagnosis';
import { realDisk } from '../storage/disk';
import { errorCode } from '../storage/error-code';
import { readSegmentBytes } from '../ledger/journal/segment';
import { retryRename } from '../storage/retry-rename';
import { isUnfinished } from './backup-names';
import { copyUntilStill } from './copy-until-still';

/** In a copy: a description of the copy, not part of the data. */
export const ownNote = 'copy.json';

/** Belongs to this moment, to this computer, or is a copy itself: never copied, and never moved by a restore. */
const staysOut =
  /^(backups|logs|before-restore-.*|before-format-.*|restoring|sealing|restore\.json|copy\.json|lock-.*\.sock|lock-name|open-window\.html|reset-pin(\.txt)?|owner-log\.jsonl|other-shops\.sealed|calls\.ndjson|.*\.new)$/;
/** Encrypted for this computer, or readable by anybody who finds the stick. */
export const secretFile = /^secrets/;

/** The identity that providers know, and damaged copies of it. */
export const ownFile = /^(secrets|identity$|safe$|quarantine$|settings\.json\.damaged)/;

/**
 * Any of these shows that the folder held Comptoir's data. `settings.json` is not among them, because other programs
 * have one too.
 */
const traces =
  /^(journal|events|db\.json|identity|safe|format\.json|heartbeat\.json|secrets(-sealed)?\.json)$/;

export function holdsComptoir(names: readonly string[]): boolean {
  return names.some((name) => traces.test(name));
}

/** Names in a data folder that make up the shop's data. */
export async function dataIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => !staysOut.test(name)).sort();
}

export interface CopyOptions {
  readonly wanted?: (name: string) => boolean;
  /** Somebody else filled that folder: links may point anywhere on this computer, and reading a pipe may never end. */
  readonly isForeign?: boolean;
  /** If it rejects, the copy is discarded. */
  readonly check?: (copied: string) => Promise<void>;
  /** Bytes to leave free on that disk; by default what payments need. */
  readonly reserveBytes?: number;
  /** Another process may be writing there and cannot be paused: files that change meanwhile are copied again. */
  readonly isInUse?: boolean;
  /** Aborts the copy: at the next file, or soon where the disk does not answer. */
  readonly signal?: AbortSignal;
}

/**
 * Copies the shop's data into a folder that appears under its name only once it is complete and flushed; after a failure
 * nothing of it remains. The parent folder must exist, because a stick may have been removed. While a ledger is being
 * written, its documents must not change; its journal may grow.
 */
export async function copyData(from: string, to: string, options: CopyOptions = {}): Promise<void> {
  options.signal?.throwIfAborted();
  const copying = copyWhole(from, to, options);
  await (options.signal === undefined ? copying : orLeave(copying, options.signal));
}

async function copyWhole(from: string, to: string, options: CopyOptions): Promise<void> {
  const { wanted = () => true, isForeign = false, check, signal } = options;
  const partial = `${to}.new`;
  await rm(partial, { recursive: true, force: true });
  await sweep(dirname(to));
  try {
    await mkdir(partial, { mode: 0o700 });
    const names = (await dataIn(from)).filter(wanted);
    await needRoom(from, names, partial, options.reserveBytes);
    const copyOne = (name: string): Promise<void> =>
      copyEntry(join(from, name), join(partial, name), {
        inJournal: /^journal\b/.test(name),
        isForeign,
        signal,
      });
    if (options.isInUse === true)
      await copyUntilStill(from, partial, async () => (await dataIn(from)).filter(wanted), copyOne);
    else for (const name of names) await copyOne(name);
    await check?.(partial);
    await moveFolder(partial, to);
    await realDisk.syncFolder(dirname(to));
  } catch (error) {
    await rm(partial, { recursive: true, force: true }).catch(() => undefined); // a stick may be gone
    throw error;
  }
}

/** A removed stick may never answer: commands wait no longer than this. */
const lingerMs = 1_000;

function orLeave(copying: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const leave = (): void => {
      timer = setTimeout(() => reject(new Error('the copy was left unfinished')), lingerMs);
    };
    signal.addEventListener('abort', leave, { once: true });
    void copying.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
    });
  });
}

/** Gives up after ten seconds. */
export function moveFolder(from: string, to: string): Promise<void> {
  return retryRename(() => rename(from, to), 32);
}

/** Remove what unfinished copies left there. One that cannot be removed now does no harm. */
export async function sweep(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names.filter(isUnfinished))
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
}

const blockBytes = 4096;

/** Rejects with ENOSPC where a copy of these entries would leave too little free space on the disk of `place`. */
export async function needRoom(
  from: string,
  names: readonly string[],
  place: string,
  reserveBytes = leastFreeBytes,
): Promise<void> {
  let bytes = 0;
  for (const name of names) bytes += await bytesIn(join(from, name));
  const { bavail, bsize } = await statfs(place);
  if (bavail * bsize < bytes + reserveBytes)
    throw Object.assign(new Error(`no room for a copy of ${bytes} bytes in ${place}`), { code: 'ENOSPC' });
}

async function bytesIn(entry: string): Promise<number> {
  const found = await lstat(entry).catch(unlessGone);
  if (found?.isDirectory() !== true) return Math.ceil((found?.size ?? 0) / blockBytes) * blockBytes;
  let bytes = blockBytes;
  for (const name of (await readdir(entry).catch(unlessGone)) ?? [])
    bytes += await bytesIn(join(entry, name));
  return bytes;
}

interface EntryOptions {
  readonly inJournal: boolean;
  readonly isForeign: boolean;
  readonly signal: AbortSignal | undefined;
}

async function copyEntry(from: string, to: string, options: EntryOptions): Promise<void> {
  options.signal?.throwIfAborted();
  if (options.isForeign) {
    const entry = await lstat(from);
    if (!entry.isFile() && !entry.isDirectory()) return;
  }
  const entries = await readdir(from, { withFileTypes: true }).catch((error: unknown) => {
    if (errorCode(error) === 'ENOTDIR') return null;
    if (errorCode(error) === 'ENOENT') return undefined; // compacted or replaced since it was listed
    throw error;
  });
  if (entries === undefined) return;
  if (entries === null) {
    if (options.inJournal) await copyWholeLines(from, to);
    else await copyFile(from, to).catch(unlessGone);
    await flush(to).catch(unlessGone);
    return;
  }
  await mkdir(to, { mode: 0o700 });
  for (const entry of entries) {
    if (!entry.isSocket() && !entry.name.endsWith('.new'))
      await copyEntry(join(from, entry.name), join(to, entry.name), options);
  }
  await realDisk.syncFolder(to);
}

/** Leave out a line that is still being written: in the copy it would look like damage. */
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
  if (errorCode(error) !== 'ENOENT') throw error;
}
