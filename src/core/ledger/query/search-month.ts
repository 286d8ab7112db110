import type { Day, Mode, PaymentStatus } from '../../../shared/payment/payment';
import type { TimeSlice } from '../../storage/time-slice';
import { crc32 } from '../../storage/crc32';
import type { PaymentEntry } from '../record';
import { searchableText, type Search } from './search';

/** A block: its mark, the checksum of the rest, the number of payments, bytes of method names, bytes of text. */
const headBytes = 20;
const mark = 0x31785343;
const statuses: readonly PaymentStatus[] = ['success', 'failed', 'check'];
const sandbox = 4;

/** The part of a filter that never changes for a stored payment. The rest is applied once the payment is opened. */
export interface Wanted {
  readonly search: Search | null;
  readonly method?: string | undefined;
  /** As announced. */
  readonly status?: PaymentStatus | undefined;
  readonly mode?: Mode | undefined;
  readonly minXof?: number | undefined;
  readonly maxXof?: number | undefined;
}

/** A payment that may match. */
export interface Hit {
  readonly seq: number;
  readonly amountXof: number | null;
}

/** Encoded between two checks of the time. */
const entriesAtOnce = 100;

/** One block of a month's search file. */
export async function encodeSearchBlock(entries: readonly PaymentEntry[], pace: TimeSlice): Promise<Buffer> {
  const names = new Map<string | null, number>();
  const texts: Buffer[] = [];
  let waiting: string[] = [];
  const count = entries.length;
  const columns = Buffer.alloc(count * 19);
  let start = 0;
  for (const [at, { seq, day, mode, event }] of entries.entries()) {
    const method = names.get(event.method) ?? names.size;
    names.set(event.method, method);
    const text = searchableText(event);
    waiting.push(text);
    columns.writeUInt32LE(seq, at * 4);
    columns.writeUInt32LE(start, (count + at) * 4);
    columns.writeDoubleLE(event.amountXof ?? NaN, (count + at) * 8);
    columns[count * 16 + at] = Number(day.slice(8));
    columns[count * 17 + at] = statuses.indexOf(event.status) | (mode === 'sandbox' ? sandbox : 0);
    // A method whose number exceeds a byte is stored as unknown: its payments are always opened.
    columns[count * 18 + at] = Math.min(method, unknownMethod);
    start += Buffer.byteLength(text);
    if (waiting.length < entriesAtOnce && at < count - 1) continue;
    texts.push(Buffer.from(waiting.join('')));
    waiting = [];
    if (at < count - 1) await pace.keep();
  }
  const methods = Buffer.from(JSON.stringify([...names.keys()].slice(0, unknownMethod)));
  const head = Buffer.alloc(headBytes);
  head.writeUInt32LE(mark, 0);
  head.writeUInt32LE(count, 8);
  head.writeUInt32LE(methods.length, 12);
  head.writeUInt32LE(start, 16);
  const block = Buffer.concat([head, columns, methods, ...texts]);
  block.writeUInt32LE(crc32(block.subarray(8)), 4);
  return block;
}

const unknownMethod = 255;

/** Null where the bytes are damaged. `known`: they were checked before. */
export function decodeSearchMonth(bytes: Buffer, known: boolean): SearchMonth | null {
  const blocks: Block[] = [];
  for (let at = 0; at < bytes.length;) {
    if (bytes.length - at < headBytes || bytes.readUInt32LE(at) !== mark) return null;
    const count = bytes.readUInt32LE(at + 8);
    const columns = at + headBytes;
    const text = columns + count * 19 + bytes.readUInt32LE(at + 12);
    const end = text + bytes.readUInt32LE(at + 16);
    if (end > bytes.length) return null;
    if (!known && crc32(bytes.subarray(at + 8, end)) !== bytes.readUInt32LE(at + 4)) return null;
    blocks.push({ count, columns, text, end });
    at = end;
  }
  return new SearchMonth(bytes, blocks);
}

interface Block {
  readonly count: number;
  /** Where its parts begin among the bytes. */
  readonly columns: number;
  readonly text: number;
  readonly end: number;
}

/** What can be searched of one month's payments, without their documents. */
export class SearchMonth {
  readonly blocks: number;
  readonly bytes: Buffer;
  readonly #count: number;
  readonly #seqs: Uint32Array;
  /** Where each text begins among the bytes; one more entry for the end of the last. */
  readonly #starts: Uint32Array;
  readonly #amounts: Float64Array;
  readonly #kinds: Uint8Array;
  readonly #methods: Uint8Array;
  readonly #names: (string | null)[] = [];
  readonly #days = new Map<number, number[]>();
  readonly #texts: readonly { readonly from: number; readonly to: number; readonly row: number }[];

  constructor(bytes: Buffer, blocks: readonly Block[]) {
    const count = blocks.reduce((sum, block) => sum + block.count, 0);
    this.bytes = bytes;
    this.blocks = blocks.length;
    this.#count = count;
    this.#seqs = new Uint32Array(count);
    this.#starts = new Uint32Array(count + 1);
    this.#amounts = new Float64Array(count);
    this.#kinds = new Uint8Array(count);
    this.#methods = new Uint8Array(count);
    const texts: { from: number; to: number; row: number }[] = [];
    const days = new Uint8Array(count);
    let row = 0;
    for (const block of blocks) {
      texts.push({ from: block.text, to: block.end, row });
      row = this.#take(block, row, days);
    }
    this.#texts = texts;
    this.#starts[count] = bytes.length;
    this.#sort(days);
  }

