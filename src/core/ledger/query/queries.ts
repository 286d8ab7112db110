import type { DeafPeriod } from '../../../shared/silence/hearing';
import type { Day, DaySummary } from '../../../shared/payment/payment';
import { addSummaries } from '../documents/day-summary';
import type { Documents } from '../documents/documents';
import { partsAround } from '../compaction/compact-documents';
import { placeOf } from '../payment-id';
import { keyOfEntry } from '../dedup/dedup-key';
import { daySummaryIn, type Manifest, type PartInfo } from '../documents/manifest';
import type { StoredPayment } from '../ledger';
import type { SearchFiles } from './search-files';
import { storedPaymentOf, type DeafRecord, type PaymentEntry } from '../record';
import type { Memtable } from '../memtable/memtable';
import { boundsOf } from '../../../shared/calendar';

/** The whole ledger: the documents, their index, and what they do not hold yet. */
export interface View {
  readonly index: Manifest;
  readonly documents: Documents;
  readonly search: SearchFiles;
  readonly memtable: Memtable;
}

/** One document of a day's payments, according to the index. */
export interface Part {
  readonly day: Day;
  readonly part: number;
  readonly info: PartInfo;
}

export function partsOf(index: Manifest): Part[] {
  return Object.entries(index.days).flatMap(([day, parts]) =>
    parts.map((info, at) => ({ day, part: at + 1, info })),
  );
}

/** The payment as it was stored or last compacted; the caller applies the memtable's updates. */
export async function entryWithId(
  { index, documents, memtable }: View,
  id: string,
): Promise<PaymentEntry | null> {
  const place = placeOf(id);
  const recent = memtable.payment(id);
  if (recent !== null || place === null) return recent;
  for (const part of partsAround(index.days[place.day] ?? [], place.seq)) {
    const found = (await documents.day(place.day, part)).entries.find((entry) => entry.id === id);
    if (found !== undefined) return found;
  }
  return null;
}

/** Searches only the documents. */
async function compactedEntry({ index, documents }: View, wanted: number): Promise<PaymentEntry | null> {
  for (const { day, part, info } of partsOf(index)) {
    if (wanted < info.first || wanted > info.last) continue;
    const found = (await documents.day(day, part)).entries.find(({ seq }) => seq === wanted);
    if (found !== undefined) return found;
  }
  return null;
}

export interface CompactedEntries {
  /** The first one first. */
  readonly entries: readonly PaymentEntry[];
  /** How many candidates were read. */
  readonly examined: number;
}

export const noneCompacted: CompactedEntries = { entries: [], examined: 0 };

/** The payments in the documents that carry a key, among the candidates. */
export async function compactedWithKey(
  view: View,
  key: string,
  candidates: readonly number[],
): Promise<CompactedEntries> {
  const found = await Promise.all(candidates.map((seq) => compactedEntry(view, seq)));
  const entries = found
    .filter((entry) => entry !== null)
    .filter((entry) => keyOfEntry(entry) === key)
    .sort((one, other) => one.seq - other.seq);
  return { entries, examined: candidates.length };
}

export async function storedPaymentIn(view: View, id: string): Promise<StoredPayment | null> {
  const entry = await entryWithId(view, id);
  return entry === null ? null : storedPaymentOf(view.memtable.current(entry));
}

export function summaryOf({ index, memtable }: View, day: Day): DaySummary {
  return addSummaries(daySummaryIn(index, day), memtable.summary(day));
}

/** Hashes of the day closes that were noted, by their numbers. */
export function closesIn({ index, memtable }: View): ReadonlyMap<number, string> {
  const compacted = Object.entries(index.closes ?? {}).map(
    ([number, hash]) => [Number(number), hash] as const,
  );
  return new Map([...compacted, ...memtable.closes]);
}

/** Deaf periods that touch the days from `from` to `to`, the earliest first. */
export async function deafPeriodsIn(
  { index, documents, memtable }: View,
  from: Day,
  to: Day,
  utcOffsetMinutes: number,
): Promise<readonly DeafPeriod[]> {
  const { startMs: start } = boundsOf(from, utcOffsetMinutes);
  const { endMs: end } = boundsOf(to, utcOffsetMinutes);
  const touches = (period: Pick<DeafPeriod, 'from' | 'to'>): boolean =>
    Date.parse(period.from) < end && (period.to === null || Date.parse(period.to) >= start);
  const newest = new Map<string, DeafRecord>();
  const months = Object.entries(index.deaf).filter(([, info]) => touches(info));
  const compacted = await Promise.all(months.map(([month]) => documents.deaf(month)));
  for (const record of [...compacted.flatMap(({ entries }) => entries), ...memtable.deaf]) {
    if (record.seq >= (newest.get(record.period.id)?.seq ?? 0)) newest.set(record.period.id, record);
  }
  return [...newest.values()]
    .map(({ period }) => period)
    .filter(touches)
    .sort((one, other) => Date.parse(one.from) - Date.parse(other.from));
}
