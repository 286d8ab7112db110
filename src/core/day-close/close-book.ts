import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { DayClose } from '../../shared/payment/day-close';
import type { Disk } from '../storage/disk';
import { makeFolderDurably, replaceFile } from '../storage/atomic-write';
import { readOrDamage, unreadable } from '../storage/read-or-damage';

/** One close, without its place in the chain. */
export type NewClose = Omit<DayClose, 'number' | 'previousHash' | 'hash' | 'isChanged'>;

/** The numbered closes under DIR/closes, a file each. A caller that adds must hold the data folder. */
export interface CloseBook {
  /** The earliest first; what cannot be read is left out, what was changed says so. */
  readonly closes: () => readonly DayClose[];
  /** As it is on the disk now, the chain followed once more; null where it cannot be read. */
  reread(number: number): Promise<DayClose | null>;
  /** On the disk once resolved. One at a time is the caller's to see to. */
  add(close: NewClose): Promise<DayClose>;
}

export interface CheckedCloses {
  readonly closes: number;
  /** Numbers of those that are missing, cannot be read, were changed, or do not follow the one before. */
  readonly broken: readonly number[];
}

/** So many closes in a row may be lost, and the ones behind them are closes all the same. */
const mostMissing = 1_000;

interface Found {
  readonly number: number;
  /** Null where it is missing or cannot be read. */
  readonly close: DayClose | null;
}

export async function openCloseBook(disk: Disk, dataDir: string): Promise<CloseBook> {
  const found = await readCloses(disk, dataDir);
  const closes = followed(found).closes;
  // A number is never given twice, also not that of a close that cannot be read.
  let last = found.at(-1)?.number ?? 0;
  // As the file has it, even if wrong: what was changed is told at its own place, not at the next close too.
  let lastHash = found.flatMap(({ close }) => (close === null ? [] : [close.hash])).at(-1) ?? '';
  return {
    closes: () => closes,
    async reread(number) {
      const now = followed(await readCloses(disk, dataDir)).closes;
      return now.find((close) => close.number === number) ?? null;
    },
    async add(close) {
      const content = { number: last + 1, ...close, previousHash: lastHash };
      const whole: DayClose = { ...content, hash: hashOf(content) };
      await makeFolderDurably(disk, folderOf(dataDir));
      await replaceFile(
        disk,
        fileOf(dataDir, whole.number),
        Buffer.from(`${JSON.stringify(whole, null, 2)}\n`),
      );
      last = whole.number;
      lastHash = whole.hash;
      closes.push(whole);
      return whole;
    },
  };
}

/** Reads every close and follows the chain. Changes nothing. */
export async function checkCloses(disk: Disk, dataDir: string): Promise<CheckedCloses> {
  const found = await readCloses(disk, dataDir);
  return { closes: found.length, broken: followed(found).broken };
}

/** Follows the chain: the closes with the hash of what they say now, and the numbers of those that cannot be trusted. */
function followed(found: readonly Found[]): { closes: DayClose[]; broken: readonly number[] } {
  const closes: DayClose[] = [];
  const broken: number[] = [];
  let previousHash: string | null = '';
  for (const { number, close } of found) {
    if (close === null) {
      broken.push(number);
      // Whether the next one follows it cannot be told: the missing one is damage enough.
      previousHash = null;
      continue;
    }
    const { hash, ...content } = close;
    const follows = previousHash === null || content.previousHash === previousHash;
    const computed = hashOf(content);
    const isChanged = content.number !== number || hash !== computed || !follows;
    if (isChanged) broken.push(number);
    // Under the number of its file: another one in it would show, and print, some other close.
    closes.push(isChanged ? { ...close, number, hash: computed, isChanged } : close);
    previousHash = hash;
  }
  return { closes, broken };
}

/** In order of their numbers, with those that should be between them. */
async function readCloses(disk: Disk, dataDir: string): Promise<readonly Found[]> {
  const names = await disk.list(folderOf(dataDir));
  const numbers = names
    .flatMap((name) => (/^\d{6,9}\.json$/.test(name) ? [parseInt(name, 10)] : []))
    .sort((one, other) => one - other);
  // Closes follow each other: a file far behind the others is none, however it came there.
  const last = numbers.reduce((before, number) => (number - before <= mostMissing ? number : before), 0);
  return Promise.all(
    Array.from({ length: last }, async (_, at) => ({
      number: at + 1,
      close: closeIn(await readOrDamage(disk, fileOf(dataDir, at + 1))),
    })),
  );
}

function closeIn(bytes: Buffer | null | typeof unreadable): DayClose | null {
  if (bytes === unreadable) return null;
  try {
    const value: unknown = JSON.parse(bytes?.toString() ?? '');
    const isClose = typeof value === 'object' && value !== null && 'hash' in value && 'totals' in value;
    return isClose ? (value as DayClose) : null; // we wrote it; whether it is as we wrote it, its hash tells
  } catch {
    return null;
  }
}

function hashOf(content: Omit<DayClose, 'hash'>): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

function folderOf(dataDir: string): string {
  return join(dataDir, 'closes');
}

function fileOf(dataDir: string, number: number): string {
  return join(folderOf(dataDir), `${String(number).padStart(6, '0')}.json`);
}
