import { join } from 'node:path';
import type { Day } from '../../../shared/payment/payment';
import { serialQueue } from '../../storage/serial-queue';
import type { Clock, Log } from '../../ports';
import { yieldToLoop, TimeSlice } from '../../storage/time-slice';
import type { Disk } from '../../storage/disk';
import type { Documents, Month } from '../documents/documents';
import { paymentsIn, type Manifest } from '../documents/manifest';
import type { PaymentEntry } from '../record';
import { decodeSearchMonth, encodeSearchBlock, type SearchMonth } from './search-month';

/** How long the files stay in memory after a search. */
const keptMs = 60_000;
const mostKeptBytes = 96_000_000;
/** Prepare less than is kept, so that no month displaces another that the same search needs. */
const mostPreparedBytes = 80_000_000;
/** Each compaction adds a block. So many small blocks are merged into one per document. */
const mostBlocks = 256;

export interface SearchFilesParts {
  readonly disk: Disk;
  readonly dataDir: string;
  readonly documents: Documents;
  readonly log: Log;
  readonly pace?: TimeSlice;
  /** Absent where nothing may be written; damaged files are then rebuilt in memory only. */
  readonly clock?: Clock;
}

interface Kept {
  readonly month: SearchMonth;
  /** The index that it is known to cover. */
  covers: Manifest;
}

/**
 * The searchable part of the payments, one file a month beside its documents. The files are made from the documents and
 * never flushed. Before a month is searched, its checksums and number of payments are compared with the manifest, and the
 * file is rebuilt where they differ.
 */
export class SearchFiles {
  readonly #parts: SearchFilesParts;
  readonly #kept = new Map<Month, Kept>();
  readonly #lookedAt = new Map<Month, number>();
  /** Payments that the index counts and no document holds any more. */
  readonly #lost = new Map<Day, number>();
  readonly #daysOf = new WeakMap<Manifest, ReadonlyMap<Month, readonly Day[]>>();
  readonly #queued = serialQueue();
  readonly #pace: TimeSlice;
  #cancel: (() => void) | null = null;

  constructor(parts: SearchFilesParts) {
    this.#parts = parts;
    this.#pace = parts.pace ?? new TimeSlice();
  }

