import type { LedgerState } from '../../shared/state/app-state';
import type { MissingPayments } from '../../shared/payment/missing';
import type { DeafPeriod } from '../../shared/silence/hearing';
import type {
  Day,
  DaySummary,
  Payment,
  PaymentFilter,
  PaymentPage,
  PaymentQuery,
} from '../../shared/payment/payment';
import type { TimeSlice } from '../storage/time-slice';
import { businessDayOf } from '../../shared/payment/business-day';
import { checkView, damagedParts, missingIn } from './check';
import { everIn } from './documents/manifest';
import { markFindingsSeen } from './quarantine';
import type { Disk } from '../storage/disk';
import type { Documents } from './documents/documents';
import { idOf } from './payment-id';
import { Compaction } from './compaction/compaction';
import { keyOf, keyOfEntry, keyOfName, sameEssence } from './dedup/dedup-key';
import { Journal } from './journal/journal';
import { DedupIndex } from './dedup/dedup-index';
import {
  LedgerRefusal,
  type Annotation,
  type AppendOutcome,
  type Shown,
  type EventName,
  type CheckReport,
  type Ledger,
  type LedgerTrace,
  type ReceivedEvent,
  type StoredPayment,
} from './ledger';
import type { Limits } from './limits';
import { pageOf, paymentsOf } from './query/listing';
import type { LedgerOptions, LedgerStart } from './ledger-start';
import {
  closesIn,
  deafPeriodsIn,
  entryWithId,
  compactedWithKey,
  noneCompacted,
  storedPaymentIn,
  summaryOf,
  type CompactedEntries,
} from './query/queries';
import { entryOf, paymentOf, rawBodyOf, type PaymentRecord } from './record';
import type { SearchFiles } from './query/search-files';
import { Memtable } from './memtable/memtable';
import { RecordWriter } from './record-writer';
import { UpdateWriter } from './update-writer';

interface Parts extends LedgerOptions, LedgerStart {
  readonly disk: Disk;
  readonly limits: Limits;
  /** Of the journal. */
  readonly folder: string;
  readonly segments: readonly string[];
  readonly pace: TimeSlice;
  readonly documents: Documents;
  readonly search: SearchFiles;
  readonly unlock: () => Promise<void>;
}

export class JournalLedger implements Ledger {
  readonly #parts: Parts;
  readonly #journal: Journal;
  readonly #keys: DedupIndex;
  readonly #compaction: Compaction;
  readonly #writer: RecordWriter;
  readonly #updates: UpdateWriter;
  #closed = false;

  constructor(parts: Parts) {
    const { disk, dataDir, documents, index, records, lastSeq } = parts;
    this.#parts = parts;
    this.#journal = new Journal(disk, parts.folder, parts.segments, lastSeq, parts.limits.roomFromBytes);
    this.#keys = new DedupIndex(disk, dataDir, documents, index.keyBytes, parts.log, parts.pace);
    const memtable = new Memtable();
    // A rebuilt manifest may already count some of them. Its counts are correct again once all of them are compacted.
    const batchSize = parts.isIndexRebuilt ? Infinity : parts.limits.compactAtOnce;
    for (const record of records) memtable.apply(record, batchSize);
    for (const entry of memtable.payments) this.#keys.remember(keyOfEntry(entry), entry);
    this.#compaction = new Compaction({ ...parts, journal: this.#journal, keys: this.#keys, memtable });
    this.#writer = new RecordWriter(this.#journal, this.#compaction, parts);
    this.#updates = new UpdateWriter(this.#writer, this.#compaction, () => this.#closed);
    this.#keys.ready().catch((error: unknown) => parts.log(`keys.bin cannot be read: ${String(error)}`));
    if (records.length > 0 || parts.segments.length > 0) this.#compaction.request();
  }

