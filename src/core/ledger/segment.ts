import { decodeLine, type JournalRecord } from './record';

/** A stretch of a segment that is not as it was written. */
export interface BrokenPart {
  readonly offset: number;
  readonly length: number;
  /** `torn`: nothing good follows, so a cut or a kill stopped the writing. `damaged`: good records follow. */
  readonly kind: 'torn' | 'damaged';
  /** How many lines it was. */
  readonly count: number;
}

export interface ReadSegment {
  readonly records: readonly JournalRecord[];
  readonly broken: readonly BrokenPart[];
}

/** Reads what can be read. Every line stands alone, so damage to one costs no other. */
export function readSegment(bytes: Buffer): ReadSegment {
  const records: JournalRecord[] = [];
  const broken: { offset: number; length: number; before: number; count: number }[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const newline = bytes.indexOf(0x0a, offset);
    const end = newline < 0 ? bytes.length : newline;
    const next = newline < 0 ? end : end + 1;
    const record = newline < 0 ? null : decodeLine(bytes.subarray(offset, end));
    const last = broken.at(-1);
    if (record !== null) records.push(record);
    else if (last?.before === records.length) {
      last.length = next - last.offset;
      last.count += 1;
    } else broken.push({ offset, length: next - offset, before: records.length, count: 1 });
    offset = next;
  }
  return {
    records,
    broken: broken.map(({ before, ...part }) => ({
      ...part,
      kind: before === records.length ? 'torn' : 'damaged',
    })),
  };
}