  /** How many payments of the day it has up to a sequence number. */
  count(day: Day, last: number): number {
    const rows = this.#days.get(Number(day.slice(8))) ?? [];
    let at = rows.length;
    while (at > 0 && this.#seq(rows[at - 1]) > last) at -= 1;
    return at;
  }

  /** Marks payments that may match; null where none may. */
  marked(wanted: Wanted): Uint8Array | null {
    const { search, method, status, mode, minXof, maxXof } = wanted;
    const marks = new Uint8Array(this.#count);
    const names = this.#names.map((name) => method === undefined || name === method);
    const found = this.#names.map((name) => search === null || (name !== null && search.matchesMethod(name)));
    const isAnyFound = found.includes(true);
    const kind = mode === 'sandbox' ? sandbox : 0;
    const isRange = minXof !== undefined || maxXof !== undefined;
    if (search !== null) for (const needle of search.needles) this.#find(needle, marks);
    let any = false;
    for (let row = 0; row < this.#count; row += 1) {
      const name = this.#methods[row] ?? unknownMethod;
      const isKnown = name !== unknownMethod;
      let isMeant = marks[row] === 1 || !isKnown || (isAnyFound && found[name] === true);
      const its = this.#kinds[row] ?? 0;
      if (isKnown && names[name] === false) isMeant = false;
      if (mode !== undefined && (its & sandbox) !== kind) isMeant = false;
      if (status !== undefined && statuses[its & 3] !== status) isMeant = false;
      if (isMeant && isRange) {
        const amount = this.#amounts[row] ?? NaN;
        isMeant = amount >= (minXof ?? -Infinity) && amount <= (maxXof ?? Infinity);
      }
      marks[row] = isMeant ? 1 : 0;
      if (isMeant) any = true;
    }
    return any ? marks : null;
  }

  /** The marked payments of a stretch of one day, ascending. */
  hits(marks: Uint8Array, day: Day, first: number, last: number): Hit[] {
    const hits: Hit[] = [];
    for (const row of this.#days.get(Number(day.slice(8))) ?? []) {
      const seq = this.#seq(row);
      if (marks[row] !== 1 || seq < first || seq > last) continue;
      const amount = this.#amounts[row] ?? NaN;
      hits.push({ seq, amountXof: Number.isNaN(amount) ? null : amount });
    }
    return hits;
  }

  #seq(row: number | undefined): number {
    return row === undefined ? 0 : (this.#seqs[row] ?? 0);
  }

  #take(block: Block, row: number, days: Uint8Array): number {
    const { count, columns, text } = block;
    const { bytes } = this;
    const copy = (to: Uint32Array | Float64Array | Uint8Array, at: number): void => {
      const size = to.BYTES_PER_ELEMENT;
      const from = bytes.subarray(columns + at * count, columns + (at + size) * count);
      new Uint8Array(to.buffer, row * size, size * count).set(from);
    };
    copy(this.#seqs, 0);
    copy(this.#starts, 4);
    copy(this.#amounts, 8);
    copy(days, 16);
    copy(this.#kinds, 17);
    copy(this.#methods, 18);
    // The checksum proves that `encodeSearchBlock` wrote it.
    const names = JSON.parse(bytes.toString('utf8', columns + 19 * count, text)) as (string | null)[];
    const numbers = names.map((name) => this.#numberOf(name));
    for (let at = row; at < row + count; at += 1) {
      this.#starts[at] = (this.#starts[at] ?? 0) + text;
      this.#methods[at] = numbers[this.#methods[at] ?? unknownMethod] ?? unknownMethod;
    }
    return row + count;
  }

  #numberOf(name: string | null): number {
    const known = this.#names.indexOf(name);
    if (known >= 0) return known;
    if (this.#names.length === unknownMethod) return unknownMethod;
    return this.#names.push(name) - 1;
  }

  /** An interrupted compaction that ran again wrote some of them twice. */
  #sort(days: Uint8Array): void {
    for (let row = 0; row < this.#count; row += 1) {
      const rows = this.#days.get(days[row] ?? 0);
      if (rows === undefined) this.#days.set(days[row] ?? 0, [row]);
      else rows.push(row);
    }
    for (const [day, rows] of this.#days) {
      const isSorted = rows.every((row, at) => at === 0 || this.#seq(rows[at - 1]) < this.#seq(row));
      if (isSorted) continue;
      rows.sort((one, other) => this.#seq(one) - this.#seq(other));
      this.#days.set(
        day,
        rows.filter((row, at) => at === 0 || this.#seq(rows[at - 1]) !== this.#seq(row)),
      );
    }
  }

  #find(needle: Buffer, marks: Uint8Array): void {
    const { bytes } = this;
    for (const { from, to, row: firstRow } of this.#texts) {
      const text = bytes.subarray(from, to);
      let row = firstRow;
      for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at)) {
        row = this.#rowAt(from + at, row);
        marks[row] = 1;
        at = (this.#starts[row + 1] ?? bytes.length) - from;
        // The next text begins in another block.
        if (from + at >= to) break;
      }
    }
  }

  /** The row whose text holds a byte, not before `low`. */
  #rowAt(byte: number, low: number): number {
    // It is usually one of the next few: then stepping ahead is shorter than a binary search of the month.
    let step = 1;
    while (low + step < this.#count && (this.#starts[low + step] ?? Infinity) <= byte) step *= 2;
    let from = low + Math.floor(step / 2);
    let to = Math.min(low + step, this.#count);
    while (from < to - 1) {
      const middle = (from + to) >> 1;
      if ((this.#starts[middle] ?? Infinity) <= byte) from = middle;
      else to = middle;
    }
    return from;
  }
}
