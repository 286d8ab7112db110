import { join } from 'node:path';
import type { Disk } from '../../storage/disk';
import { NewerLedgerFormat } from '../format';
import { readOrDamage, unreadable } from '../../storage/read-or-damage';
import { segmentFloor } from './journal';
import type { JournalRecord } from '../record';
import { readSegment, readSegmentBytes, type BrokenPart } from './segment';

/** A record that says something about payments or deaf periods. */
export type LedgerRecord = Exclude<JournalRecord, { kind: 'void' }>;

export interface ReplayedJournal {
  /** The valid records, in the order of their sequence numbers. */
  readonly records: readonly LedgerRecord[];
  readonly segments: readonly string[];
  /** Segments that cannot be read at all. */
  readonly unreadable: readonly string[];
  readonly broken: readonly (BrokenPart & { readonly segment: string; readonly bytes: Buffer })[];
  /** The greatest sequence number ever used, as far as the journal knows. */
  readonly lastSeq: number;
}

/** Reads all segments of a journal. A segment that disappears meanwhile was compacted. */
export async function replayJournal(disk: Disk, folder: string): Promise<ReplayedJournal> {
  const segments = (await disk.list(folder)).filter((name) => segmentFloor(name) !== null);
  const all: JournalRecord[] = [];
  const broken: (BrokenPart & { segment: string; bytes: Buffer })[] = [];
  const unreadableSegments: string[] = [];
  let lastSeq = 0;
  for (const segment of segments) {
    const bytes = await readSegmentBytes(async () => {
      const read = await readOrDamage(disk, join(folder, segment));
      if (read !== unreadable) return read;
      unreadableSegments.push(segment);
      return null;
    });
    lastSeq = Math.max(lastSeq, segmentFloor(segment) ?? 0);
    if (bytes === null) continue;
    const read = readSegment(bytes);
    for (const record of read.records) all.push(record);
    for (const part of read.broken) {
      broken.push({ ...part, segment, bytes: bytes.subarray(part.offset, part.offset + part.length) });
    }
  }
  if (all.some(({ kind }) => !knownKinds.has(kind))) throw new NewerLedgerFormat(folder);
  const voids = all.filter((record) => record.kind === 'void');
  const records = all
    .filter((record) => record.kind !== 'void')
    .filter(({ seq }) => !voids.some(({ from, to }) => from <= seq && seq <= to))
    .sort((one, other) => one.seq - other.seq)
    // An interrupted start may have written records again without removing the old ones.
    .filter(({ seq }, at, sorted) => seq !== sorted[at - 1]?.seq);
  for (const { to } of voids) lastSeq = Math.max(lastSeq, to);
  return {
    records,
    segments,
    unreadable: unreadableSegments,
    broken,
    lastSeq: Math.max(lastSeq, records.at(-1)?.seq ?? 0),
  };
}

const kinds: readonly JournalRecord['kind'][] = [
  'payment',
  'delivery',
  'annotation',
  'deaf',
  'close',
  'void',
];
const knownKinds: ReadonlySet<string> = new Set(kinds);
