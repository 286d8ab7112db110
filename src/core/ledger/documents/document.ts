import { dirname } from 'node:path';
import { Low, type Adapter } from 'lowdb';
import { serialQueue } from '../../storage/serial-queue';
import type { TimeSlice } from '../../storage/time-slice';
import { crc32, hex32, writeHex32 } from '../../storage/crc32';
import type { Disk } from '../../storage/disk';
import { ledgerFormat, NewerLedgerFormat } from '../format';
import { replaceUnsettled } from '../../storage/atomic-write';
import { readOrDamage, unreadable } from '../../storage/read-or-damage';

/** A JSON document that people can read: a first line of its own, then one entry a line, each with its checksum. */
export interface LineDocument<Entry> {
  readonly entries: readonly Entry[];
  /** Stretches that could not be read; they are not among the entries. */
  readonly damaged: number;
  /** Lines that repeat another entry; that entry is included once. */
  readonly doubled: number;
  /** The original file, where it is damaged: to be set aside before it is replaced. */
  readonly original: Buffer | null;
  /** Something is in its place that cannot be read at all. */
  readonly isUnreadable?: true;
}

/** The values above the entries, and the name of their list. */
export interface Heading {
  readonly about: Readonly<Record<string, string | number>>;
  readonly list: string;
}

/** Null where there is no such file. */
export async function readDocument<Entry extends object>(
  disk: Disk,
  file: string,
  pace: TimeSlice,
): Promise<LineDocument<Entry> | null> {
  const adapter: Adapter<LineDocument<Entry> | null> = {
    async read() {
      const bytes = await readOrDamage(disk, file);
      if (bytes === unreadable)
        return { entries: [], damaged: 1, doubled: 0, original: null, isUnreadable: true };
      return bytes === null ? null : decode<Entry>(file, bytes, pace);
    },
    write: () => Promise.reject(new Error('read only')),
  };
  const db = new Low(adapter, null);
  await db.read();
  return db.data;
}

/** How much is read first to find one line: some dozens of lines. */
const aroundBytes = 65_536;

/**
 * Reads a few entries of many. It returns the entry with a sequence number; null where there is none or its line is
 * damaged. The first one is looked for near `shareOf` the file, so that one payment of a document is read without all the
 * others. Reading entries in order, up or down, is fastest.
 */
export function readLines<Entry extends object>(
  disk: Disk,
  file: string,
  shareOf: (seq: number) => number,
): (seq: number) => Promise<Entry | null> {
  let whole: Buffer | null = null;
  let asked = false;
  let at = 0;
  let before = 0;
  const read = async (seq: number): Promise<Entry | null> => {
    if (!asked) {
      asked = true;
      // If the lines there cannot be read, search the whole file below.
      const around = await disk.readAround(file, shareOf(seq), aroundBytes).catch(() => null);
      const found = around === null ? null : findLine(around, seq, 0);
      if (found?.isWhole) return entryOfLine<Entry>(found.line);
    }
    if (whole === null) {
      const read = await readOrDamage(disk, file);
      whole = read === null || read === unreadable ? Buffer.alloc(0) : read;
      refuseNewer(file, whole);
    }
    const found = findLine(whole, seq, at, seq < before) ?? findLine(whole, seq, 0);
    if (found === null) return null;
    at = found.start;
    before = seq;
    return entryOfLine<Entry>(found.line);
  };
  const queued = serialQueue();
  return (seq) => queued(() => read(seq));
}

interface FoundLine {
  readonly line: Buffer;
  readonly start: number;
  /** The bytes reach to the end of the file. */
  readonly isWhole: boolean;
}

/** Searches from a place towards the end or the beginning. */
function findLine(bytes: Buffer, seq: number, from: number, isUp = false): FoundLine | null {
  const needle = Buffer.from(`","seq":${seq},`);
  let at = isUp ? bytes.lastIndexOf(needle, from) : bytes.indexOf(needle, from);
  // The shop's own data may contain the same text, but never at the beginning of a line.
  while (at >= 0 && bytes[at - needleAt - 1] !== newline) {
    if (isUp && at === 0) return null;
    at = isUp ? bytes.lastIndexOf(needle, at - 1) : bytes.indexOf(needle, at + 1);
  }
  if (at < 0) return null;
  const start = at - needleAt;
  const { line, next } = lineAt(bytes, start);
  return { line, start, isWhole: bytes[next - 1] === newline };
}

