import { join } from 'node:path';
import { Low, type Adapter } from 'lowdb';
import { emptyDay, type Day, type DaySummary } from '../../../shared/payment/payment';
import { crc32, hex32 } from '../../storage/crc32';
import { addSummaries, addToDay } from './day-summary';
import type { Disk } from '../../storage/disk';
import type { Month } from './documents';
import { ledgerFormat, NewerLedgerFormat } from '../format';
import { handOverStateOf } from '../../../shared/payment/claim';
import type { DeafRecord, PaymentEntry } from '../record';
import { replaceFile } from '../../storage/atomic-write';
import { readOrDamage, unreadable } from '../../storage/read-or-damage';

const mostMethods = 16;

/** What one part of a day holds; a day's totals are the sum over its parts. */
export interface PartInfo extends Omit<DaySummary, 'day'> {
  /** Smallest and greatest sequence number of its payments; 0 where it holds none. */
  readonly first: number;
  readonly last: number;
  readonly deliveries: number;
  readonly claimedCount: number;
  /** Each method that occurs: a provider has a handful. Null where there are too many to list. */
  readonly methods: readonly string[] | null;
  /** Null where none of them has an amount. */
  readonly lowestXof: number | null;
  readonly highestXof: number | null;
}

/** The time from the first to the last deaf period in one month's document: a closure may last for months. */
export interface DeafInfo {
  readonly count: number;
  readonly from: string;
  /** Null while one of them lasts. */
  readonly to: string | null;
}

/** What the documents hold, without opening them. Immutable: each compaction makes a new one. */
export interface Manifest {
  readonly format: number;
  /** Every record up to this number was compacted into the documents. On the disk it has this older name. */
  readonly foldedThrough: number;
  /** The valid length of keys.bin. */
  readonly keyBytes: number;
  /** The parts of each day, in order; the first is part 1. */
  readonly days: Readonly<Record<Day, readonly PartInfo[]>>;
  readonly deaf: Readonly<Record<Month, DeafInfo>>;
  /** Hashes of closes by their numbers; absent before the first. */
  readonly closes?: Readonly<Record<string, string>>;
  /** The payers' data are removed from documents of days before this one. */
  readonly forgottenBefore?: Day;
  /** Missing payments are still counted, so that totals of everything ever received stay comparable. */
  readonly lost?: number;
}

export const emptyManifest: Manifest = {
  format: ledgerFormat,
  foldedThrough: 0,
  keyBytes: 0,
  days: {},
  deaf: {},
};

export type ReadManifest =
  | { readonly kind: 'good'; readonly index: Manifest }
  | { readonly kind: 'absent' }
  | { readonly kind: 'damaged'; readonly bytes: Buffer }
  /** Something is in its place that cannot be read at all. */
  | { readonly kind: 'unreadable' };

/** Rejects with `NewerLedgerFormat` where a newer Comptoir wrote it. */
export async function readManifest(disk: Disk, dataDir: string): Promise<ReadManifest> {
  let found: ReadManifest = { kind: 'absent' };
  const adapter: Adapter<Manifest | null> = {
    async read() {
      const bytes = await readOrDamage(disk, manifestFile(dataDir));
      if (bytes === null) return null;
      if (bytes === unreadable) {
        found = { kind: 'unreadable' };
        return null;
      }
      const index = decode(bytes, dataDir);
      found = index === null ? { kind: 'damaged', bytes } : { kind: 'good', index };
      return index;
    },
    write: () => Promise.reject(new Error('read only')),
  };
  await new Low(adapter, null).read();
  return found;
}

export async function writeManifest(disk: Disk, dataDir: string, index: Manifest): Promise<void> {
  const adapter: Adapter<Manifest> = {
    read: () => Promise.resolve(null),
    write: (data) => replaceFile(disk, manifestFile(dataDir), encode(data)),
  };
  await new Low(adapter, index).write();
}

export function manifestFile(dataDir: string): string {
  return join(dataDir, 'db.json');
}

export function infoOf(entries: readonly PaymentEntry[]): PartInfo {
  let summary = emptyDay('');
  let deliveries = 0;
  let claimedCount = 0;
  const methods = new Set<string>();
  let lowestXof: number | null = null;
  let highestXof: number | null = null;
  for (const entry of entries) {
    const { amountXof, method } = entry.event;
    summary = addToDay(summary, entry);
    deliveries += entry.deliveries;
    if (handOverStateOf(entry.claims).claims.length > 0) claimedCount += 1;
    if (method !== null) methods.add(method);
    if (amountXof === null) continue;
    lowestXof = Math.min(lowestXof ?? amountXof, amountXof);
    highestXof = Math.max(highestXof ?? amountXof, amountXof);
  }
  const { successCount, totalXof, failedCount, checkCount, sandboxCount } = summary;
  const range = { first: entries[0]?.seq ?? 0, last: entries.at(-1)?.seq ?? 0 };
  const amounts = { lowestXof, highestXof };
  const found = { claimedCount, methods: methods.size > mostMethods ? null : [...methods], ...amounts };
  return { ...range, deliveries, ...found, successCount, totalXof, failedCount, checkCount, sandboxCount };
}

export function paymentsIn(info: PartInfo): number {
  return info.successCount + info.failedCount + info.checkCount + info.sandboxCount;
}

export function daySummaryIn(index: Manifest, day: Day): DaySummary {
  return (index.days[day] ?? []).reduce<DaySummary>((sum, part) => addSummaries(sum, part), emptyDay(day));
}

export function deafInfoOf(records: readonly DeafRecord[]): DeafInfo | null {
  const [first] = records;
  if (first === undefined) return null;
  let { from, to } = first.period;
  for (const { period } of records) {
    if (period.from < from) from = period.from;
    if (to !== null && (period.to === null || period.to > to)) to = period.to;
  }
  return { count: records.length, from, to };
}

/** Payments ever received, including those that are missing now. */
export function everIn(index: Manifest): number {
  let ever = index.lost ?? 0;
  for (const parts of Object.values(index.days)) for (const info of parts) ever += paymentsIn(info);
  return ever;
}

const mark = '{"crc":"';
const textAt = 18;

/** The line of an unchanged day is reused: building the lines of a thousand days would delay calls and windows. */
const texts = new WeakMap<object, string>();

function textOf(value: object): string {
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
}

/** One line for each day, so that people can read it too. The checksum covers everything after it. */
function encode({ days, deaf, ...rest }: Manifest): Buffer {
  const list = (record: Readonly<Record<string, object>>): string =>
    Object.entries(record)
      .map(([name, value]) => `\n${JSON.stringify(name)}:${textOf(value)}`)
      .join(',');
  const text = Buffer.from(
    `${JSON.stringify(rest).slice(1, -1)},\n"days":{${list(days)}},\n"deaf":{${list(deaf)}}}\n`,
  );
  return Buffer.concat([Buffer.from(`${mark}${hex32(crc32(text))}",`), text]);
}

function decode(bytes: Buffer, dataDir: string): Manifest | null {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString());
  } catch {
    return null;
  }
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : null;
  // Check this before the checksum: a newer Comptoir may write the checksum differently.
  if (typeof format === 'number' && format > ledgerFormat) throw new NewerLedgerFormat(dataDir);
  if (bytes.toString('latin1', 0, textAt) !== `${mark}${hex32(crc32(bytes.subarray(textAt)))}",`) return null;
  // The checksum proves that `encode` wrote it.
  const { crc: _crc, ...index } = value as Manifest & { readonly crc: string };
  return index;
}
