import { basename, join } from 'node:path';
import type { Day } from '../../shared/payment/payment';
import { crc32, hex32 } from '../storage/crc32';
import type { Disk } from '../storage/disk';
import { makeFolderDurably, writeNewFile } from '../storage/atomic-write';

/**
 * `torn`: the end of a write that a power cut stopped; nothing in it was acknowledged. `rebuilt`: made again from whole
 * data. `damaged`: unreadable records. `missing`: payments that existed, as the manifest or the last sign of life tells.
 */
export interface Finding {
  readonly kind: 'torn' | 'damaged' | 'rebuilt' | 'missing';
  /** How many records are affected, as far as known. */
  readonly count: number;
  /** The sum of the payments among them; absent where it is not known. */
  readonly amountXof?: number;
}

export interface NamedFinding extends Finding {
  readonly name: string;
  /** A person has read about it. */
  readonly isSeen: boolean;
}

/**
 * Copies what cannot be read: nothing is deleted that a person might still want. The name tells what was found, so that a
 * later check reports it too. Identical bytes are copied only once. Returns the copy's name.
 */
export async function setAside(
  disk: Disk,
  dataDir: string,
  file: string,
  bytes: Uint8Array,
  found: Finding,
): Promise<string> {
  const folder = folderOf(dataDir);
  const name = nameOf(`${basename(file)}-${hex32(crc32(bytes))}`, found);
  await makeFolderDurably(disk, folder);
  const known = await disk.list(folder);
  if (!known.includes(name) && !known.includes(name + seen)) {
    await disk.remove(join(folder, `${name}.new`));
    await writeNewFile(disk, join(folder, `${name}.new`), bytes);
    await disk.rename(join(folder, `${name}.new`), join(folder, name));
  }
  await disk.syncFolder(folder);
  return name;
}

/** Moves what cannot even be read out of the way unchanged: a folder in a file's place, a file on a bad sector. */
export async function moveAside(disk: Disk, dataDir: string, path: string, found: Finding): Promise<void> {
  const folder = folderOf(dataDir);
  await makeFolderDurably(disk, folder);
  const known = new Set(await disk.list(folder));
  let at = 1;
  while (known.has(nameOf(`${basename(path)}-unreadable${at}`, found))) at += 1;
  await disk.rename(path, join(folder, nameOf(`${basename(path)}-unreadable${at}`, found)));
  await disk.syncFolder(folder);
}

/** Everything that was ever set aside. */
export async function findingsIn(disk: Disk, dataDir: string): Promise<readonly NamedFinding[]> {
  return (await disk.list(folderOf(dataDir))).flatMap((name) => {
    const [, kind, count, amount, isSeen] =
      /\.(torn|damaged|rebuilt|missing)-(\d+)(?:-(\d+))?(\.seen)?$/.exec(name) ?? [];
    if (kind !== 'torn' && kind !== 'damaged' && kind !== 'rebuilt' && kind !== 'missing') return [];
    const found = { name, kind, count: Number(count), isSeen: isSeen !== undefined } as const;
    return [amount === undefined ? found : { ...found, amountXof: Number(amount) }];
  });
}

/** A person has read about everything damaged or missing: a check no longer counts it. */
export async function markFindingsSeen(disk: Disk, dataDir: string): Promise<void> {
  const folder = folderOf(dataDir);
  for (const { name, kind, isSeen } of await findingsIn(disk, dataDir)) {
    if (!isSeen && (kind === 'damaged' || kind === 'missing'))
      await disk.rename(join(folder, name), join(folder, name + seen));
  }
  await disk.syncFolder(folder);
}

/** The business day of a finding's payments; null where it has none. */
export function dayOfFinding({ name }: NamedFinding): Day | null {
  const [, document, journal] =
    /^(?:(\d{4}-\d\d-\d\d)(?:\.p\d+)?\.json|journal-(\d{4}-\d\d-\d\d))-/.exec(name) ?? [];
  return document ?? journal ?? null;
}

const seen = '.seen';

function nameOf(stem: string, { kind, count, amountXof }: Finding): string {
  return `${stem}.${kind}-${count}${amountXof === undefined ? '' : `-${Math.max(0, amountXof)}`}`;
}

function folderOf(dataDir: string): string {
  return join(dataDir, 'quarantine');
}

/** How many payments were ever found missing, according to the findings: for rebuilding a manifest. */
export async function lostIn(disk: Disk, dataDir: string): Promise<number> {
  const findings = await findingsIn(disk, dataDir);
  return findings.reduce((sum, { kind, count }) => (kind === 'missing' ? sum + count : sum), 0);
}
