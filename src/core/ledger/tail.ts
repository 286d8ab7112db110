import { emptyDay, type Day, type DaySummary, type PaymentStatus } from '../../shared/payment';
import {
  entryOf,
  standingOfEntry,
  touch,
  type DeafRecord,
  type JournalRecord,
  type PaymentEntry,
  type Touch,
} from './record';

/**
 * What the journal holds and the documents do not yet: the newest end of the ledger, in memory. It only grows; folding
 * puts another in its place.
 */
export class Tail {
  /** By sequence number, ascending. */
  #payments: PaymentEntry[] = [];
  readonly #byId = new Map<string, PaymentEntry>();
  readonly #touches = new Map<string, Touch[]>();
  #deaf: DeafRecord[] = [];
  readonly #summaries = new Map<Day, DaySummary>();
  #size = 0;

  /** How many records wait to be folded. */
  get size(): number {
    return this.#size;
  }

  /** Records come in the order of their sequence numbers. */
  apply(record: Exclude<JournalRecord, { kind: 'void' }>): void {
    this.#size += 1;
    switch (record.kind) {
      case 'payment': {
        const entry = entryOf(record);
        this.#payments.push(entry);
        this.#count(entry);
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
        this.#deaf.push(record);
    }
  }

  payment(id: string): PaymentEntry | null {
    return this.#byId.get(id) ?? null;
  }

  get payments(): readonly PaymentEntry[] {
    return this.#payments;
  }

  /** The payment with all that happened to it since it was stored or folded. */
  current(entry: PaymentEntry): PaymentEntry {
    return this.touchesOf(entry.id).reduce(touch, entry);
  }

  touchesOf(id: string): readonly Touch[] {
    return this.#touches.get(id) ?? [];
  }

  get touches(): ReadonlyMap<string, readonly Touch[]> {
    return this.#touches;
  }

  /** In order: the newest of an id comes last. */
  get deaf(): readonly DeafRecord[] {
    return this.#deaf;
  }

  summary(day: Day): DaySummary {
    return this.#summaries.get(day) ?? emptyDay(day);
  }

  /** What is left once all up to a number is folded. This one stays as it is for whoever reads it beside its index. */
  after(seq: number): Tail {
    const left = new Tail();
    left.#payments = this.#payments.filter((entry) => entry.seq > seq);
    for (const entry of left.#payments) left.#count(entry);
    for (const [id, touches] of this.#touches) {
      const later = touches.filter((record) => record.seq > seq);
      if (later.length > 0) left.#touches.set(id, later);
      for (const record of later) left.#shift(record);
      left.#size += later.length;
    }
    left.#deaf = this.#deaf.filter((record) => record.seq > seq);
    left.#size += left.#payments.length + left.#deaf.length;
    return left;
  }

  #count(entry: PaymentEntry): void {
    this.#byId.set(entry.id, entry);
    this.#summaries.set(entry.day, addToDay(this.summary(entry.day), entry));
  }

  #shift({ shift }: Touch): void {
    if (shift === undefined) return;
    const { day, from, to, amountXof } = shift;
    this.#summaries.set(day, addStatus(addStatus(this.summary(day), from, -1, amountXof), to, 1, amountXof));
  }
}

/** Only live payments count; a sandbox one is merely numbered. */
export function addToDay(summary: DaySummary, entry: PaymentEntry): DaySummary {
  return entry.mode === 'sandbox'
    ? { ...summary, sandboxCount: summary.sandboxCount + 1 }
    : addStatus(summary, standingOfEntry(entry), 1, entry.event.amountXof ?? 0);
}

function addStatus(summary: DaySummary, status: PaymentStatus, by: 1 | -1, amountXof: number): DaySummary {
  switch (status) {
    case 'success':
      return {
        ...summary,
        successCount: summary.successCount + by,
        totalXof: summary.totalXof + by * amountXof,
      };
    case 'failed':
      return { ...summary, failedCount: summary.failedCount + by };
    case 'check':
      return { ...summary, checkCount: summary.checkCount + by };
  }
}
