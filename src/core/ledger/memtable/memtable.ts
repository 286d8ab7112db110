import { emptyDay, type Day, type DaySummary } from '../../../shared/payment/payment';
import { addSummaries } from '../documents/day-summary';
import { Portion } from './batch';
import { touch, type DeafRecord, type PaymentEntry } from '../record';
import type { LedgerRecord } from '../journal/replay';

/**
 * A portion that gets no more records. Every record up to the number `through` is in it, in one before it or in the
 * documents.
 */
export interface EndedPortion {
  readonly portion: Portion;
  readonly through: number;
}

/**
 * What the journal holds and the documents do not yet: the newest end of the ledger, in memory. It only grows, portion
 * by portion; folding puts another in its place, which shares the portions that are left.
 */
export class Tail {
  /** The oldest first. */
  #ended: readonly EndedPortion[] = [];
  #growing = new Portion();
  #endedSize = 0;

  /** How many records wait to be folded. */
  get size(): number {
    return this.#endedSize + this.#growing.size;
  }

  /**
   * Records come in the order of their sequence numbers. A portion ends once it holds `portionSize` of them. `entry`: the
   * payment's, where it was made already.
   */
  apply(record: LedgerRecord, portionSize = Infinity, entry?: PaymentEntry): void {
    this.#growing.apply(record, entry);
    if (this.#growing.size >= portionSize) this.#end(record.seq);
  }

  get ended(): readonly EndedPortion[] {
    return this.#ended;
  }

  /** All there is, in portions that get no more. `through`: whatever comes has a greater number. */
  end(through: number): readonly EndedPortion[] {
    const last = this.#ended.at(-1);
    if (this.#growing.size > 0 || last === undefined) this.#end(through);
    else this.#ended = [...this.#ended.slice(0, -1), { ...last, through }];
    return this.#ended;
  }

  /** What is left once all up to a number is folded. This one stays as it is for whoever reads it beside its index. */
  after(seq: number): Tail {
    const left = new Tail();
    left.#ended = this.#ended.filter(({ through }) => through > seq);
    left.#endedSize = left.#ended.reduce((sum, { portion }) => sum + portion.size, 0);
    left.#growing = this.#growing;
    return left;
  }

  payment(id: string): PaymentEntry | null {
    for (const portion of this.#portions) {
      const found = portion.payment(id);
      if (found !== null) return found;
    }
    return null;
  }

  get payments(): readonly PaymentEntry[] {
    return this.#portions.flatMap(({ payments }) => payments);
  }

  /** The payment with all that happened to it since it was stored or folded. */
  current(entry: PaymentEntry): PaymentEntry {
    return this.#portions.flatMap((portion) => portion.touchesOf(entry.id)).reduce(touch, entry);
  }

  /** Of payments to which something happened. */
  get touchedIds(): readonly string[] {
    return this.#portions.flatMap(({ touches }) => [...touches.keys()]);
  }

  /** In order: the newest of an id comes last. */
  get deaf(): readonly DeafRecord[] {
    return this.#portions.flatMap(({ deaf }) => deaf);
  }

  summary(day: Day): DaySummary {
    return this.#portions.reduce((sum, portion) => addSummaries(sum, portion.summary(day)), emptyDay(day));
  }

  get #portions(): readonly Portion[] {
    return [...this.#ended.map(({ portion }) => portion), this.#growing];
  }

  #end(through: number): void {
    this.#ended = [...this.#ended, { portion: this.#growing, through }];
    this.#endedSize += this.#growing.size;
    this.#growing = new Portion();
  }
}
