import { basename } from 'node:path';
import { realDisk, type Disk } from '../../src/core/storage/disk';

/** One bit of one byte. */
export function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
  return changed;
}

/** A disk on which one name cannot be read, until it was moved away: as behind a bad sector, or without a right to it. */
export function unreadable(name: string): Disk {
  let isThere = true;
  return {
    ...realDisk,
    read(file) {
      const fails = isThere && basename(file) === name;
      return fails
        ? Promise.reject(Object.assign(new Error('read error'), { code: 'EIO' }))
        : realDisk.read(file);
    },
    async rename(from, to) {
      await realDisk.rename(from, to);
      if (basename(from) === name || basename(to) === name) isThere = false;
    },
  };
}
