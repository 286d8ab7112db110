import {
  standingOf,
  type Payment,
  type PaymentFilter,
  type PaymentPage,
  type PaymentQuery,
} from '../../shared/payment';
import { placeOf } from './fold';
import { partsOf, type Part, type View } from './queries';
import { paymentOf, type PaymentEntry } from './record';
import { searchFor, type Search } from './search';

/** One page of those meant. Opens as few documents as the order asked for allows. */
export async function pageOf(view: View, query: PaymentQuery): Promise<PaymentPage> {
  const { order = 'newest' } = query;
  if (order === 'highest' || order === 'lowest') return pageByAmount(view, query, order);
  const payments: Payment[] = [];
  let last = 0;
  for await (const { payment, seq } of byArrival(view, query, order, query.after)) {
    if (payments.length === query.limit) return { payments, next: String(last) };
    payments.push(payment);
    last = seq;
  }
  return { payments, next: null };
}

/** All that are meant, with a few documents in memory at a time. */
export async function* paymentsOf(
  view: View,
  filter: PaymentFilter,
  order: 'newest' | 'oldest',
): AsyncGenerator<Payment, void> {
  for await (const { payment } of byArrival(view, filter, order)) yield payment;
}

interface Found {
  readonly payment: Payment;
  readonly seq: number;
}

/** Payments in the order of their ranks, read from the end. */
interface Run {
  readonly entries: readonly PaymentEntry[];
  at: number;
}

/**
 * Merges the parts by sequence number, opening one only when its turn has come: a payment announced late lies in the
 * document of an earlier day.
 */
async function* byArrival(
  view: View,
  filter: PaymentFilter,
  order: 'newest' | 'oldest',
  after?: string,
): AsyncGenerator<Found, void> {
  const sieve = new Sieve(view, filter);
  const rank = order === 'newest' ? (seq: number): number => seq : (seq: number): number => -seq;
  const lead = ({ info }: Part): number => Math.max(rank(info.first), rank(info.last));
  const before = after === undefined ? Infinity : rank(Number(after));
  const rankAt = ({ entries, at }: Run): number => {
    const entry = entries[at];
    return entry === undefined ? -Infinity : rank(entry.seq);
  };
  const run = (ascending: readonly PaymentEntry[]): Run => {
    const entries = order === 'newest' ? ascending : [...ascending].reverse();
    let at = entries.length - 1;
    while (at >= 0 && rank(entries[at]?.seq ?? 0) >= before) at -= 1;
    return { entries, at };
  };
  const waiting = sieve
    .parts()
    .filter(({ info }) => Math.min(rank(info.first), rank(info.last)) < before)
    .sort((one, other) => lead(one) - lead(other));
  const runs: Run[] = [run(sieve.tail())];
  for (let previous = 0; ;) {
    let next = runs.reduce((one, other) => (rankAt(other) > rankAt(one) ? other : one));
    for (let part = waiting.at(-1); part !== undefined && lead(part) > rankAt(next); part = waiting.at(-1)) {
      waiting.pop();
      const opened = run(await sieve.open(part));
      runs.push(opened);
      if (rankAt(opened) > rankAt(next)) next = opened;
    }
    const entry = next.entries[next.at];
    if (entry === undefined) return;
    next.at -= 1;
    if (next.at < 0 && runs.length > 1) runs.splice(runs.indexOf(next), 1);
    if (entry.seq === previous) continue;
    previous = entry.seq;
    const payment = sieve.keep(entry);
    if (payment !== null) yield { payment, seq: entry.seq };
  }
}

interface Weighed extends Found {
  readonly weight: number;
}

