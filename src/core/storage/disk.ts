import { constants, fdatasync, write } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { errorCode } from './error-code';
import { lockFolder } from './folder-lock';

/** A file open for writing at its end. */
export interface DiskFile {
  /** Writes everything, or rejects; then any part may be in the file. Without `at`, after what was written last. */
  write(bytes: Uint8Array, at?: number): Promise<void>;
  /** Writes and flushes: everything survives a power cut once resolved. After a failure the file's content is unknown. */
  writeThrough(bytes: Uint8Array, at?: number): Promise<void>;
  truncate(length: number): Promise<void>;
  /** What was written survives a power cut once resolved. After a failure the file's content is unknown. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * All the ledger's access to the disk: small enough for a test to record each step and cut the power anywhere. Creating,
 * renaming and removing are durable only once the folder was flushed too.
 */
export interface Disk {
  /** Names in a folder, sorted; empty where there is no such folder. */
  list(folder: string): Promise<string[]>;
  /** Null where there is no such file. */
  read(file: string): Promise<Buffer | null>;
  /** Up to `length` bytes around a place, which is given as a share of the file; null where there is no such file. */
  readAround(file: string, share: number, length: number): Promise<Buffer | null>;
  /** Does nothing where the folder exists. Its parent must exist. Only this user may enter it. */
  makeFolder(folder: string): Promise<void>;
  /** Fails where the file exists. */
  create(file: string): Promise<DiskFile>;
  /** Opens for writing at the end, and creates the file where there is none. */
  append(file: string): Promise<DiskFile>;
  rename(from: string, to: string): Promise<void>;
  remove(file: string): Promise<void>;
  syncFolder(folder: string): Promise<void>;
  /** Rejects with `DataFolderInUse` where another process holds it; the returned function releases it. */
  lock(folder: string): Promise<() => Promise<void>>;
}

/** The files contain payers' data, so they stay private even where the folder around them is open to others. */
const ownerOnly = 0o600;

/**
 * With this flag Linux flushes while it writes: one trip to a thread instead of two. On other systems the flag does not
 * make the disk empty its own cache.
 */
const flushesItself = process.platform === 'linux';
const toCreate =
  constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (flushesItself ? constants.O_DSYNC : 0);

export const realDisk: Disk = {
  async list(folder) {
    return ((await unlessMissing(readdir(folder))) ?? []).sort();
  },
  read: (file) => unlessMissing(readFile(file)),
  readAround: (file, share, length) => unlessMissing(readAround(file, share, length)),
  async makeFolder(folder) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  },
  create: async (file) => asDiskFile(await open(file, toCreate, ownerOnly), flushesItself),
  append: async (file) => asDiskFile(await open(file, 'a', ownerOnly), false),
  rename,
  remove: (file) => rm(file, { force: true }),
  async syncFolder(folder) {
    if (process.platform === 'win32') return; // cannot open folders, and needs no such flush
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  lock: lockFolder,
};

/**
 * Writes and flushes bypass the handle's own methods, which add some 15 us to a flush of 200. The handle does not know
 * about them, so the file must not be closed meanwhile.
 */
function asDiskFile(handle: FileHandle, isThrough: boolean): DiskFile {
  const writeAll = async (bytes: Uint8Array, at?: number): Promise<void> => {
    for (let written = 0; written < bytes.length;)
      written += await writeSome(handle, bytes, written, at === undefined ? null : at + written);
  };
  // Flushes the new length too: reading the file back needs no more.
  const sync = (): Promise<void> =>
    new Promise((resolve, reject) =>
      fdatasync(handle.fd, (error) => (error === null ? resolve() : reject(error))),
    );
  return {
    write: writeAll,
    async writeThrough(bytes, at) {
      await writeAll(bytes, at);
      if (!isThrough) await sync();
    },
    truncate: (length) => handle.truncate(length),
    sync,
    close: () => handle.close(),
  };
}

function writeSome(
  { fd }: FileHandle,
  bytes: Uint8Array,
  from: number,
  position: number | null,
): Promise<number> {
  return new Promise((resolve, reject) =>
    write(fd, bytes, from, bytes.length - from, position, (error, count) =>
      error === null ? resolve(count) : reject(error),
    ),
  );
}

async function readAround(file: string, share: number, length: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const from = Math.max(0, Math.floor(Math.min(size * share, size - length / 2) - length / 2));
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Whether a failure was caused by a full disk, at any depth of its causes. */
export function isDiskFull(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (errorCode(cause) === 'ENOSPC') return true;
  return false;
}
