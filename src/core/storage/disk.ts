import { constants, fdatasync, write } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { errorCode } from './error-code';
import { lockFolder } from './folder-lock';

/** A file open for writing at its end. */
export interface DiskFile {
  /** All of it or an error; after an error any part may be in the file. Without `at`, behind what was written last. */
  write(bytes: Uint8Array, at?: number): Promise<void>;
  /** Writes and flushes: all of it outlives a power cut once resolved. After a failure nothing may be assumed of the file. */
  writeThrough(bytes: Uint8Array, at?: number): Promise<void>;
  truncate(length: number): Promise<void>;
  /** What was written outlives a power cut once resolved. After a failure nothing may be assumed of the file. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Every way in which the ledger touches the disk: small enough for a test to record each step and cut the power
 * anywhere. Creating, renaming and removing are durable only once the folder was flushed too.
 */
export interface Disk {
  /** Names in a folder, sorted; none where there is no such folder. */
  list(folder: string): Promise<string[]>;
  /** Null where there is no such file. */
  read(file: string): Promise<Buffer | null>;
  /** Up to `length` bytes around a place in the file, told as a share of it; null where there is no such file. */
  readAround(file: string, share: number, length: number): Promise<Buffer | null>;
  /** Does nothing where it exists. Its parent must exist. Only this user may enter it. */
  makeFolder(folder: string): Promise<void>;
  /** Fails where the file exists. */
  create(file: string): Promise<DiskFile>;
  /** Opens for adding at the end, making the file where there is none. */
  append(file: string): Promise<DiskFile>;
  rename(from: string, to: string): Promise<void>;
  remove(file: string): Promise<void>;
  syncFolder(folder: string): Promise<void>;
  /** Rejects with `DataFolderInUse` where another process holds it; the returned function lets go. */
  lock(folder: string): Promise<() => Promise<void>>;
}

/** They name payers, so they stay private even where the folder around them is open to others. */
const ownerOnly = 0o600;

/**
 * Linux flushes as it writes where a file was opened so: one way to a thread and back, not two. Elsewhere that flag does
 * not make the disk empty its own cache.
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
 * Writing and flushing go past the handle's own methods, which add some 15 us to a flush of 200. In return the handle does
 * not know of them: the file must not be closed meanwhile.
 */
function asDiskFile(handle: FileHandle, isThrough: boolean): DiskFile {
  const writeAll = async (bytes: Uint8Array, at?: number): Promise<void> => {
    for (let written = 0; written < bytes.length;)
      written += await writeSome(handle, bytes, written, at === undefined ? null : at + written);
  };
  // Flushes the new length too: all that reading the file back needs.
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

/** Whether it is for want of room that something failed, at whatever depth of its causes. */
export function isDiskFull(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (errorCode(cause) === 'ENOSPC') return true;
  return false;
}
