import { emptyDay, type Day, type DaySummary } from '../../../shared/payment/payment';
import { addStatus, addToDay } from '../documents/day-summary';
import { entryOf, type DeafRecord, type PaymentEntry, type Update } from '../record';
import type { LedgerRecord } from '../journal/replay';

const none: readonly Update[] = [];

/** So much of the memtable as is compacted in one go: records that follow one another. Nothing is ever taken out of it. */
export class Batch {
  /** By sequence number, ascending. */
  readonly payments: PaymentEntry[] = [];
  /** In order: the newest of an id comes last. */
  readonly deaf: DeafRecord[] = [];
  /** Hashes of closes by their numbers. */
  readonly closes = new Map<number, string>();
  readonly #byId = new Map<string, PaymentEntry>();
  readonly #touches = new Map<string, Update[]>();
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
        const touches = this.#touches.get(record.paymentId);
        if (touches === undefined) this.#touches.set(record.paymentId, [record]);
        else touches.push(record);
        this.#shift(record);
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

  touchesOf(id: string): readonly Update[] {
    return this.#touches.get(id) ?? none;
  }

  get touches(): ReadonlyMap<string, readonly Update[]> {
    return this.#touches;
  }

  /** What it changes in the day's totals. */
  summary(day: Day): DaySummary {
    return this.#summaries.get(day) ?? emptyDay(day);
  }

  #shift({ shift }: Update): void {
    if (shift === undefined) return;
    const { day, from, to, amountXof } = shift;
    const without = addStatus(this.summary(day), from, -1, amountXof);
    this.#summaries.set(day, addStatus(without, to, 1, amountXof));
  }
}
