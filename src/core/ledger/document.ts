import { dirname } from 'node:path';
import { Low, type Adapter } from 'lowdb';
import { breathe } from './breathe';
import { crc32, hex32 } from './crc32';
import type { Disk } from './disk';
import { ledgerFormat, NewerLedgerFormat } from './format';
import { replaceFile } from './whole-file';

/** A JSON document that a person can read: a first line of its own, then one entry a line, each with its checksum. */
export interface LineDocument<Entry> {
  readonly entries: readonly Entry[];
  /** Stretches that could not be read and are not among the entries. */
  readonly damaged: number;
  /** The file as it was, where it is damaged: to be set aside before it is replaced. */
  readonly original: Buffer | null;
}

/** What stands above the entries, and the name under which they are listed. */
export interface Heading {
  readonly about: Readonly<Record<string, string | number>>;
  readonly list: string;
}

/** Null where there is no such file, or where `wanted`, which looks at the bytes before they are understood, says no. */
export async function readDocument<Entry extends object>(
  disk: Disk,
  file: string,
  wanted?: (bytes: Buffer) => boolean,
): Promise<LineDocument<Entry> | null> {
  const adapter: Adapter<LineDocument<Entry> | null> = {
    async read() {
      const bytes = await disk.read(file);
      if (bytes === null || wanted?.(bytes) === false) return null;
      return decode<Entry>(file, bytes);
    },
    write: () => Promise.reject(new Error('read only')),
  };
  const db = new Low(adapter, null);
  await db.read();
  return db.data;
}

export async function writeDocument<Entry extends object>(
  disk: Disk,
  file: string,
  heading: Heading,
  entries: readonly Entry[],
): Promise<void> {
  const adapter: Adapter<readonly Entry[]> = {
    read: () => Promise.resolve(null),
    write: async (data) => replaceFile(disk, file, await encode(heading, data)),
  };
  await new Low(adapter, entries).write();
}

const newline = 0x0a;
const comma = 0x2c;
const mark = '{"crc":"';
const textAt = 18;
const brace = crc32(Buffer.from('{'));
/** So many lines are a millisecond or two: longer, and windows and calls would feel it. */
const linesAtOnce = 200;

/** Lines once written or read are not built again when their document is replaced. */
const lines = new WeakMap<object, Buffer>();

async function encode(heading: Heading, entries: readonly object[]): Promise<Buffer> {
  const head = JSON.stringify({ format: ledgerFormat, ...heading.about }).slice(0, -1);
  const parts: Buffer[] = [Buffer.from(`${head},"${heading.list}":[`)];
  for (const [at, entry] of entries.entries()) {
    parts.push(at === 0 ? firstSeparator : separator, lineOf(entry));
    if (at % linesAtOnce === linesAtOnce - 1) await breathe();
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
  line.write(`${mark}${hex32(crc32(line.subarray(textAt), brace))}",`, 0, 'latin1');
  lines.set(entry, line);
  return line;
}

async function decode<Entry extends object>(file: string, bytes: Buffer): Promise<LineDocument<Entry>> {
  const entries: Entry[] = [];
  let damaged = 0;
  const headEnd = bytes.indexOf(newline);
  const format = /"format":(\d+)/.exec(
    bytes.toString('latin1', 0, Math.min(200, headEnd < 0 ? 200 : headEnd)),
  )?.[1];
  if (Number(format ?? 0) > ledgerFormat) throw new NewerLedgerFormat(dirname(file));
  let ended = false;
  for (let start = headEnd + 1, read = 0; headEnd >= 0 && start < bytes.length; read += 1) {
    const found = bytes.indexOf(newline, start);
    const next = found < 0 ? bytes.length : found + 1;
    let end = found < 0 ? bytes.length : found;
    if (bytes[end - 1] === comma) end -= 1;
    const line = bytes.subarray(start, end);
    start = next;
    if (line.toString('latin1', 0, 3) === ']}') {
      ended = true;
      continue;
    }
    const entry = entryOfLine<Entry>(line);
    if (entry === null) damaged += 1;
    else entries.push(entry);
    if (read % linesAtOnce === linesAtOnce - 1) await breathe();
  }
  if (!ended && damaged === 0) damaged = 1;
  return { entries, damaged, original: damaged === 0 ? null : bytes };
}

function entryOfLine<Entry extends object>(line: Buffer): Entry | null {
  if (line.length < textAt + 1 || line.toString('latin1', 0, 8) !== mark) return null;
  if (line.toString('latin1', 8, 16) !== hex32(crc32(line.subarray(textAt), brace))) return null;
  // The checksum says that `lineOf` wrote it, and the file's name which kind of entry that was.
  const entry = JSON.parse(`{${line.toString('utf8', textAt)}`) as Entry;
  lines.set(entry, line);
  return entry;
}
