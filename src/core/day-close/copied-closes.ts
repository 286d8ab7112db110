import { join } from 'node:path';
import type { Disk } from '../storage/disk';
import { closesFolder, hashOfClose, readClose } from './close-files';

/**
 * The names of `backup/`'s daily copies, and of what a restore sets aside: both begin with their time,
 * `2026-11-24T10-00-00`.
 */
const dailyCopy = /^(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)Z-daily$/;
const setAside = /^before-restore-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)/;

/**
 * The hashes of the closes in the daily copies, by number; of several copies the oldest counts. Copies from before the
 * last restore may hold closes that the restore undid, so they are left out.
 */
export async function copiedHashes(disk: Disk, dataDir: string): Promise<ReadonlyMap<number, string>> {
  const restores = (await disk.list(dataDir)).flatMap((name) => setAside.exec(name)?.[1] ?? []).sort();
  const since = restores.at(-1) ?? '';
  const folder = join(dataDir, 'backups');
  const copies = (await disk.list(folder)).filter((name) => (dailyCopy.exec(name)?.[1] ?? '') > since).sort();
  const hashes = new Map<number, string>();
  for (const copy of copies) {
    const place = join(folder, copy);
    for (const name of await disk.list(closesFolder(place))) {
      const number = /^\d{6,9}\.json$/.test(name) ? parseInt(name, 10) : 0;
      if (number === 0 || hashes.has(number)) continue;
      const close = await readClose(disk, place, number);
      // A close damaged in the copy says nothing about the one here.
      if (close?.number === number && close.hash === hashOfClose(close)) hashes.set(number, close.hash);
    }
  }
  return hashes;
}