  /** Covers at least every payment that the index has of the month. */
  async month(index: Manifest, month: Month): Promise<SearchMonth> {
    const kept = this.#keptFor(index, month);
    if (kept !== null) return kept;
    return this.#queued(async () => {
      const now = this.#keptFor(index, month);
      if (now !== null) return now;
      const bytes = await this.#parts.disk.read(this.#file(month));
      if (bytes !== null) {
        const read = decodeSearchMonth(bytes, this.#lookedAt.get(month) === bytes.length);
        if (read !== null && read.blocks <= mostBlocks && this.#covers(read, index, month)) {
          this.#lookedAt.set(month, bytes.length);
          return this.#keep(month, { month: read, covers: index });
        }
      }
      return this.#rebuild(index, month);
    });
  }

  /** Reads what is likely to be searched soon, the newest first: otherwise the first search waits for the files. */
  async prepare(index: Manifest): Promise<void> {
    let bytes = 0;
    for (const month of [...this.#monthsOf(index).keys()].sort().reverse()) {
      bytes += (await this.month(index, month)).bytes.length;
      if (bytes > mostPreparedBytes) return;
      await yieldToLoop();
    }
  }

  /** Call it after the documents are written. Where it fails, the month is rebuilt at its next search. */
  add(entries: readonly PaymentEntry[]): Promise<void> {
    return this.#queued(async () => {
      const months = new Map<Month, PaymentEntry[]>();
      for (const entry of entries) {
        const month = entry.day.slice(0, 7);
        const others = months.get(month);
        if (others === undefined) months.set(month, [entry]);
        else others.push(entry);
      }
      for (const [month, added] of months)
        await this.#write(month, await encodeSearchBlock(added, this.#pace), false);
    });
  }

  /** Payers of the month were removed: drop its search data too. */
  forget(month: Month): Promise<void> {
    return this.#queued(async () => {
      const { disk, dataDir } = this.#parts;
      this.#kept.delete(month);
      await disk.remove(this.#file(month));
      await disk.syncFolder(join(dataDir, 'events', month));
    });
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#kept.clear();
  }

  #keptFor(index: Manifest, month: Month): SearchMonth | null {
    const kept = this.#kept.get(month);
    if (kept === undefined) return null;
    if (kept.covers !== index) {
      if (!this.#covers(kept.month, index, month)) return null;
      kept.covers = index;
    }
    return this.#keep(month, kept);
  }

  #covers(read: SearchMonth, index: Manifest, month: Month): boolean {
    return this.#days(index, month).every((day) => {
      const { count, last } = extentOf(index, day);
      return read.count(day, last) === count - (this.#lost.get(day) ?? 0);
    });
  }

  async #rebuild(index: Manifest, month: Month): Promise<SearchMonth> {
    const { documents } = this.#parts;
    const blocks: Buffer[] = [];
    const days = this.#days(index, month);
    for (const day of days) {
      for (const at of (index.days[day] ?? []).keys()) {
        const { entries } = await documents.passing(day, at + 1);
        blocks.push(await encodeSearchBlock(entries, this.#pace));
      }
    }
    const bytes = Buffer.concat(blocks);
    const made = decodeSearchMonth(bytes, true);
    if (made === null) throw new Error('what was just encoded cannot be read');
    for (const day of days) {
      const { count, last } = extentOf(index, day);
      this.#lost.set(day, count - made.count(day, last));
    }
    await this.#write(month, bytes, true);
    return this.#keep(month, { month: made, covers: index });
  }

  async #write(month: Month, bytes: Buffer, replaces: boolean): Promise<void> {
    const { disk, clock, log } = this.#parts;
    if (clock === undefined) return;
    this.#lookedAt.delete(month);
    try {
      const file = await disk.append(this.#file(month));
      try {
        if (replaces) await file.truncate(0);
        await file.write(bytes);
      } finally {
        await file.close();
      }
    } catch (error) {
      log(`${this.#file(month)} cannot be written now: ${String(error)}`);
    }
  }

  #keep(month: Month, kept: Kept): SearchMonth {
    this.#kept.delete(month);
    this.#kept.set(month, kept);
    let bytes = 0;
    for (const { month: other } of this.#kept.values()) bytes += other.bytes.length;
    for (const [oldest, { month: other }] of this.#kept) {
      if (bytes <= mostKeptBytes || oldest === month) break;
      bytes -= other.bytes.length;
      this.#kept.delete(oldest);
    }
    this.#cancel?.();
    this.#cancel = this.#parts.clock?.after(keptMs, () => this.#kept.clear()) ?? null;
    return kept.month;
  }

  #days(index: Manifest, month: Month): readonly Day[] {
    return this.#monthsOf(index).get(month) ?? [];
  }

  #monthsOf(index: Manifest): ReadonlyMap<Month, readonly Day[]> {
    const known = this.#daysOf.get(index);
    if (known !== undefined) return known;
    const months = new Map<Month, Day[]>();
    for (const day of Object.keys(index.days)) {
      const others = months.get(day.slice(0, 7));
      if (others === undefined) months.set(day.slice(0, 7), [day]);
      else others.push(day);
    }
    this.#daysOf.set(index, months);
    return months;
  }

  #file(month: Month): string {
    return join(this.#parts.dataDir, 'events', month, 'search.bin');
  }
}

function extentOf(index: Manifest, day: Day): { readonly count: number; readonly last: number } {
  let count = 0;
  let last = 0;
  for (const part of index.days[day] ?? []) {
    count += paymentsIn(part);
    last = Math.max(last, part.last);
  }
  return { count, last };
}
