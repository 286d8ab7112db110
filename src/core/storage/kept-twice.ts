import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { makeFolderDurably, replaceFile } from './atomic-write';
import { crc32, hex32 } from './crc32';
import type { Disk } from './disk';
import { errorCode } from './error-code';
import { encodeKept, newestFirst, readCopy, type KeptCopy } from './kept-copy';
import { serialQueue } from './serial-queue';

/** A small document that must not be lost: it is in two places of the data folder, and each write goes to both. */
export interface KeptTwice<T> {
  current(): T;
  /** On the disk once resolved, in both places where both can be written. A change without effect writes nothing. */
  change(next: (before: T) => T): Promise<T>;
  /** Resolves once no change is running: then nothing writes any more. */
  settled(): Promise<void>;
}

export interface KeptTwiceOptions<T> {
  readonly disk: Disk;
  readonly dataDir: string;
  /** Relative to the data folder, each in its own folder. */
  readonly files: readonly string[];
  /** The folder for what cannot be read, in the data folder. */
  readonly quarantine: string;
  /** The form in the files; left out: the value itself. */
  readonly encode?: (value: T) => object;
  /** Null where it is no such document. */
  readonly parse: (content: Readonly<Record<string, unknown>>) => T | null;
  /** The same for the readable part of a damaged one. */
  readonly salvage: (content: Readonly<Record<string, unknown>>) => T | null;
  /** Merges two copies that differ: the newer one, with the values that the older one knows better. */
  readonly merge?: (newer: T, older: T) => T;
  /** Used where no copy is whole: builds the value from an earlier format; null where there is none. */
  readonly earlier: (plain: readonly Readonly<Record<string, unknown>>[]) => Promise<T | null>;
  /** Used where nothing is left. */
  readonly make: () => T;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

export interface OpenedTwice<T> {
  readonly kept: KeptTwice<T>;
  /** Where the value came from. `salvaged`: from readable parts of damaged copies. */
  readonly origin: 'kept' | 'salvaged' | 'earlier' | 'made';
  /** Names in quarantine of what could not be read. */
  readonly setAside: readonly string[];
  /** A copy was damaged, missing or outdated, and was written again. */
  readonly isMended: boolean;
  /** False where neither place could be written: then other places must keep what it holds. */
  readonly isOnDisk: boolean;
}

/** Opens both copies, uses the better one, sets aside what cannot be read, and writes what is missing or outdated. */
export async function openKeptTwice<T extends object>(options: KeptTwiceOptions<T>): Promise<OpenedTwice<T>> {
  const { disk, dataDir, log, encode = (as: T): object => as } = options;
  const copies = await Promise.all(options.files.map((file) => readCopy(disk, dataDir, file)));
  const { value, origin } = await choose(options, copies);

  let current = value;
  let generation = Math.max(...copies.map((copy) => copy.generation));
  const write = async (content: T, files: readonly string[]): Promise<void> => {
    const text = encodeKept(encode(content), generation);
    const failed: { readonly file: string; readonly error: unknown }[] = [];
    for (const file of files)
      await writeCopy(options, file, text).catch((error: unknown) => {
        log(`${file} cannot be written: ${String(error)}`);
        failed.push({ file, error });
      });
    if (failed.length === options.files.length) throw failed[0]?.error;
    // The other copy is now outdated: it must not bring back a revoked secret.
    for (const { file } of failed)
      await disk
        .remove(join(dataDir, file))
        .catch((error: unknown) => log(`the older ${file} cannot be removed: ${String(error)}`));
  };

  // Compare the parsed value: a file from an earlier version lacks what this version adds, and is still current.
  const isCurrent = ({ kind, generation: its, content }: KeptCopy): boolean => {
    const read = kind === 'whole' && its === generation ? options.parse(content ?? {}) : null;
    return read !== null && isDeepStrictEqual(encode(read), encode(value));
  };
  const setAside: string[] = [];
  const isUseless = ({ kind }: KeptCopy): boolean =>
    kind === 'damaged' || (kind === 'plain' && origin !== 'earlier');
  for (const copy of copies.filter(isUseless))
    await keepDamaged(options, copy).then(
      (name) => setAside.push(name),
      (error: unknown) => log(`${copy.file} is damaged and cannot be set aside: ${String(error)}`),
    );
  if (!copies.some(isCurrent)) generation += 1;
  const behind = copies.filter((copy) => !isCurrent(copy)).map(({ file }) => file);
  const isMended = origin === 'kept' ? behind.length > 0 : setAside.length > 0;
  // If it cannot be written now, it is written with the next change; the value is known anyway.
  const isOnDisk = await write(value, behind).then(
    () => true,
    () => false, // each file has logged it
  );

  const queued = serialQueue();
  return {
    origin,
    setAside,
    isMended,
    isOnDisk,
    kept: {
      current: () => current,
      change: (next) =>
        queued(async () => {
          const changed = next(current);
          if (isDeepStrictEqual(changed, current)) return current;
          generation += 1;
          await write(changed, options.files);
          current = changed;
          return changed;
        }),
      settled: () => queued(() => Promise.resolve()),
    },
  };
}

async function choose<T>(
  { parse, salvage, merge, earlier, make }: KeptTwiceOptions<T>,
  copies: readonly KeptCopy[],
): Promise<Pick<OpenedTwice<T>, 'origin'> & { readonly value: T }> {
  const contentOf = ({ content }: KeptCopy): Readonly<Record<string, unknown>> => content ?? {};
  const [newer, ...older] = newestFirst(copies)
    .map((copy) => parse(contentOf(copy)))
    .filter((value) => value !== null);
  if (newer !== undefined)
    return { origin: 'kept', value: merge === undefined ? newer : older.reduce(merge, newer) };
  const plain = copies.filter(({ kind }) => kind === 'plain').map(contentOf);
  const before = await earlier(plain);
  if (before !== null) return { origin: 'earlier', value: before };
  for (const copy of copies.filter(({ content }) => content !== null)) {
    const value = salvage(contentOf(copy));
    if (value !== null) return { origin: 'salvaged', value };
  }
  return { origin: 'made', value: make() };
}

/** If something that is no readable file is in its place, it is moved away. */
async function writeCopy<T>(options: KeptTwiceOptions<T>, file: string, text: string): Promise<void> {
  const { disk, dataDir } = options;
  const place = join(dataDir, file);
  const put = async (): Promise<void> => {
    if (dirname(file) !== '.') await makeFolderDurably(disk, dirname(place));
    await replaceFile(disk, place, text);
  };
  try {
    await put();
  } catch (error) {
    const { kind, bytes } = await readCopy(disk, dataDir, file);
    if (kind !== 'damaged' || bytes !== null) throw error;
    await moveAside(options, file);
    await put();
  }
}

/** A file is copied, so that it stays until the new one replaces it; anything else is moved. */
async function keepDamaged<T>(options: KeptTwiceOptions<T>, { file, bytes }: KeptCopy): Promise<string> {
  if (bytes === null) return moveAside(options, file);
  const { disk } = options;
  const folder = join(options.dataDir, options.quarantine);
  const name = `${flat(file)}-${hex32(crc32(bytes))}.unreadable`;
  await makeFolderDurably(disk, folder);
  await replaceFile(disk, join(folder, name), bytes);
  return name;
}

async function moveAside<T>(options: KeptTwiceOptions<T>, file: string): Promise<string> {
  const { disk, dataDir } = options;
  const folder = join(dataDir, options.quarantine);
  const name = `${flat(file)}-${new Date(options.now()).toISOString().replace(/[:.]/g, '-')}.unreadable`;
  await makeFolderDurably(disk, folder);
  await disk.rename(join(dataDir, file), join(folder, name)).catch(async (error: unknown) => {
    // A file is where its folder should be.
    if (errorCode(error) !== 'ENOTDIR' || dirname(file) === '.') throw error;
    await disk.rename(join(dataDir, dirname(file)), join(folder, name));
  });
  return name;
}

function flat(file: string): string {
  return file.replaceAll('/', '-');
}