/** The caller must flush the folder. */
export async function writeDocument<Entry extends object>(
  disk: Disk,
  file: string,
  heading: Heading,
  entries: readonly Entry[],
  pace: TimeSlice,
): Promise<void> {
  const adapter: Adapter<readonly Entry[]> = {
    read: () => Promise.resolve(null),
    write: async (data) => replaceUnsettled(disk, file, await encode(heading, data, pace)),
  };
  await new Low(adapter, entries).write();
}

const newline = 0x0a;
const comma = 0x2c;
const mark = '{"crc":"';
const lineHead = Buffer.from(`${mark}00000000",`);
const textAt = lineHead.length;
/** Where `","seq":` is in a payment's line. */
const needleAt = 16;
const brace = crc32(Buffer.from('{'));
/** Fewer entries take far less than one turn of the event loop, so the time need not be checked. */
const linesAtOnce = 32;

/** Lines that were written or read are reused when their document is replaced. */
const lines = new WeakMap<object, Buffer>();

async function encode(heading: Heading, entries: readonly object[], pace: TimeSlice): Promise<Buffer> {
  const head = JSON.stringify({ format: ledgerFormat, ...heading.about }).slice(0, -1);
  const parts: Buffer[] = [Buffer.from(`${head},"${heading.list}":[`)];
  for (const [at, entry] of entries.entries()) {
    parts.push(at === 0 ? firstSeparator : separator, lineOf(entry));
    if (at % linesAtOnce === linesAtOnce - 1) await pace.keep();
  }
  parts.push(ending);
  return Buffer.concat(parts);
}

const firstSeparator = Buffer.from('\n');
const separator = Buffer.from(',\n');
const ending = Buffer.from('\n]}\n');

function lineOf(entry: object): Buffer {
  const known = lines.get(entry);
  if (known !== undefined) return known;
  const json = JSON.stringify(entry);
  const line = Buffer.allocUnsafe(Buffer.byteLength(json) + textAt - 1);
  line.write(json, textAt - 1);
  lineHead.copy(line);
  writeHex32(crc32(line.subarray(textAt), brace), line, mark.length);
  lines.set(entry, line);
  return line;
}

async function decode<Entry extends object>(
  file: string,
  bytes: Buffer,
  pace: TimeSlice,
): Promise<LineDocument<Entry>> {
  const entries: Entry[] = [];
  let damaged = 0;
  let doubled = 0;
  refuseNewer(file, bytes);
  const headEnd = bytes.indexOf(newline);
  let ended = false;
  for (let start = headEnd + 1, read = 0; headEnd >= 0 && start < bytes.length; read += 1) {
    const { line, next } = lineAt(bytes, start);
    start = next;
    if (line.toString('latin1', 0, 3) === ']}') {
      ended = true;
      continue;
    }
    const entry = entryOfLine<Entry>(line);
    if (entry === null) damaged += 1;
    else if (isSameAs(entries.at(-1), entry)) doubled += 1;
    else entries.push(entry);
    if (read % linesAtOnce === linesAtOnce - 1) await pace.keep();
  }
  if (!ended && damaged === 0) damaged = 1;
  return { entries, damaged, doubled, original: damaged === 0 ? null : bytes };
}

/** Entries of payments and deaf periods carry the number of their record; each number is used once. */
function isSameAs(one: object | undefined, other: object): boolean {
  return one !== undefined && 'seq' in one && 'seq' in other && one.seq === other.seq;
}

function refuseNewer(file: string, bytes: Buffer): void {
  const headEnd = bytes.indexOf(newline);
  const head = bytes.toString('latin1', 0, Math.min(200, headEnd < 0 ? 200 : headEnd));
  const format = /"format":(\d+)/.exec(head)?.[1];
  if (Number(format ?? 0) > ledgerFormat) throw new NewerLedgerFormat(dirname(file));
}

function lineAt(bytes: Buffer, start: number): { readonly line: Buffer; readonly next: number } {
  const found = bytes.indexOf(newline, start);
  let end = found < 0 ? bytes.length : found;
  if (bytes[end - 1] === comma) end -= 1;
  return { line: bytes.subarray(start, end), next: found < 0 ? bytes.length : found + 1 };
}

function entryOfLine<Entry extends object>(line: Buffer): Entry | null {
  if (line.length < textAt + 1 || line.toString('latin1', 0, 8) !== mark) return null;
  if (line.toString('latin1', 8, 16) !== hex32(crc32(line.subarray(textAt), brace))) return null;
  // The checksum proves that `lineOf` wrote it, and the file's name tells the kind of entry.
  const entry = JSON.parse(`{${line.toString('utf8', textAt)}`) as Entry;
  lines.set(entry, line);
  return entry;
}
