import type { JournalRecord } from '../record';
import { beginsGroup, decodeLine } from './line';

/** A damaged stretch of a segment. */
export interface BrokenPart {
  readonly offset: number;
  readonly length: number;
  /** `torn`: a power cut or a kill stopped the write before any answer was sent. `damaged`: it was whole once. */
  readonly kind: 'torn' | 'damaged';
  /** How many lines it held. */
  readonly count: number;
}

export interface ReadSegment {
  readonly records: readonly JournalRecord[];
  readonly broken: readonly BrokenPart[];
}

/**
 * The bytes of a segment, without the empty room after its lines. While lines are being written into that room, a reader
 * may see an empty stretch before newer lines. Reading again closes such a gap.
 */
export async function readSegmentBytes(read: () => Promise<Buffer | null>): Promise<Buffer | null> {
  for (let gapBefore = -1; ;) {
    const bytes = withoutRoom(await read());
    const gap = bytes?.indexOf(0) ?? -1;
    if (bytes === null || gap < 0 || gap === gapBefore) return bytes;
    gapBefore = gap;
  }
}

function withoutRoom(bytes: Buffer | null): Buffer | null {
  let end = bytes?.length ?? 0;
  while (end > 0 && bytes?.[end - 1] === 0) end -= 1;
  return bytes?.subarray(0, end) ?? null;
}

/** Reads every readable line. Lines are independent, so damage to one costs no other. */
export function readSegment(bytes: Buffer): ReadSegment {
  const records: JournalRecord[] = [];
  const broken: { offset: number; length: number; before: number; count: number }[] = [];
  let lastBatchAt = -1;
  for (let offset = 0; offset < bytes.length;) {
    const newline = bytes.indexOf(0x0a, offset);
    const end = newline < 0 ? bytes.length : newline;
    const next = newline < 0 ? end : end + 1;
    const line = bytes.subarray(offset, end);
    const record = newline < 0 ? null : decodeLine(line);
    const last = broken.at(-1);
    if (record !== null) {
      records.push(record);
      if (beginsGroup(line)) lastBatchAt = offset;
    } else if (last?.before === records.length) {
      last.length = next - last.offset;
      last.count += 1;
    } else broken.push({ offset, length: next - offset, before: records.length, count: 1 });
    offset = next;
  }
  const torn = broken.find(
    ({ offset, length, before }) =>
      // Older segments have no mark at the beginning of a group.
      (lastBatchAt < 0 ? before === 0 : offset > lastBatchAt) &&
      bytes.subarray(offset, offset + length).includes(0),
  );
  if (torn !== undefined) {
    // Sectors of one write reach the disk in any order. No call of this group was answered, and later lines may refer to
    // lines in the hole, so the whole group counts as not written.
    const lost = records.length - torn.before;
    broken.length = broken.indexOf(torn) + 1;
    records.length = torn.before;
    torn.length = bytes.length - torn.offset;
    torn.count += lost;
  }
  return {
    records,
    broken: broken.map(({ before, ...part }) => ({
      ...part,
      kind: before === records.length ? 'torn' : 'damaged',
    })),
  };
}
