import { placeOf } from '../payment-id';
import { emptyDay, type Day } from '../../../shared/payment/payment';
import { dayOf } from '../../../shared/calendar';
import { addSummaries } from '../documents/day-summary';
import type { DayDocument, Documents, Loss } from '../documents/documents';
import { deafInfoOf, infoOf, paymentsIn, type Manifest, type PartInfo } from '../documents/manifest';
import { updated, type DeafRecord, type PaymentEntry, type Update } from '../record';

/** Most of the time is spent waiting for flushes, and flushes of several days can wait together. */
const daysAtOnce = 16;

/** The part of the journal to compact now. */
export interface CompactionWork {
  /** Ascending. */
  readonly payments: readonly PaymentEntry[];
  readonly updates: readonly Update[];
  readonly deaf: readonly DeafRecord[];
  /** Damaged parts, to be written again without what cannot be read. */
  readonly repairs: readonly { readonly day: Day; readonly part: number }[];
}

export interface Compacted extends Pick<Manifest, 'days' | 'deaf'> {
  /** Updates of payments that no document holds (any more). */
  readonly orphans: readonly Update[];
  /** How many payments were missing in documents that were written again. */
  readonly lost: number;
}

/**
 * Writes each affected document once and flushes it. It can start again after an interruption at any point. It reads what
 * each document holds, and always writes the document again, because an earlier rename may not have been flushed.
 */
export async function compactIntoDocuments(
  index: Manifest,
  documents: Documents,
  work: CompactionWork,
  partSize: number,
): Promise<Compacted> {
  const days: Record<Day, readonly PartInfo[]> = { ...index.days };
  const orphans: Update[] = [];
  let lost = 0;
  const waiting = byDay(work).entries();
  const compactDays = async (): Promise<void> => {
    for (const [day, part] of waiting) {
      const compact = new DayCompaction(index, day, days[day] ?? [], part.updates, documents, partSize);
      await compact.insert(part.payments);
      await compact.updateOthers();
      for (const repair of part.repairs) await compact.repair(repair);
      days[day] = compact.parts;
      lost += compact.lost;
      for (const left of part.updates.values()) orphans.push(...left);
    }
  };
  const settled = await Promise.allSettled(Array.from({ length: daysAtOnce }, compactDays));
  for (const outcome of settled) if (outcome.status === 'rejected') throw outcome.reason;
  const deaf = { ...index.deaf };
  for (const [month, records] of groupBy(work.deaf, ({ period }) => dayOf(period.from, 0).slice(0, 7))) {
    const before = await documents.deaf(month);
    const newest = new Map(before.entries.map((record) => [record.period.id, record]));
    for (const record of records) {
      if (record.seq > (newest.get(record.period.id)?.seq ?? 0)) newest.set(record.period.id, record);
    }
    await documents.saveDeaf(month, [...newest.values()], before, index.deaf[month]?.count ?? 0);
    const info = deafInfoOf([...newest.values()]);
    if (info !== null) deaf[month] = info;
  }
  await documents.settle();
  return { days, deaf, orphans, lost };
}

/** The parts, counted from 1, that may hold a sequence number. */
export function partsAround(parts: readonly PartInfo[], seq: number): readonly number[] {
  return parts.flatMap(({ first, last }, at) => (first <= seq && seq <= last ? [at + 1] : []));
}

interface DayWork {
  readonly payments: PaymentEntry[];
  /** By the payment's sequence number; removed once applied. */
  readonly updates: Map<number, Update[]>;
  readonly repairs: number[];
}

function byDay(work: CompactionWork): Map<Day, DayWork> {
  const days = new Map<Day, DayWork>();
  const on = (day: Day): DayWork => {
    const found = days.get(day) ?? { payments: [], updates: new Map<number, Update[]>(), repairs: [] };
    days.set(day, found);
    return found;
  };
  for (const entry of work.payments) on(entry.day).payments.push(entry);
  for (const { day, part } of work.repairs) on(day).repairs.push(part);
  for (const record of work.updates) {
    const place = placeOf(record.paymentId);
    if (place === null) continue;
    const { updates } = on(place.day);
    updates.set(place.seq, [...(updates.get(place.seq) ?? []), record]);
  }
  return days;
}

