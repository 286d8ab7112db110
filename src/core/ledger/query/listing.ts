import type {
  Payment,
  PaymentFilter,
  PaymentOrder,
  PaymentPage,
  PaymentQuery,
} from '../../../shared/payment/payment';
import { yieldToLoop } from '../../storage/time-slice';
import type { PartInfo } from '../documents/manifest';
import type { Shown } from '../ledger';
import type { Part, View } from './queries';
import type { PaymentEntry } from '../record';
import { Filter, type Opened } from './filter';
import type { Hit } from './search-month';

/** One page of the matching payments. Opens as few documents as the order allows. */
export async function pageOf(view: View, query: PaymentQuery, shown?: Shown): Promise<PaymentPage> {
  const { order = 'newest' } = query;
  const payments: Payment[] = [];
  let last: Place | null = null;
  for await (const { payment, place } of inOrder(new Filter(view, query, order, shown), order, query.after)) {
    if (payments.length === query.limit)
      return { payments, next: last === null ? null : cursorOf(last, order) };
    payments.push(payment);
    last = place;
  }
  return { payments, next: null };
}

/** All matching payments, with few documents in memory at a time. */
export async function* paymentsOf(
  view: View,
  filter: PaymentFilter,
  order: 'newest' | 'oldest',
): AsyncGenerator<Payment, void> {
  for await (const { payment } of inOrder(new Filter(view, filter, order), order)) yield payment;
}

/** Sorted by weight, heaviest first; of equal ones the newest first. */
interface Place {
  readonly weight: number;
  readonly seq: number;
}

interface Found {
  readonly payment: Payment;
  readonly place: Place;
}

/** Payments of one document. They are sorted only when the reader reaches them: most documents are never reached. */
class Run {
  readonly read: Opened['read'];
  readonly #places: Place[];
  #isSorted = false;

  constructor(places: Place[], read: Opened['read']) {
    this.#places = places;
    this.read = read;
    let best = places.length - 1;
    for (const [at, place] of places.entries()) if (isAhead(place, places[best])) best = at;
    const [first] = places.splice(best, 1);
    if (first !== undefined) places.push(first);
  }

  /** The next payment. */
  get first(): Place | undefined {
    return this.#places.at(-1);
  }

  take(): Place | undefined {
    const first = this.#places.pop();
    if (!this.#isSorted) this.#places.sort(byPlace);
    this.#isSorted = true;
    return first;
  }
}

interface Read {
  readonly place: Place;
  /** Null where the document does not hold it (any more). */
  readonly entry: Promise<PaymentEntry | null>;
}

/** Payments read at a time: the disk answers several reads together sooner than one by one. */
const mostAhead = 16;

/** A search may pass many parts without a hit: let calls and windows run after this many. */
const partsAtOnce = 64;

/** Matching payments, as they are now. */
async function* inOrder(filter: Filter, order: PaymentOrder, after?: string): AsyncGenerator<Found, void> {
  let previous = 0;
  for await (const { place, entry } of readAhead(placesOf(filter, order, after))) {
    // An interrupted compaction that ran again wrote some of them twice.
    if (entry === null || place.seq === previous) continue;
    previous = place.seq;
    const payment = filter.keep(entry);
    if (payment !== null) yield { payment, place };
  }
}

async function* readAhead(
  places: AsyncIterable<Read>,
): AsyncGenerator<{ readonly place: Place; readonly entry: PaymentEntry | null }, void> {
  const ahead: Read[] = [];
  for await (const read of places) {
    read.entry.catch(() => undefined); // its reader gets the error
    ahead.push(read);
    if (ahead.length <= mostAhead) continue;
    const first = ahead.shift();
    if (first !== undefined) yield { place: first.place, entry: await first.entry };
  }
  for (const { place, entry } of ahead) yield { place, entry: await entry };
}

/**
 * Merges the parts, and opens one only when its turn may have come. A payment announced late is in the document of an
 * earlier day, and a great amount may be anywhere.
 */
async function* placesOf(filter: Filter, order: PaymentOrder, after?: string): AsyncGenerator<Read, void> {
  const cursor = after === undefined ? null : placeAt(after, order);
  const run = ({ hits, read }: Opened): Run => {
    const places = hits.map((hit) => ({ weight: weightOf(hit, order), seq: hit.seq }));
    return new Run(cursor === null ? places : places.filter((place) => byPlace(place, cursor) < 0), read);
  };
  const waiting = filter
    .parts()
    .filter(({ info }) => cursor === null || isBehind(info, cursor, order))
    .map((part) => ({ part, lead: leadOf(part, order) }))
    .sort((one, other) => byPlace(one.lead, other.lead));
  const runs: Run[] = [run(filter.memtable())];
  for (let opened = 1; ;) {
    let next = runs.reduce((one, other) => (isAhead(other.first, one.first) ? other : one));
    for (let first = waiting.at(-1); first !== undefined; first = waiting.at(-1)) {
      if (!isAhead(first.lead, next.first)) break;
      waiting.pop();
      const more = run(await filter.open(first.part));
      opened += 1;
      if (opened % partsAtOnce === 0) await yieldToLoop();
      if (more.first === undefined) continue;
      runs.push(more);
      if (isAhead(more.first, next.first)) next = more;
    }
    const place = next.take();
    if (place === undefined) return;
    if (next.first === undefined && runs.length > 1) runs.splice(runs.indexOf(next), 1);
    yield { place, entry: next.read(place.seq) };
  }
}

function weightOf({ seq, amountXof }: Hit, order: PaymentOrder): number {
  switch (order) {
    case 'newest':
      return seq;
    case 'oldest':
      return -seq;
    case 'highest':
      return amountXof ?? -Infinity;
    case 'lowest':
      return amountXof === null ? -Infinity : -amountXof;
  }
}

/** The earliest place that a payment of the part can have. */
function leadOf({ info }: Part, order: PaymentOrder): Place {
  const { first, last, highestXof, lowestXof } = info;
  const seq = order === 'oldest' ? first : last;
  return { weight: weightOf({ seq, amountXof: order === 'lowest' ? lowestXof : highestXof }, order), seq };
}

/** Whether the part may hold something after a place. */
function isBehind({ first, last }: PartInfo, place: Place, order: PaymentOrder): boolean {
  if (order === 'newest') return first < place.seq;
  return order === 'oldest' ? last > place.seq : true;
}

/** Sorts what comes first to the end. */
function byPlace(one: Place, other: Place): number {
  if (one.weight !== other.weight) return one.weight < other.weight ? -1 : 1;
  return one.seq - other.seq;
}

function isAhead(one: Place | undefined, other: Place | undefined): boolean {
  return one !== undefined && (other === undefined || byPlace(one, other) > 0);
}

function cursorOf({ weight, seq }: Place, order: PaymentOrder): string {
  return order === 'newest' || order === 'oldest' ? String(seq) : `${weight}:${seq}`;
}

function placeAt(cursor: string, order: PaymentOrder): Place {
  const [weight, seq] = cursor.split(':').map(Number);
  if (weight === undefined || seq === undefined) {
    const only = Number(cursor);
    return { weight: order === 'oldest' ? -only : only, seq: only };
  }
  return { weight, seq };
}
