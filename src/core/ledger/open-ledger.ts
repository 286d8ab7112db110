import { basename, join } from 'node:path';
import type { Notice } from '../../shared/state/notice';
import type { Clock, Log } from '../ports';
import { TimeSlice } from '../storage/time-slice';
import { errorCode, realDisk, type Disk } from '../storage/disk';
import { Documents } from './documents/documents';
import {
  manifestFile,
  readManifest,
  writeManifest,
  emptyManifest,
  type Manifest,
} from './documents/manifest';
import { segmentName } from './journal/journal';
import { JournalLedger } from './journal-ledger';
import { replaceKeys } from './dedup/key-file';
import type { OpenedLedger } from './ledger';
import { usualLimits, type Limits } from './limits';
import { setAside } from './quarantine';
import { rebuild } from './compaction/rebuild';
import { replayJournal, type LedgerRecord, type ReplayedJournal } from './journal/replay';
import { encodeGroup } from './record';
import { SearchFiles } from './query/search-files';
import { makeFolderDurably, writeNewFile } from '../storage/atomic-write';

export interface LedgerOptions {
  readonly dataDir: string;
  /** Minutes east of UTC: where the shop's business day begins. */
  readonly utcOffsetMinutes: () => number;
  readonly clock: Clock;
  /** While it is, payments are dated by what the provider says. */
  readonly isClockSuspect?: () => boolean;
  readonly log: Log;
  /** Lets go of the folder, where the caller holds it already; from then on it is the ledger's to call. */
  readonly unlock?: (() => Promise<void>) | undefined;
  /** Called with the folder in hand, before anything in it is read. What it has to say is said with the rest. */
  readonly prepare?: () => Promise<readonly Notice[]>;
  readonly disk?: Disk;
  readonly limits?: Limits;
}

/**
 * Opens the ledger of a data folder for writing, making it where there is none, and repairs what a power cut left.
 * Rejects with `DataFolderInUse` where another process writes there, with `NewerLedgerFormat` where a newer Comptoir
 * did, and with the disk's own error where the folder cannot be used at all.
 */
export async function openLedger(options: LedgerOptions): Promise<OpenedLedger> {
  const { dataDir, disk = realDisk, limits = usualLimits } = options;
  const unlock = options.unlock ?? (await takeFolder(disk, dataDir));
  try {
    const prepared = (await options.prepare?.()) ?? [];
    const folder = join(dataDir, 'journal');
    const pace = new TimeSlice();
    const documents = new Documents(disk, dataDir, pace);
    const found = await readManifest(disk, dataDir);
    const journal = await replayJournal(disk, folder);
    // Only now is it known that no newer Comptoir wrote here: nothing was changed so far.
    await makeFolderDurably(disk, folder);
    const damaged = await setTornAside(disk, dataDir, journal);
    const start =
      found.kind === 'good'
        ? afterIndex(found.index, journal)
        : await withoutIndex(
            disk,
            dataDir,
            documents,
            journal,
            found.kind === 'damaged' ? found.bytes : Buffer.alloc(0),
          );
    const settled = await settle(disk, folder, start, journal.segments);
    const ledger = new JournalLedger({
      ...options,
      ...start,
      ...settled,
      disk,
      limits,
      folder,
      pace,
      documents,
      search: new SearchFiles({ ...options, disk, documents, pace }),
      unlock,
    });
    return { ledger, notices: [...prepared, ...damaged] };
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function takeFolder(disk: Disk, dataDir: string): Promise<() => Promise<void>> {
  await disk.makeFolder(dataDir);
  return disk.lock(dataDir);
}

export interface Start {
  readonly index: Manifest;
  /** Made from the documents just now: only once all records are compacted can it be trusted by its numbers alone. */
  readonly isIndexRebuilt?: boolean;
  /** What the documents do not hold. */
  readonly records: readonly LedgerRecord[];
  /** No greater sequence number was ever given. */
  readonly lastSeq: number;
}

function afterIndex(index: Manifest, { records, lastSeq }: ReplayedJournal): Start {
  return {
    index,
    records: records.filter(({ seq }) => seq > index.foldedThrough),
    lastSeq: Math.max(lastSeq, index.foldedThrough),
  };
}

/** A first start, or a lost db.json: then the documents are read, and looking into them tells what was compacted. */
async function withoutIndex(
  disk: Disk,
  dataDir: string,
  documents: Documents,
  journal: ReplayedJournal,
  damaged: Buffer,
): Promise<Start> {
  const present = await documents.present();
  if (present.days.length + present.deafMonths.length === 0 && damaged.length === 0) {
    return { ...journal, index: emptyManifest };
  }
  await setAside(disk, dataDir, manifestFile(dataDir), damaged, { kind: 'rebuilt', count: 1 });
  await documents.settlePresent();
  const { index, keys, lastSeq, held } = await rebuild(documents, journal.records);
  const keyBytes = await replaceKeys(disk, dataDir, keys);
  // With a journal beside it, the rebuilt index may count what the journal holds too.
  const rebuilt = { ...index, keyBytes, foldedThrough: journal.records.length === 0 ? lastSeq : 0 };
  if (journal.records.length === 0) await writeManifest(disk, dataDir, rebuilt);
  return {
    index: rebuilt,
    isIndexRebuilt: true,
    records: journal.records.filter(({ seq }) => !held.has(seq)),
    lastSeq: Math.max(journal.lastSeq, lastSeq),
  };
}

/**
 * What a killed process wrote may be readable without being on the disk, and a file whose flush once failed may pretend
 * to be flushed: what holds is written anew before any retry is told that it is stored. Only a full disk leaves it to a
 * flush. Returns the segments there are then.
 */
async function settle(
  disk: Disk,
  folder: string,
  { records, lastSeq }: Start,
  segments: readonly string[],
): Promise<Settled> {
  if (segments.length === 0) return { segments, lastSeq };
  const anew = { segments: [segmentName(lastSeq + 1)], lastSeq: lastSeq + 1 };
  try {
    if (records.length > 0) {
      await writeNewFile(disk, join(folder, segmentName(lastSeq + 1)), encodeGroup(records).bytes);
    }
    await disk.syncFolder(folder);
  } catch (error) {
    if (errorCode(error) !== 'ENOSPC') throw error;
    for (const segment of segments) await flush(disk, join(folder, segment));
    await disk.syncFolder(folder);
    return { segments: [...segments, ...anew.segments], lastSeq: anew.lastSeq };
  }
  for (const segment of segments) await disk.remove(join(folder, segment));
  return records.length === 0 ? { segments: [], lastSeq } : anew;
}

interface Settled {
  readonly segments: readonly string[];
  readonly lastSeq: number;
}

async function flush(disk: Disk, path: string): Promise<void> {
  const file = await disk.append(path);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Keeps a copy of every stretch that cannot be read: the segment itself goes once it is compacted. */
async function setTornAside(
  disk: Disk,
  dataDir: string,
  { broken }: ReplayedJournal,
): Promise<readonly Notice[]> {
  const damaged: string[] = [];
  for (const part of broken) {
    const file = `${basename(part.segment, '.ndjson')}-${part.offset}`;
    const name = await setAside(disk, dataDir, file, part.bytes, part);
    // A torn tail held nothing that was acknowledged: not worth the merchant's worry.
    if (part.kind === 'damaged') damaged.push(`quarantine/${name}`);
  }
  return damaged.length === 0 ? [] : [{ kind: 'ledger-repaired', details: damaged.join(', ') }];
}
