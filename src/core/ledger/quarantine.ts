import { basename, join } from 'node:path';
import { crc32, hex32 } from '../storage/crc32';
import type { Disk } from '../storage/disk';
import { makeFolderDurably, writeNewFile } from '../storage/atomic-write';

/** `torn`: the end of what was being written when the power went; nothing in it was acknowledged. */
export interface Finding {
  readonly kind: 'torn' | 'damaged' | 'rebuilt';
  /** How many records it concerns, as far as can be told. */
  readonly count: number;
}

/**
 * Keeps a copy of what cannot be read: nothing is ever deleted that a person might still want. The name says what was
 * found, so that a later check tells it too; the same bytes set aside again are one copy. Returns the copy's name.
 */
export async function setAside(
  disk: Disk,
  dataDir: string,
  file: string,
  bytes: Uint8Array,
  found: Finding,
): Promise<string> {
  const folder = join(dataDir, 'quarantine');
  const name = `${basename(file)}-${hex32(crc32(bytes))}.${found.kind}-${found.count}`;
  await makeFolderDurably(disk, folder);
  if (!(await disk.list(folder)).includes(name)) {
    await disk.remove(join(folder, `${name}.new`));
    await writeNewFile(disk, join(folder, `${name}.new`), bytes);
    await disk.rename(join(folder, `${name}.new`), join(folder, name));
  }
  await disk.syncFolder(folder);
  return name;
}

/** All that was ever set aside. */
export async function findingsIn(
  disk: Disk,
  dataDir: string,
): Promise<readonly (Finding & { readonly name: string })[]> {
  return (await disk.list(join(dataDir, 'quarantine'))).flatMap((name) => {
    const [, kind, count] = /\.(torn|damaged|rebuilt)-(\d+)$/.exec(name) ?? [];
    return kind === 'torn' || kind === 'damaged' || kind === 'rebuilt'
      ? [{ name, kind, count: Number(count) }]
      : [];
  });
}