/** Holds a page's worth while it goes through the parts, the most promising first, until none can hold a better one. */
async function pageByAmount(
  view: View,
  query: PaymentQuery,
  order: 'highest' | 'lowest',
): Promise<PaymentPage> {
  const sieve = new Sieve(view, query);
  const weigh = (amountXof: number | null): number =>
    amountXof === null ? -Infinity : order === 'highest' ? amountXof : -amountXof;
  const ahead = (one: Pick<Weighed, 'weight' | 'seq'>, other: Pick<Weighed, 'weight' | 'seq'>): boolean =>
    one.weight > other.weight || (one.weight === other.weight && one.seq > other.seq);
  const [weight = '', seq = ''] = query.after?.split(':') ?? [];
  const cursor = query.after === undefined ? null : { weight: Number(weight), seq: Number(seq) };
  const best: Weighed[] = [];
  const consider = (entry: PaymentEntry): void => {
    const found = { weight: weigh(entry.event.amountXof), seq: entry.seq };
    const last = best.at(-1);
    if (cursor !== null && !ahead(cursor, found)) return;
    if (last !== undefined && best.length > query.limit && !ahead(found, last)) return;
    const payment = sieve.keep(entry);
    if (payment === null) return;
    const at = best.findIndex((other) => !ahead(other, found));
    if (best[at]?.seq === entry.seq) return;
    best.splice(at < 0 ? best.length : at, 0, { ...found, payment });
    if (best.length > query.limit + 1) best.pop();
  };
  for (const entry of sieve.tail()) consider(entry);
  const promises = sieve.parts().map((part) => {
    const { highestXof, lowestXof, last } = part.info;
    return { part, weight: weigh(order === 'highest' ? highestXof : lowestXof), seq: last };
  });
  for (const promise of promises.sort((one, other) => (ahead(one, other) ? -1 : 1))) {
    const last = best.at(-1);
    if (last !== undefined && best.length > query.limit && !ahead(promise, last)) break;
    for (const entry of await sieve.open(promise.part)) consider(entry);
  }
  const shown = best.slice(0, query.limit);
  const end = best.length > query.limit ? shown.at(-1) : undefined;
  return {
    payments: shown.map(({ payment }) => payment),
    next: end === undefined ? null : `${end.weight}:${end.seq}`,
  };
}

/** What a filter lets through of one view. */
class Sieve {
  readonly #view: View;
  readonly #filter: PaymentFilter;
  readonly #search: Search | null;

  constructor(view: View, filter: PaymentFilter) {
    this.#view = view;
    this.#filter = filter;
    const { text = '' } = filter;
    this.#search = text.trim() === '' ? null : searchFor(text);
  }

  /** Those that may hold one. */
  parts(): Part[] {
    // What was claimed or verified and is not folded yet is not in the index either.
    const touched = [...this.#view.tail.touches.keys()].flatMap((id) => placeOf(id) ?? []);
    return partsOf(this.#view.index).filter(
      (part) =>
        this.#isWanted(part) &&
        (this.#mayHold(part) || touched.some(({ seq }) => part.info.first <= seq && seq <= part.info.last)),
    );
  }

  tail(): readonly PaymentEntry[] {
    return this.#view.tail.payments.filter((entry) => this.#isWanted(entry));
  }

  async open({ day, part, info }: Part): Promise<readonly PaymentEntry[]> {
    const { documents } = this.#view;
    const search = this.#search;
    const read = await (search === null
      ? documents.day(day, part)
      : documents.dayIf(day, part, (bytes) => search.mayBeIn(bytes)));
    // What was folded since the index was made is still in the tail.
    return read?.entries.filter(({ seq }) => seq <= info.last) ?? [];
  }

  /** The payment as it is now, or null where it is not meant. */
  keep(entry: PaymentEntry): Payment | null {
    const { status = 'all', mode, method, claimed, minXof, maxXof } = this.#filter;
    const payment = paymentOf(this.#view.tail.current(entry));
    const { amountXof } = payment;
    const isMeant =
      (mode === undefined || payment.mode === mode) &&
      (status === 'all' || standingOf(payment) === status) &&
      (method === undefined || payment.method === method) &&
      (claimed === undefined || (payment.claim !== null) === claimed) &&
      (minXof === undefined || (amountXof !== null && amountXof >= minXof)) &&
      (maxXof === undefined || (amountXof !== null && amountXof <= maxXof)) &&
      this.#search?.matches(payment) !== false;
    return isMeant ? payment : null;
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
