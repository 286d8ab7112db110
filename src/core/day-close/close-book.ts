import type { DayClose } from '../../shared/payment/day-close';
import type { Ledger, LedgerReader } from '../ledger/ledger';
import type { Disk } from '../storage/disk';
import { makeFolderDurably, replaceFile } from '../storage/atomic-write';
import { digestedDay } from './day-digest';
import { copiedHashes } from './copied-closes';
import { closeFile, closesFolder, hashOfClose, readCloses, type FoundClose } from './close-files';

/** One close, before it has a place in the chain. */
export type NewClose = Omit<DayClose, 'number' | 'previousHash' | 'hash' | 'isChanged' | 'isOfOtherPayments'>;

/** The numbered closes under DIR/closes, a file each. A caller that adds must hold the data folder's lock. */
export interface CloseBook {
  /** The earliest first; unreadable ones are left out, changed ones are marked. */
  readonly closes: () => readonly DayClose[];
  /** Numbers of those that are missing or cannot be read. */
  readonly missing: () => readonly number[];
  /** Reads the close from the disk and checks the chain again; null where it cannot be read. */
  reread(number: number): Promise<DayClose | null>;
  /** On the disk once resolved, and its hash in the ledger. The caller must not add two at once. */
  add(close: NewClose): Promise<DayClose>;
}

/** Where the hash of each close is stored a second time, so that changing or removing the close's file is noticed. */
export type CloseHashes = Pick<Ledger, 'closes' | 'noteClose'>;

export interface CheckedCloses {
  readonly closes: number;
  /** Numbers of those that are missing, cannot be read, were changed, or do not follow the one before. */
  readonly broken: readonly number[];
}

/** For a book without a ledger: its closes can only be checked against each other. */
const nowhere: CloseHashes = {
  closes: () => Promise.resolve(new Map()),
  noteClose: () => Promise.resolve(),
};

export async function openCloseBook(
  disk: Disk,
  dataDir: string,
  hashes: CloseHashes = nowhere,
): Promise<CloseBook> {
  const noted = await hashes.closes();
  const { closes, missing, last, lastHash } = await follow(disk, dataDir, noted);
  for (const { number, hash, isChanged } of closes) {
    if (noted.has(number) || isChanged === true) continue;
    // If the ledger refuses now, the next opening notes the hash.
    await hashes.noteClose(number, hash).catch(() => undefined);
  }
  let place = { last, lastHash };
  return {
    closes: () => closes,
    missing: () => missing,
    reread: async (number) => {
      const now = await follow(disk, dataDir, await hashes.closes());
      return now.closes.find((close) => close.number === number) ?? null;
    },
    async add(close) {
      const content = { number: place.last + 1, ...close, previousHash: place.lastHash };
      const whole: DayClose = { ...content, hash: hashOfClose(content) };
      await makeFolderDurably(disk, closesFolder(dataDir));
      await replaceFile(
        disk,
        closeFile(dataDir, whole.number),
        Buffer.from(`${JSON.stringify(whole, null, 2)}\n`),
      );
      place = { last: whole.number, lastHash: whole.hash };
      closes.push(whole);
      // The day is closed even if the ledger refuses now: the next opening notes the hash.
      await hashes.noteClose(whole.number, whole.hash).catch(() => undefined);
      return whole;
    },
  };
}

/**
 * Reads every close, follows the chain, and compares each with the hash and the day's payments in the ledger. Changes
 * nothing.
 */
export async function checkCloses(
  disk: Disk,
  dataDir: string,
  ledger?: Pick<LedgerReader, 'closes' | 'payments' | 'missing'>,
): Promise<CheckedCloses> {
  const noted = (await ledger?.closes()) ?? new Map<number, string>();
  const { closes, broken, missing } = await follow(disk, dataDir, noted);
  const found = new Set(broken);
  for (const { number, day, payments } of ledger === undefined ? [] : closes) {
    // Payments that are known to be missing are counted as such, and a person may have read of them.
    if (ledger === undefined || payments === undefined || (await ledger.missing(day)) !== null) continue;
    const now = digestedDay();
    for await (const payment of ledger.payments({ from: day, to: day })) now.add(payment);
    if (!now.begins(payments)) found.add(number);
  }
  return { closes: closes.length + missing.length, broken: [...found].sort((one, other) => one - other) };
}

interface FollowedCloses {
  readonly closes: DayClose[];
  /** Closes that cannot be trusted, missing ones included. */
  readonly broken: readonly number[];
  readonly missing: readonly number[];
  /** The number of the last one, readable or not. A number is never used twice. */
  readonly last: number;
  readonly lastHash: string;
}

async function follow(
  disk: Disk,
  dataDir: string,
  noted: ReadonlyMap<number, string>,
): Promise<FollowedCloses> {
  // The ledger's hash counts before a copy's, because copies are made only once a day.
  const kept = new Map([...(await copiedHashes(disk, dataDir)), ...noted]);
  return followed(await readCloses(disk, dataDir, Math.max(0, ...kept.keys())), kept);
}

/** Follows the chain: the hash of each close as it is now, compared with the hash stored elsewhere. */
function followed(found: readonly FoundClose[], kept: ReadonlyMap<number, string>): FollowedCloses {
  const closes: DayClose[] = [];
  const broken: number[] = [];
  const missing: number[] = [];
  let previousHash: string | null = '';
  let lastHash = '';
  for (const { number, close } of found) {
    const keptHash = kept.get(number);
    if (close === null) {
      broken.push(number);
      missing.push(number);
      // Without a kept hash nothing tells whether the next close follows the missing one: report only the missing one.
      previousHash = keptHash ?? null;
      lastHash = keptHash ?? lastHash;
      continue;
    }
    const { hash } = close;
    const follows = previousHash === null || close.previousHash === previousHash;
    const computed = hashOfClose(close);
    const isKept = keptHash === undefined || keptHash === hash;
    const isChanged = close.number !== number || hash !== computed || !follows || !isKept;
    if (isChanged) broken.push(number);
    // Use the number of the file: a changed number inside would show and print another close.
    closes.push(isChanged ? { ...close, number, hash: computed, isChanged } : close);
    // Report a change at the close that was changed, not at the next one too.
    previousHash = lastHash = keptHash ?? hash;
  }
  return { closes, broken, missing, last: found.length, lastHash };
}
