import { lstat, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Carried } from './carried-identity';
import { isUnfinished, stickPrefix } from './backup-names';
import { copyData, holdsComptoir, moveFolder, secretFile, sweep, type CopyOptions } from './copy-folder';
import { refuseNewer } from './data-format';
import { mayBeFound, tellCountry } from './open-copy';
import { isSealedCopy, openSealedCopy, sealCopy } from './sealed-copy';

/** A temporary copy on this computer, which exists only while it is being sealed. */
const beforeSealing = 'sealing';

export interface StickParts {
  readonly dataDir: string;
  /** Runs a task while the ledger's documents do not change. */
  readonly still: (task: () => Promise<void>) => Promise<void>;
  readonly signal: AbortSignal;
}

/** The copy without paths and secrets. */
export async function copyOpenly(
  { dataDir, still, signal }: StickParts,
  to: string,
  more: CopyOptions = {},
): Promise<void> {
  const options = {
    wanted: mayBeFound,
    check: (copied: string) => tellCountry(dataDir, copied),
    signal,
    ...more,
  };
  await still(() => copyData(dataDir, to, options));
}

export interface Sealing {
  readonly passPhrase: string;
  readonly carried: Carried;
}

/** The sealed copy with the paths and secrets that the provider knows. */
export async function copySealed(parts: StickParts, to: string, sealing: Sealing): Promise<void> {
  const copy = (between: string): Promise<void> => copyOpenly(parts, between);
  await sealBetween(parts.dataDir, to, { ...sealing, signal: parts.signal }, copy);
}

/** Copies to this computer first and seals that copy, so that the ledger need not pause for a slow stick. */
export async function sealBetween(
  dataDir: string,
  to: string,
  sealing: Sealing & { readonly signal?: AbortSignal },
  copyTo: (between: string) => Promise<void>,
): Promise<void> {
  const between = join(dataDir, beforeSealing);
  await rm(between, { recursive: true, force: true }); // left by an interrupted copy
  try {
    await copyTo(between);
    await sweep(dirname(to));
    await sealCopy(between, to, sealing);
  } finally {
    await rm(between, { recursive: true, force: true });
  }
}

/** The copy in a chosen folder: the folder itself, else the newest inside. Null where there is none. */
export async function copyIn(chosen: string): Promise<string | null> {
  if (await isCopy(chosen)) return chosen;
  const names = (await readdir(chosen)).filter((name) => name.startsWith(stickPrefix) && !isUnfinished(name));
  for (const name of names.sort().reverse()) {
    const inside = join(chosen, name);
    if ((await lstat(inside)).isDirectory() && (await isCopy(inside))) return inside;
  }
  return null;
}

async function isCopy(folder: string): Promise<boolean> {
  return holdsComptoir(await readdir(folder)) || (await isSealedCopy(folder));
}

/** Copies it to `to` on this computer, completely or not at all. Resolves to what a sealed copy carried. */
export async function bringCopy(
  from: string,
  to: string,
  passPhrase: string | null,
  signal: AbortSignal,
): Promise<Carried | null> {
  if (!(await isSealedCopy(from))) {
    await copyData(from, to, {
      wanted: (name) => !secretFile.test(name),
      isForeign: true,
      check: refuseNewer,
      signal,
    });
    return null;
  }
  const { carried, unpack } = await openSealedCopy(from, passPhrase);
  const partial = `${to}.new`;
  try {
    await unpack(partial, signal);
    await refuseNewer(partial);
    await moveFolder(partial, to);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
  return carried;
}
