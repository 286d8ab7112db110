import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { realDisk } from '../storage/disk';
import { errorCode } from '../storage/error-code';

/** Documents are rewritten some seconds apart; even in a flood of calls, a few rounds are enough to meet a pause. */
const mostRounds = 40;
const journal = 'journal';

/** For each file outside the journal, by its path: a stamp that changes when the file is written. */
type Marks = ReadonlyMap<string, string>;

/** The folder changed during every round. */
export class NeverStill extends Error {}

/**
 * Copies a folder while another process writes it, so that the copy shows one moment. Changed files are copied again
 * until the documents stay unchanged for a whole round. The journal is copied last in each round. Its segments only grow,
 * and one is removed only after its records are in the documents, which then have changed.
 */
export async function copyUntilStill(
  from: string,
  to: string,
  entries: () => Promise<readonly string[]>,
  copyOne: (path: string) => Promise<void>,
): Promise<void> {
  let copied: Marks = new Map();
  for (let round = 1; round <= mostRounds; round += 1) {
    const found = await marksIn(from, await entries());
    for (const path of copied.keys()) if (!found.has(path)) await rm(join(to, path), { force: true });
    for (const [path, mark] of found) {
      if (copied.get(path) === mark) continue;
      await mkdir(dirname(join(to, path)), { recursive: true, mode: 0o700 });
      await copyOne(path);
    }
    await rm(join(to, journal), { recursive: true, force: true });
    if ((await entries()).includes(journal)) await copyOne(journal);
    if (areSame(found, await marksIn(from, await entries()))) return flushFolders(to, found);
    copied = found;
  }
  throw new NeverStill();
}

/** So far only the content of single files was flushed, not their folders. */
async function flushFolders(to: string, marks: Marks): Promise<void> {
  for (const folder of new Set([...marks.keys()].map(dirname))) await realDisk.syncFolder(join(to, folder));
}

async function marksIn(folder: string, names: readonly string[]): Promise<Marks> {
  const marks = new Map<string, string>();
  const add = async (path: string): Promise<void> => {
    const found = await stat(join(folder, path), { bigint: true }).catch(unlessGone);
    if (found === undefined || found.isSocket()) return;
    if (!found.isDirectory()) {
      marks.set(path, `${found.ino}/${found.size}/${found.mtimeNs}/${found.ctimeNs}`);
      return;
    }
    for (const name of (await readdir(join(folder, path)).catch(unlessGone)) ?? [])
      if (!name.endsWith('.new')) await add(join(path, name));
  };
  for (const name of names) if (name !== journal) await add(name);
  return marks;
}

function areSame(one: Marks, other: Marks): boolean {
  return one.size === other.size && [...one].every(([path, mark]) => other.get(path) === mark);
}

function unlessGone(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT') throw error;
}