class DayCompaction {
  readonly parts: PartInfo[];
  lost = 0;
  readonly #index: Manifest;
  readonly #day: Day;
  readonly #updates: Map<number, Update[]>;
  readonly #documents: Documents;
  readonly #partSize: number;

  constructor(
    index: Manifest,
    day: Day,
    parts: readonly PartInfo[],
    updates: Map<number, Update[]>,
    documents: Documents,
    partSize: number,
  ) {
    this.parts = [...parts];
    this.#index = index;
    this.#day = day;
    this.#updates = updates;
    this.#documents = documents;
    this.#partSize = partSize;
  }

  async insert(payments: readonly PaymentEntry[]): Promise<void> {
    if (payments.length === 0) return;
    let part = Math.max(1, this.parts.length);
    let before = await this.#documents.day(this.#day, part);
    let entries = [...before.entries];
    for (const entry of payments) {
      // The index may not know a part that an interrupted compaction wrote.
      while (entries.length >= this.#partSize && entry.seq > (entries.at(-1)?.seq ?? 0)) {
        await this.#save(part, entries, before);
        part += 1;
        before = await this.#documents.day(this.#day, part);
        entries = [...before.entries];
      }
      insertInOrder(entries, entry);
    }
    await this.#save(part, entries, before);
  }

  /** Applies updates to payments that were compacted before. */
  async updateOthers(): Promise<void> {
    for (const [at, info] of this.parts.entries()) {
      if (![...this.#updates.keys()].some((seq) => info.first <= seq && seq <= info.last)) continue;
      const before = await this.#documents.day(this.#day, at + 1);
      if (before.entries.some(({ seq }) => this.#updates.has(seq)))
        await this.#save(at + 1, before.entries, before);
    }
  }

  async repair(part: number): Promise<void> {
    const before = await this.#documents.day(this.#day, part);
    if (before.damaged > 0 || this.#lossOf(part, before) !== null)
      await this.#save(part, before.entries, before);
  }

  async #save(part: number, untouched: readonly PaymentEntry[], before: DayDocument): Promise<void> {
    const applied: number[] = [];
    const entries = untouched.map((entry) => {
      const updates = this.#updates.get(entry.seq);
      if (updates === undefined) return entry;
      applied.push(entry.seq);
      return updates.reduce(updated, entry);
    });
    const loss = this.#lossOf(part, before);
    await this.#documents.saveDay(this.#day, part, entries, before, loss);
    this.lost += loss?.count ?? 0;
    for (const seq of applied) this.#updates.delete(seq);
    this.parts[part - 1] = infoOf(entries);
  }

  /** What the manifest counts in this part and its document lacks; null where it lacks nothing. */
  #lossOf(part: number, before: DayDocument): Loss | null {
    const info = (this.#index.days[this.#day] ?? [])[part - 1];
    return info === undefined || this.parts[part - 1] !== info
      ? null
      : lossIn(info, before.entries, this.#index.foldedThrough);
  }
}

/**
 * What one part's line in the manifest counts and its entries lack; null where they lack nothing. A document restored to
 * an older state has as many entries but other counts: then at least one payment differs.
 */
export function lossIn(info: PartInfo, entries: readonly PaymentEntry[], foldedThrough: number): Loss | null {
  // An interrupted compaction wrote these after the manifest.
  const counted = entries.filter(({ seq }) => seq <= info.last);
  const now = infoOf(counted);
  const count = Math.max(0, paymentsIn(info) - counted.length);
  if (count > 0) return { count, amountXof: Math.max(0, info.totalXof - now.totalXof) };
  const isNewer = counted.some(({ touched }) => touched > foldedThrough);
  return isNewer || sameTotals(now, info)
    ? null
    : { count: 1, amountXof: Math.max(0, info.totalXof - now.totalXof) };
}

function sameTotals(one: PartInfo, other: PartInfo): boolean {
  return (
    JSON.stringify(addSummaries(emptyDay(''), one)) === JSON.stringify(addSummaries(emptyDay(''), other))
  );
}

function insertInOrder(entries: PaymentEntry[], entry: PaymentEntry): void {
  let at = entries.length;
  while (at > 0 && (entries[at - 1]?.seq ?? 0) > entry.seq) at -= 1;
  if (entries[at - 1]?.seq !== entry.seq) entries.splice(at, 0, entry);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
