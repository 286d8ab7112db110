import { lstat, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import * as v from 'valibot';
import { lockSchema, makeLock, openBytes, openLock, sealBytes } from '../sealing/pass-phrase';
import { realDisk } from '../storage/disk';
import { errorCode } from '../storage/error-code';
import { parseCarried, type Carried } from './carried-identity';
import { moveFolder } from './copy-folder';

/** `needed`: no pass phrase was given. `altered`: truncated, changed or mixed up since it was made. */
export class SealedCopyShut extends Error {
  readonly reason: 'needed' | 'wrong' | 'altered';
  constructor(reason: SealedCopyShut['reason']) {
    super(`the sealed copy does not open: ${reason}`);
    this.reason = reason;
  }
}

/**
 * A sealed copy is a folder of numbered files, each sealed by itself, and this file, which tells how the pass
 * phrase opens their list. Names and content cannot be read, and removing, swapping or changing a file is noticed.
 */
const listFile = 'sealed-copy.json';
const listSchema = v.object({
  version: v.literal(1),
  ...lockSchema.entries,
  list: v.pipe(v.string(), v.base64()),
});
const contentSchema = v.object({ files: v.array(v.string()), carried: v.unknown() });

export async function isSealedCopy(folder: string): Promise<boolean> {
  return (await readdir(folder)).includes(listFile);
}

export interface SealOptions {
  readonly passPhrase: string;
  readonly carried: Carried;
  readonly signal?: AbortSignal | undefined;
}

/** Seals a folder that does not change. The copy appears under its name only once it is complete and flushed. */
export async function sealCopy(from: string, to: string, options: SealOptions): Promise<void> {
  const { passPhrase, carried, signal } = options;
  const partial = `${to}.new`;
  try {
    await mkdir(partial, { mode: 0o700 });
    const { lock, key } = await makeLock(passPhrase);
    const files = await filesIn(from);
    for (const [at, file] of files.entries()) {
      signal?.throwIfAborted();
      await writeFlushed(
        join(partial, nameOf(at)),
        sealBytes(key, await readFile(join(from, file)), nameOf(at)),
      );
    }
    const list = sealBytes(key, Buffer.from(JSON.stringify({ files, carried })), 'list').toString('base64');
    await writeFlushed(
      join(partial, listFile),
      Buffer.from(`${JSON.stringify({ version: 1, ...lock, list })}\n`),
    );
    await realDisk.syncFolder(partial);
    await moveFolder(partial, to);
    await realDisk.syncFolder(dirname(to));
  } catch (error) {
    await rm(partial, { recursive: true, force: true }).catch(() => undefined); // a stick may be gone
    throw error;
  }
}

export interface OpenedCopy {
  readonly carried: Carried;
  /** Unpacks into a new folder; rejects with `SealedCopyShut` where a file was changed. */
  readonly unpack: (to: string, signal?: AbortSignal) => Promise<void>;
}

/** Rejects with `SealedCopyShut`, without writing anything. */
export async function openSealedCopy(folder: string, passPhrase: string | null): Promise<OpenedCopy> {
  const found = await read(folder, listFile);
  const head = v.safeParse(v.pipe(v.string(), v.parseJson(), listSchema), found?.toString());
  if (!head.success) throw new SealedCopyShut('altered');
  if (passPhrase === null) throw new SealedCopyShut('needed');
  const key = await openLock(head.output, passPhrase);
  if (key === null) throw new SealedCopyShut('wrong');
  const list = openBytes(key, Buffer.from(head.output.list, 'base64'), 'list');
  const content = v.safeParse(v.pipe(v.string(), v.parseJson(), contentSchema), list?.toString());
  const carried = content.success ? parseCarried(content.output.carried) : null;
  if (!content.success || carried === null) throw new SealedCopyShut('altered');
  const { files } = content.output;
  return {
    carried,
    async unpack(to, signal) {
      await mkdir(to, { mode: 0o700 });
      for (const [at, file] of files.entries()) {
        signal?.throwIfAborted();
        const sealed = await read(folder, nameOf(at));
        const plain = sealed === null ? null : openBytes(key, sealed, nameOf(at));
        if (plain === null || !staysInside(file)) throw new SealedCopyShut('altered');
        await mkdir(dirname(join(to, file)), { recursive: true, mode: 0o700 });
        await writeFlushed(join(to, file), plain);
      }
    },
  };
}

function nameOf(at: number): string {
  return `${at + 1}`.padStart(6, '0');
}

/** Check the paths: anybody can make a sealed copy with their own pass phrase. */
function staysInside(file: string): boolean {
  return (
    file !== '' &&
    !/[\\:\0]/.test(file) &&
    !file.startsWith('/') &&
    posix.normalize(file) === file &&
    !file.startsWith('..')
  );
}

/** Paths with slashes, whatever the system. */
async function filesIn(folder: string, inside = ''): Promise<readonly string[]> {
  const entries = await readdir(join(folder, inside), { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    const path = posix.join(inside, entry.name);
    found.push(...(entry.isDirectory() ? await filesIn(folder, path) : [path]));
  }
  return found.sort();
}

/** Null where there is no regular file: a pipe never ends, and a link may lead anywhere on this computer. */
async function read(folder: string, name: string): Promise<Buffer | null> {
  const file = join(folder, name);
  try {
    return (await lstat(file)).isFile() ? await readFile(file) : null;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function writeFlushed(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
