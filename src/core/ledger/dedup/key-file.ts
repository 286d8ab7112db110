import { join } from 'node:path';
import { yieldToLoop } from '../../storage/time-slice';
import { crc32 } from '../../storage/crc32';
import type { Disk } from '../../storage/disk';
import { KeyTable, type KeyHash } from './key-table';
import { replaceFile } from '../../storage/atomic-write';
import { readOrDamage, unreadable } from '../../storage/read-or-damage';

/** What keys.bin holds of a key. */
export interface StoredKey extends KeyHash {
  readonly seq: number;
}

const entryBytes = 12;
/** Number of entries, then the checksum of their bytes. */
const headBytes = 8;

/**
 * Adds one block after the valid bytes; bytes there from an interrupted compaction are cut off. Returns the new valid
 * length.
 */
export async function appendKeys(
  disk: Disk,
  dataDir: string,
  keyBytes: number,
  keys: readonly StoredKey[],
): Promise<number> {
  if (keys.length === 0) return keyBytes;
  const block = encodeBlock(keys);
  const file = await disk.append(keyFile(dataDir));
  try {
    await file.truncate(keyBytes);
    await file.writeThrough(block);
  } finally {
    await file.close();
  }
  if (keyBytes === 0) await disk.syncFolder(dataDir);
  return keyBytes + block.length;
}

export async function replaceKeys(disk: Disk, dataDir: string, keys: readonly StoredKey[]): Promise<number> {
  const block = keys.length === 0 ? Buffer.alloc(0) : encodeBlock(keys);
  await replaceFile(disk, keyFile(dataDir), block);
  return block.length;
}

/** Null where the valid bytes are damaged: they can be rebuilt from the documents. */
export async function loadKeys(disk: Disk, dataDir: string, keyBytes: number): Promise<KeyTable | null> {
  const table = new KeyTable();
  const bytes = keyBytes === 0 ? Buffer.alloc(0) : await readOrDamage(disk, keyFile(dataDir));
  if (bytes === null || bytes === unreadable || bytes.length < keyBytes) return null;
  let read = 0;
  for (let at = 0; at < keyBytes;) {
    if (keyBytes - at < headBytes) return null;
    const count = bytes.readUInt32LE(at);
    const from = at + headBytes;
    const to = from + count * entryBytes;
    if (to > keyBytes || crc32(bytes.subarray(from, to)) !== bytes.readUInt32LE(at + 4)) return null;
    for (let entry = from; entry < to; entry += entryBytes) {
      const hash = { high: bytes.readUInt32LE(entry), low: bytes.readUInt32LE(entry + 4) };
      table.add(hash, bytes.readUInt32LE(entry + 8));
      read += 1;
      if (read % 10_000 === 0) await yieldToLoop();
    }
    at = to;
  }
  return table;
}

export function keyFile(dataDir: string): string {
  return join(dataDir, 'keys.bin');
}

function encodeBlock(keys: readonly StoredKey[]): Buffer {
  const block = Buffer.allocUnsafe(headBytes + keys.length * entryBytes);
  keys.forEach(({ high, low, seq }, at) => {
    block.writeUInt32LE(high, headBytes + at * entryBytes);
    block.writeUInt32LE(low, headBytes + at * entryBytes + 4);
    block.writeUInt32LE(seq, headBytes + at * entryBytes + 8);
  });
  block.writeUInt32LE(keys.length, 0);
  block.writeUInt32LE(crc32(block.subarray(headBytes)), 4);
  return block;
}
