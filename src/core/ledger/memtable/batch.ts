import { emptyDay, type Day, type DaySummary } from '../../../shared/payment/payment';
import { addStatus, addToDay } from '../documents/day-summary';
import { entryOf, type DeafRecord, type PaymentEntry, type Update } from '../record';
import type { LedgerRecord } from '../journal/replay';

const none: readonly Update[] = [];

/** Consecutive records that are compacted in one go. Nothing is ever removed from a batch. */
export class Batch {
  /** By sequence number, ascending. */
  readonly payments: PaymentEntry[] = [];
  /** In order: the newest of an id comes last. */
  readonly deaf: DeafRecord[] = [];
  /** Hashes of closes by their numbers. */
  readonly closes = new Map<number, string>();
  readonly #byId = new Map<string, PaymentEntry>();
  readonly #updates = new Map<string, Update[]>();
  readonly #summaries = new Map<Day, DaySummary>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  apply(record: LedgerRecord, made?: PaymentEntry): void {
    this.#size += 1;
    switch (record.kind) {
      case 'payment': {
        const entry = made ?? entryOf(record);
        this.payments.push(entry);
        this.#byId.set(entry.id, entry);
        this.#summaries.set(entry.day, addToDay(this.summary(entry.day), entry));
        return;
      }
      case 'delivery':
      case 'annotation': {
        const updates = this.#updates.get(record.paymentId);
        if (updates === undefined) this.#updates.set(record.paymentId, [record]);
        else updates.push(record);
        this.#applyDelta(record);
        return;
      }
      case 'deaf':
        this.deaf.push(record);
        return;
      case 'close':
        this.closes.set(record.number, record.hash);
    }
  }

  payment(id: string): PaymentEntry | null {
    return this.#byId.get(id) ?? null;
  }

  updatesOf(id: string): readonly Update[] {
    return this.#updates.get(id) ?? none;
  }

  get updates(): ReadonlyMap<string, readonly Update[]> {
    return this.#updates;
  }

  /** What it changes in the day's totals. */
  summary(day: Day): DaySummary {
    return this.#summaries.get(day) ?? emptyDay(day);
  }

  #applyDelta({ shift }: Update): void {
    if (shift === undefined) return;
    const { day, from, to, amountXof } = shift;
    const without = addStatus(this.summary(day), from, -1, amountXof);
    this.#summaries.set(day, addStatus(without, to, 1, amountXof));
  }
}
