import { join } from 'node:path';
import type { Day } from '../../../shared/payment/payment';
import { TimeSlice } from '../../storage/time-slice';
import type { Disk } from '../../storage/disk';
import { readDocument, readLines, writeDocument, type LineDocument } from './document';
import { moveAside, setAside, type Finding } from '../quarantine';
import type { DeafRecord, PaymentEntry } from '../record';
import { makeFolderDurably } from '../../storage/atomic-write';

export type DayDocument = LineDocument<PaymentEntry>;
export type DeafDocument = LineDocument<DeafRecord>;
/** `YYYY-MM`. */
export type Month = string;

/** Payments that a document lacks although the manifest counts them. */
export type Loss = Pick<Finding, 'count' | 'amountXof'>;

const nothing = { entries: [], damaged: 0, doubled: 0, original: null };
/** Enough for the newest pages and the day being written; about 2 MB each. */
const mostCached = 8;

/** The documents under DIR/events: the payments of each business day, in parts, and the deaf periods of each month. */
export class Documents {
  readonly #disk: Disk;
  readonly #dataDir: string;
  readonly #folder: string;
  readonly #cache = new Map<string, Promise<DayDocument>>();
  readonly #months = new Set<Month>();
  /** Months with renamed documents whose folders are not flushed yet. */
  readonly #unsettled = new Set<Month>();
  readonly #pace: TimeSlice;

  constructor(disk: Disk, dataDir: string, pace = new TimeSlice()) {
    this.#disk = disk;
    this.#dataDir = dataDir;
    this.#pace = pace;
    this.#folder = join(dataDir, 'events');
  }

  /** Empty where there is no such file. */
  day(day: Day, part: number): Promise<DayDocument> {
    const file = this.#dayFile(day, part);
    const cached = this.#cache.get(file);
    if (cached !== undefined) return cached;
    // Cache it while it is still being read. A save meanwhile then replaces it, and older content cannot overwrite the
    // save.
    const reading = this.#read(file);
    this.#remember(file, reading);
    reading.catch(() => {
      if (this.#cache.get(file) === reading) this.#cache.delete(file);
    });
    return reading;
  }

  /** For reading many documents in a row: they are not cached. */
  async passing(day: Day, part: number): Promise<DayDocument> {
    const file = this.#dayFile(day, part);
    return this.#cache.get(file) ?? this.#read(file);
  }

  /** Reads a few payments of a document: see `readLines`. */
  async lines(
    day: Day,
    part: number,
    shareOf: (seq: number) => number,
  ): Promise<(seq: number) => Promise<PaymentEntry | null>> {
    const file = this.#dayFile(day, part);
    const cached = await this.#cache.get(file);
    if (cached === undefined) return readLines<PaymentEntry>(this.#disk, file, shareOf);
    return (wanted) => Promise.resolve(cached.entries.find(({ seq }) => seq === wanted) ?? null);
  }

  /** Survives a power cut once `settle` has resolved. Unreadable parts of the former file are set aside first. */
  async saveDay(
    day: Day,
    part: number,
    entries: readonly PaymentEntry[],
    before: DayDocument,
    loss: Loss | null = null,
  ): Promise<void> {
    const file = this.#dayFile(day, part);
    await this.#prepare(day.slice(0, 7), file, before, loss);
    const heading = { about: { day, part }, list: 'payments' };
    await writeDocument(this.#disk, file, heading, entries, this.#pace);
    this.#remember(file, Promise.resolve({ ...nothing, entries }));
  }

  async deaf(month: Month): Promise<DeafDocument> {
    return (await readDocument<DeafRecord>(this.#disk, this.#deafFile(month), this.#pace)) ?? nothing;
  }

  /** `known`: how many the manifest counts. Those that `before` lacks are recorded as damage. */
  async saveDeaf(
    month: Month,
    entries: readonly DeafRecord[],
    before: DeafDocument,
    known: number,
  ): Promise<void> {
    const damaged = Math.max(before.damaged, known - before.entries.length);
    const original = before.original ?? (damaged > 0 ? Buffer.alloc(0) : null);
    await this.#prepare(month, this.#deafFile(month), { ...before, damaged, original });
    const heading = { about: { month }, list: 'deafPeriods' };
    await writeDocument(this.#disk, this.#deafFile(month), heading, entries, this.#pace);
  }

  /** The documents in the folder, whatever the index says. */
  async present(): Promise<{ days: readonly { day: Day; part: number }[]; deafMonths: readonly Month[] }> {
    const days: { day: Day; part: number }[] = [];
    const deafMonths: Month[] = [];
    for (const month of (await this.#disk.list(this.#folder)).filter((name) => /^\d{4}-\d\d$/.test(name))) {
      for (const name of await this.#disk.list(join(this.#folder, month))) {
        const named = /^(\d{4}-\d\d-\d\d)(?:\.p(\d+))?\.json$/.exec(name);
        if (named?.[1] !== undefined) days.push({ day: named[1], part: Number(named[2] ?? 1) });
        if (name === 'deaf-periods.json') deafMonths.push(month);
      }
    }
    return {
      days: days.sort((one, other) => one.day.localeCompare(other.day) || one.part - other.part),
      deafMonths,
    };
  }

  /** Once this resolves, the saved documents survive a power cut. */
  async settle(): Promise<void> {
    for (const month of this.#unsettled) {
      await this.#disk.syncFolder(join(this.#folder, month));
      this.#unsettled.delete(month);
    }
  }

  /** Flush the folders too: a killed process may have left a rename that was not flushed. */
  async settlePresent(): Promise<void> {
    const { days, deafMonths } = await this.present();
    for (const month of [...days.map(({ day }) => day.slice(0, 7)), ...deafMonths])
      this.#unsettled.add(month);
    const folders = this.#unsettled.size === 0 ? [] : [this.#folder, this.#dataDir];
    await this.settle();
    for (const folder of folders) await this.#disk.syncFolder(folder);
  }

  /** Drops the cache, because another process may have written since. */
  forget(): void {
    this.#cache.clear();
  }

  async #prepare(
    month: Month,
    file: string,
    { original, damaged, isUnreadable }: LineDocument<unknown>,
    loss: Loss | null = null,
  ): Promise<void> {
    const found: Finding = loss === null ? { kind: 'damaged', count: damaged } : { kind: 'missing', ...loss };
    if (isUnreadable === true) await moveAside(this.#disk, this.#dataDir, file, found);
    else if (original !== null || loss !== null)
      await setAside(this.#disk, this.#dataDir, file, original ?? Buffer.alloc(0), found);
    this.#unsettled.add(month);
    if (this.#months.has(month)) return;
    await makeFolderDurably(this.#disk, this.#folder);
    await makeFolderDurably(this.#disk, join(this.#folder, month));
    this.#months.add(month);
  }

  async #read(file: string): Promise<DayDocument> {
    return (await readDocument<PaymentEntry>(this.#disk, file, this.#pace)) ?? nothing;
  }

  #remember(file: string, document: Promise<DayDocument>): void {
    this.#cache.delete(file);
    this.#cache.set(file, document);
    for (const oldest of this.#cache.keys()) {
      if (this.#cache.size <= mostCached) return;
      this.#cache.delete(oldest);
    }
  }

  #dayFile(day: Day, part: number): string {
    return join(this.#folder, day.slice(0, 7), `${day}${part === 1 ? '' : `.p${part}`}.json`);
  }

  #deafFile(month: Month): string {
    return join(this.#folder, month, 'deaf-periods.json');
  }
}
