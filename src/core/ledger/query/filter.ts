import {
  effectiveStatusOf,
  type Payment,
  type PaymentFilter,
  type PaymentOrder,
} from '../../../shared/payment/payment';
import { placeOf } from '../payment-id';
import { partsOf, type Part, type View } from './queries';
import type { Shown } from '../ledger';
import { paymentOf, type PaymentEntry } from '../record';
import { searchFor, type Search } from './search';
import type { Hit, Wanted } from './search-month';

/** Payments that may match, and how to open them one by one. */
export interface Opened {
  /** Ascending. */
  readonly hits: readonly Hit[];
  /** Null where the document does not hold it (any more). */
  readonly read: (seq: number) => Promise<PaymentEntry | null>;
}

/** What a filter lets through of one view. */
export class Filter {
  readonly #view: View;
  readonly #filter: PaymentFilter;
  readonly #search: Search | null;
  readonly #shown: Shown | undefined;
  readonly #wanted: Wanted;
  readonly #usesSearch: boolean;
  readonly #marks = new Map<string, Promise<(part: Part) => readonly Hit[]>>();

  constructor(view: View, filter: PaymentFilter, order: PaymentOrder, shown?: Shown) {
    const { text = '', method, status, mode, minXof, maxXof } = filter;
    this.#view = view;
    this.#filter = filter;
    this.#search = text.trim() === '' ? null : searchFor(text, shown === undefined ? 'whole' : 'masked');
    this.#shown = shown;
    // A payment that is now to check may have been announced with any status. Received and failed ones were announced as such.
    const announced = status === 'success' || status === 'failed' ? status : undefined;
    this.#wanted = { search: this.#search, method, status: announced, mode, minXof, maxXof };
    // Otherwise most of a document matches, so parse it whole and reuse it for many pages.
    const isNarrow = this.#search !== null || status === 'failed' || mode === 'sandbox';
    const isAmount =
      minXof !== undefined || maxXof !== undefined || order === 'highest' || order === 'lowest';
    this.#usesSearch = isNarrow || isAmount || method !== undefined;
  }

  /** The parts that may hold a match. */
  parts(): Part[] {
    // The index does not know claims and verifications that are not compacted yet.
    const updated = this.#view.memtable.updatedIds.flatMap((id) => placeOf(id) ?? []);
    return partsOf(this.#view.index).filter(
      (part) =>
        this.#isWanted(part) &&
        (this.#mayHold(part) || updated.some(({ seq }) => part.info.first <= seq && seq <= part.info.last)),
    );
  }

  memtable(): Opened {
    const entries = this.#view.memtable.payments.filter((entry) => this.#isWanted(entry));
    return opened(entries);
  }

  async open(part: Part): Promise<Opened> {
    const { documents } = this.#view;
    if (!this.#usesSearch) {
      const { entries } = await documents.day(part.day, part.part);
      // The memtable still has what was compacted after the index was made.
      return opened(entries.filter(({ seq }) => seq <= part.info.last));
    }
    let lines: Promise<(seq: number) => Promise<PaymentEntry | null>> | null = null;
    const { first, last } = part.info;
    const shareOf = (seq: number): number => (seq - first) / (last - first + 1);
    return {
      hits: (await this.#hitsIn(part.day.slice(0, 7)))(part),
      read: async (seq) => (await (lines ??= documents.lines(part.day, part.part, shareOf)))(seq),
    };
  }

  /** The payment as it is now, or null where it does not match. */
  keep(entry: PaymentEntry): Payment | null {
    const { status = 'all', mode, method, claimed, minXof, maxXof } = this.#filter;
    const payment = paymentOf(this.#view.memtable.current(entry));
    const { amountXof } = payment;
    const isMeant =
      (mode === undefined || payment.mode === mode) &&
      (status === 'all' || effectiveStatusOf(payment) === status) &&
      (method === undefined || payment.method === method) &&
      (claimed === undefined || (payment.claim !== null) === claimed) &&
      (minXof === undefined || (amountXof !== null && amountXof >= minXof)) &&
      (maxXof === undefined || (amountXof !== null && amountXof <= maxXof)) &&
      this.#search?.matches(this.#shown?.(payment) ?? payment) !== false;
    return isMeant ? payment : null;
  }

  #hitsIn(month: string): Promise<(part: Part) => readonly Hit[]> {
    const known = this.#marks.get(month);
    if (known !== undefined) return known;
    const { index, search } = this.#view;
    const looking = search.month(index, month).then((searched) => {
      const marks = searched.marked(this.#wanted);
      // Without a hit, this search keeps nothing of the month in memory.
      if (marks === null) return () => [];
      return ({ day, info }: Part) => searched.hits(marks, day, info.first, info.last);
    });
    this.#marks.set(month, looking);
    return looking;
  }

  #isWanted({ day }: Pick<PaymentEntry, 'day'>): boolean {
    const { from = '', to = '\uffff' } = this.#filter;
    return from <= day && day <= to;
  }

  #mayHold({ info }: Part): boolean {
    const { status, mode, method, claimed, minXof, maxXof } = this.#filter;
    if (method !== undefined && info.methods?.includes(method) === false) return false;
    if (claimed === true && info.claimedCount === 0) return false;
    if (minXof !== undefined && (info.highestXof === null || info.highestXof < minXof)) return false;
    if (maxXof !== undefined && (info.lowestXof === null || info.lowestXof > maxXof)) return false;
    if (mode === 'sandbox') return info.sandboxCount > 0;
    const others = mode === 'live' ? 0 : info.sandboxCount;
    switch (status) {
      case 'success':
        return info.successCount + others > 0;
      case 'failed':
        return info.failedCount + others > 0;
      case 'check':
        return info.checkCount + others > 0;
      default:
        return true;
    }
  }
}

function opened(entries: readonly PaymentEntry[]): Opened {
  const bySeq = new Map(entries.map((entry) => [entry.seq, entry]));
  return {
    hits: entries.map(({ seq, event }) => ({ seq, amountXof: event.amountXof })),
    read: (seq) => Promise.resolve(bySeq.get(seq) ?? null),
  };
}