  async find(name: EventName): Promise<Payment | null> {
    const key = keyOfName(name);
    let compacted = noneCompacted;
    while (this.#keys.compactedCount(key) !== compacted.examined) compacted = await this.#compacted(key);
    const [first] = [...compacted.entries, ...this.#keys.recent(key)];
    return first === undefined ? null : this.#updates.current(first);
  }

  async append(received: ReceivedEvent): Promise<AppendOutcome> {
    this.#admit();
    const key = keyOf(received);
    let compacted = noneCompacted;
    while (this.#keys.compactedCount(key) !== compacted.examined) compacted = await this.#compacted(key);
    if (this.#closed) throw new LedgerRefusal('closed');
    // No await from here until the record is queued, so that only one of several equal concurrent calls is the first.
    const known = [...compacted.entries, ...this.#keys.recent(key)];
    const same = known.find((entry) => sameEssence(entry, received.event));
    const first = same ?? known[0];
    if (received.found !== undefined && first !== undefined)
      return { payment: await this.#updates.current(first), duplicate: true };
    if (same === undefined) return this.#appendPayment(received, key, first?.id ?? null);
    await this.#updates.deliverAgain(same, received);
    return { payment: await this.#updates.current(same), duplicate: true };
  }

  async annotate(paymentId: string, annotation: Annotation): Promise<Payment | null> {
    this.#admit();
    const entry = await entryWithId(this.#compaction.view(), paymentId);
    if (entry === null) return null;
    await this.#updates.annotate(entry, annotation);
    return this.#updates.current(entry);
  }

  forgetPayersBefore(day: Day): void {
    this.#compaction.forgetPayersBefore(day);
  }

  async recordDeafPeriod(period: DeafPeriod): Promise<void> {
    this.#admit();
    // Its beginning decides which document holds it.
    if (Number.isNaN(Date.parse(period.from))) throw new RangeError('a deaf period begins at an instant');
    await this.#writer.write({ kind: 'deaf', seq: this.#writer.takeSeq(), period });
  }

  async noteClose(number: number, hash: string): Promise<void> {
    this.#admit();
    await this.#writer.write({ kind: 'close', seq: this.#writer.takeSeq(), number, hash });
  }

  closes(): Promise<ReadonlyMap<number, string>> {
    return Promise.resolve(closesIn(this.#compaction.view()));
  }

  page(query: PaymentQuery, shown?: Shown): Promise<PaymentPage> {
    return pageOf(this.#compaction.view(), query, shown);
  }

  payments(filter: PaymentFilter, order: 'newest' | 'oldest' = 'newest'): AsyncIterable<Payment> {
    return paymentsOf(this.#compaction.view(), filter, order);
  }

  payment(id: string): Promise<StoredPayment | null> {
    return storedPaymentIn(this.#compaction.view(), id);
  }

  day(day: Day): Promise<DaySummary> {
    return Promise.resolve(summaryOf(this.#compaction.view(), day));
  }

  deafPeriods(from: Day, to: Day): Promise<readonly DeafPeriod[]> {
    return deafPeriodsIn(this.#compaction.view(), from, to, this.#parts.utcOffsetMinutes());
  }

  check(onProgress: (share: number) => void = () => undefined): Promise<CheckReport> {
    return checkView(this.#parts.disk, this.#parts.dataDir, this.#compaction.view(), {
      onProgress,
      onDamaged: (day, part) => this.#compaction.repair(day, part),
    });
  }

  missing(from?: Day, to?: Day): Promise<MissingPayments | null> {
    return missingIn(this.#parts.disk, this.#parts.dataDir, from, to);
  }

  missingSeen(): Promise<void> {
    return markFindingsSeen(this.#parts.disk, this.#parts.dataDir);
  }

  trace(): LedgerTrace {
    const { index, memtable } = this.#compaction.view();
    return { seq: this.#writer.flushedSeq, ever: everIn(index) + memtable.payments.length };
  }

  async scrub(from: Day): Promise<void> {
    const { index } = this.#compaction.view();
    for await (const { day, part } of damagedParts(this.#parts.documents, index, from))
      this.#compaction.repair(day, part);
    // Wait for the compaction that repairs them.
    await this.#compaction.still(() => Promise.resolve());
  }

  still<T>(task: () => Promise<T>): Promise<T> {
    return this.#compaction.still(task);
  }

  prepareSearch(): Promise<void> {
    const { index, search } = this.#compaction.view();
    return search.prepare(index);
  }

  state(): LedgerState {
    return this.#writer.health.state;
  }

  onState(listener: (state: LedgerState) => void): () => void {
    return this.#writer.health.onState(listener);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#writer.health.close();
    await this.#compaction.close();
    this.#parts.search.close();
    await this.#journal.close();
    await this.#parts.unlock();
  }

  #admit(): void {
    if (this.#closed) throw new LedgerRefusal('closed');
    this.#writer.refuseWhereFull();
  }

  /**
   * Reads the compacted payments of a key. A compaction may meanwhile move more of them out of the memtable, so the
   * caller compares the counts and reads again.
   */
  async #compacted(key: string): Promise<CompactedEntries> {
    try {
      if (!this.#keys.loaded) await this.#keys.ready();
      return await compactedWithKey(this.#compaction.view(), key, this.#keys.compacted(key));
    } catch (error) {
      throw this.#writer.health.refuse(error);
    }
  }

  async #appendPayment(
    received: ReceivedEvent,
    key: string,
    contradicts: string | null,
  ): Promise<AppendOutcome> {
    const { provider, mode, receivedAt, event, headers, rawBody, found } = received;
    const offset = this.#parts.utcOffsetMinutes();
    const day = businessDayOf(receivedAt, event.performedAt, offset, {
      isFound: found !== undefined,
      isClockSuspect: this.#parts.isClockSuspect?.() === true,
    });
    const seq = this.#writer.takeSeq();
    const told = { id: idOf(day, seq), day, provider, mode, receivedAt, event, contradicts, headers };
    const body = rawBodyOf(rawBody);
    const record: PaymentRecord = { kind: 'payment', seq, ...told, body, ...(found && { found }) };
    const entry = entryOf(record);
    this.#keys.remember(key, entry);
    await this.#writer.write(record, entry, () => this.#keys.forget(key, entry));
    return { payment: paymentOf(entry), duplicate: false };
  }
}
