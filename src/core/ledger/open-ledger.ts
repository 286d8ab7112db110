import { basename, join } from 'node:path';
import { dayOf } from '../../shared/calendar';
import type { Notice } from '../../shared/state/notice';
import { TimeSlice } from '../storage/time-slice';
import { realDisk, type Disk } from '../storage/disk';
import { errorCode } from '../storage/error-code';
import { Documents } from './documents/documents';
import {
  everIn,
  manifestFile,
  readManifest,
  writeManifest,
  emptyManifest,
  type Manifest,
  type ReadManifest,
} from './documents/manifest';
import { segmentName } from './journal/journal';
import { JournalLedger } from './journal-ledger';
import { replaceKeys } from './dedup/key-file';
import type { OpenedLedger } from './ledger';
import type { LedgerOptions, LedgerStart } from './ledger-start';
import { usualLimits } from './limits';
import { lostIn, moveAside, setAside } from './quarantine';
import { rebuild } from './compaction/rebuild';
import { replayJournal, type ReplayedJournal } from './journal/replay';
import { encodeGroup } from './journal/line';
import { SearchFiles } from './query/search-files';
import { makeFolderDurably, writeNewFile } from '../storage/atomic-write';

/**
 * Opens the ledger of a data folder for writing, creates it where there is none, and repairs what a power cut left.
 * Rejects with `DataFolderInUse` where another process writes there, with `NewerLedgerFormat` where a newer Comptoir did,
 * and with the disk's own error where the folder cannot be used.
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
    // Only now is it known that no newer Comptoir wrote here: nothing was changed before.
    await makeFolderDurably(disk, folder);
    const damaged = await setTornAside(disk, dataDir, journal);
    for (const segment of journal.unreadable)
      await moveAside(disk, dataDir, join(folder, segment), { kind: 'damaged', count: 1 });
    const segments = journal.segments.filter((segment) => !journal.unreadable.includes(segment));
    const whole =
      found.kind === 'good'
        ? afterIndex(found.index, journal)
        : await withoutIndex(disk, dataDir, documents, journal, found);
    const start = await compareWith(options, disk, whole);
    const settled = await settle(disk, folder, start, segments);
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

function afterIndex(index: Manifest, { records, lastSeq }: ReplayedJournal): LedgerStart {
  return {
    index,
    records: records.filter(({ seq }) => seq > index.foldedThrough),
    lastSeq: Math.max(lastSeq, index.foldedThrough),
  };
}

/** A first start, or a lost db.json: then the documents tell what was compacted. */
async function withoutIndex(
  disk: Disk,
  dataDir: string,
  documents: Documents,
  journal: ReplayedJournal,
  found: ReadManifest,
): Promise<LedgerStart> {
  const present = await documents.present();
  if (present.days.length + present.deafMonths.length === 0 && found.kind === 'absent') {
    return { ...journal, index: emptyManifest };
  }
  const rebuiltOnce = { kind: 'rebuilt', count: 1 } as const;
  const file = manifestFile(dataDir);
  if (found.kind === 'unreadable') await moveAside(disk, dataDir, file, rebuiltOnce);
  else {
    const damaged = found.kind === 'damaged' ? found.bytes : Buffer.alloc(0);
    await setAside(disk, dataDir, file, damaged, rebuiltOnce);
  }
  await documents.settlePresent();
  const { index, keys, lastSeq, held } = await rebuild(
    documents,
    journal.records,
    await lostIn(disk, dataDir),
  );
  const keyBytes = await replaceKeys(disk, dataDir, keys);
  // With a journal beside it, the rebuilt index may also count what the journal holds.
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
 * Compares what was found with the last sign of life. What is missing becomes a finding, and no number is used a second
 * time.
 */
async function compareWith(options: LedgerOptions, disk: Disk, start: LedgerStart): Promise<LedgerStart> {
  const { dataDir, utcOffsetMinutes } = options;
  const expected = (await options.expected?.()) ?? null;
  if (expected === null) return start;
  const payments = start.records.filter(({ kind }) => kind === 'payment').length;
  const missing = expected.ever - everIn(start.index) - payments;
  const lastSeq = Math.max(start.lastSeq, expected.seq);
  if (missing <= 0) return { ...start, lastSeq };
  const told = `${JSON.stringify({ expected, found: { payments: expected.ever - missing, lastSeq: start.lastSeq } })}\n`;
  // What was only in the journal came shortly before the last sign of life.
  const on = expected.at === undefined ? '' : `-${dayOf(expected.at, utcOffsetMinutes())}`;
  await setAside(disk, dataDir, `journal${on}`, Buffer.from(told), { kind: 'missing', count: missing });
  return { ...start, lastSeq, index: { ...start.index, lost: (start.index.lost ?? 0) + missing } };
}

/**
 * What a killed process wrote may be readable without being on the disk, and a file whose flush failed may seem flushed.
 * So write the valid records again before a retry is told that it is stored. On a full disk, flush them instead. Returns
 * the segments that exist afterwards.
 */
async function settle(
  disk: Disk,
  folder: string,
  { records, lastSeq }: LedgerStart,
  segments: readonly string[],
): Promise<Settled> {
  if (segments.length === 0) return { segments, lastSeq };
  const anew = { segments: [segmentName(lastSeq + 1)], lastSeq: lastSeq + 1 };
  try {
    if (records.length > 0) {
      await writeNewFile(disk, join(folder, segmentName(lastSeq + 1)), encodeGroup(records));
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

/** Copies every stretch that cannot be read, because the segment is removed once it is compacted. */
async function setTornAside(
  disk: Disk,
  dataDir: string,
  { broken }: ReplayedJournal,
): Promise<readonly Notice[]> {
  const damaged: string[] = [];
  for (const part of broken) {
    const file = `${basename(part.segment, '.ndjson')}-${part.offset}`;
    const name = await setAside(disk, dataDir, file, part.bytes, part);
    // A torn end held nothing acknowledged, so the merchant need not know.
    if (part.kind === 'damaged') damaged.push(`quarantine/${name}`);
  }
  return damaged.length === 0 ? [] : [{ kind: 'ledger-repaired', details: damaged.join(', ') }];
}
