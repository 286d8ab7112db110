import { emptyDay, type Day, type DaySummary } from '../../../shared/payment/payment';
import { addSummaries } from '../documents/day-summary';
import { Batch } from './batch';
import { updated, type DeafRecord, type PaymentEntry } from '../record';
import type { LedgerRecord } from '../journal/replay';

/**
 * A batch that gets no more records. Every record up to the number `through` is in it, in an earlier batch or in the
 * documents.
 */
export interface EndedBatch {
  readonly batch: Batch;
  readonly through: number;
}

/**
 * What the journal holds and the documents do not yet: the newest end of the ledger, in memory. It only grows, batch by
 * batch. A compaction replaces it with another one that shares the remaining batches.
 */
export class Memtable {
  /** The oldest first. */
  #ended: readonly EndedBatch[] = [];
  #growing = new Batch();
  #endedSize = 0;

  /** How many records wait to be compacted. */
  get size(): number {
    return this.#endedSize + this.#growing.size;
  }

  /**
   * Records come in the order of their sequence numbers. A batch ends once it holds `batchSize` of them. `entry`: the
   * payment's, where the caller has built it already.
   */
  apply(record: LedgerRecord, batchSize = Infinity, entry?: PaymentEntry): void {
    this.#growing.apply(record, entry);
    if (this.#growing.size >= batchSize) this.#end(record.seq);
  }

  get ended(): readonly EndedBatch[] {
    return this.#ended;
  }

  /** All records so far, in batches that grow no more. `through`: every later record has a greater number. */
  end(through: number): readonly EndedBatch[] {
    const last = this.#ended.at(-1);
    if (this.#growing.size > 0 || last === undefined) this.#end(through);
    else this.#ended = [...this.#ended.slice(0, -1), { ...last, through }];
    return this.#ended;
  }

  /**
   * What remains once everything up to a number is compacted. This memtable itself does not change: readers use it
   * together with its manifest.
   */
  after(seq: number): Memtable {
    const left = new Memtable();
    left.#ended = this.#ended.filter(({ through }) => through > seq);
    left.#endedSize = left.#ended.reduce((sum, { batch }) => sum + batch.size, 0);
    left.#growing = this.#growing;
    return left;
  }

  payment(id: string): PaymentEntry | null {
    for (const batch of this.#batches) {
      const found = batch.payment(id);
      if (found !== null) return found;
    }
    return null;
  }

  get payments(): readonly PaymentEntry[] {
    return this.#batches.flatMap(({ payments }) => payments);
  }

  /** The payment with all later updates applied. */
  current(entry: PaymentEntry): PaymentEntry {
    return this.#batches.flatMap((batch) => batch.updatesOf(entry.id)).reduce(updated, entry);
  }

  /** Ids of payments with updates. */
  get updatedIds(): readonly string[] {
    return this.#batches.flatMap(({ updates }) => [...updates.keys()]);
  }

  /** In order: the newest of an id comes last. */
  get deaf(): readonly DeafRecord[] {
    return this.#batches.flatMap(({ deaf }) => deaf);
  }

  /** Hashes of closes by their numbers. */
  get closes(): ReadonlyMap<number, string> {
    return new Map(this.#batches.flatMap(({ closes }) => [...closes]));
  }

  summary(day: Day): DaySummary {
    return this.#batches.reduce((sum, batch) => addSummaries(sum, batch.summary(day)), emptyDay(day));
  }

  get #batches(): readonly Batch[] {
    return [...this.#ended.map(({ batch }) => batch), this.#growing];
  }

  #end(through: number): void {
    this.#ended = [...this.#ended, { batch: this.#growing, through }];
    this.#endedSize += this.#growing.size;
    this.#growing = new Batch();
  }
}
