import { batch, signal, type ReadonlySignal } from '@preact/signals';
import type { Argument, Bridge } from '../../../src/shared/bridge/contract';
import type { DeafPeriod } from '../../../src/shared/silence/hearing';
import type { Day, PaymentQuery } from '../../../src/shared/payment/payment';
import { idOf, rowsOf, withDays, type ListRow } from './list-row';
import { inBackground } from '../../state/in-background';

export type PaymentFilter = Omit<PaymentQuery, 'limit' | 'after'>;

/** Rows per page: several screens, so that scrolling seldom meets a row that is not loaded. */
export const pageSize = 100;
/** Rows of the first page, two screens: opening the list or a search waits for no more than these. */
export const firstPageSize = 40;
/** Pages kept on each side of the visible ones; pages farther away are dropped and asked for again. */
const keptAround = 4;
/** A browser lays out about 33 million pixels of height: for longer lists, a period must be chosen. */
const mostRows = 300_000;

interface Page {
  /** The cursor that fetched this page and can fetch it again; null for the first page. */
  readonly after: string | null;
  /** When the last payment before it was received; null for the first. */
  readonly until: string | null;
  /** Its place in the list; kept while its rows are forgotten. */
  readonly start: number;
  readonly length: number;
  /** Null while loading, or once dropped. */
  readonly rows: readonly ListRow[] | null;
}

export interface PaymentListing {
  /** Rows known so far; grows while one scrolls. */
  readonly count: ReadonlySignal<number>;
  /** How the list ends: more to come, at the first payment, or farther than a list can show. */
  readonly end: ReadonlySignal<'open' | 'reached' | 'too-far'>;
  /** False until the first page of the present filter has arrived. */
  readonly ready: ReadonlySignal<boolean>;
  /** Why the last page could not be loaded. */
  readonly problem: ReadonlySignal<string | null>;
  readonly filter: ReadonlySignal<PaymentFilter>;
  /** Null while its page is being asked for. A reader is told when it changes. */
  row(index: number): ListRow | null;
  /** Say which rows are visible, so that they and their neighbours are loaded. */
  show(first: number, last: number): void;
  setFilter(filter: PaymentFilter): void;
  /** Starts again from the newest. */
  restart(): void;
  /** A row that is shown has changed. */
  update(row: ListRow): void;
}

/** The ledger's payments as a long list; only the part around the visible rows is in memory. */
export function createPaymentListing(bridge: Bridge, dayOf: (instant: string) => Day): PaymentListing {
  const count = signal(0);
  const end = signal<'open' | 'reached' | 'too-far'>('open');
  const ready = signal(false);
  const problem = signal<string | null>(null);
  const filter = signal<PaymentFilter>({});
  const pages = signal<readonly Page[]>([]);
  /** The cursor for the page after the last one known. */
  let following: Pick<Page, 'after' | 'until'> | null = null;
  /** Answers of an older filter or an older start are dropped. */
  let run = 0;
  const asked = new Set<number>();

  /** Null where the answer is no longer wanted, or where the page failed and the list says why. */
  const fetchRows = async (after: string | null, until: string | null) => {
    const mine = run;
    const wanted = filter.peek();
    const reply = await bridge.invoke('listPayments', {
      ...wanted,
      limit: after === null ? firstPageSize : pageSize,
      ...(after === null ? {} : { after }),
    });
    if (mine !== run) return null;
    problem.value = reply.ok ? null : reply.message;
    if (!reply.ok) return null;
    const { payments, next: following } = reply.value;
    const oldest = following === null ? null : (payments.at(-1)?.receivedAt ?? null);
    const periods = isNarrow(wanted) ? [] : await deafBetween({ ...daysOf(wanted), after: oldest, until });
    if (mine !== run) return null;
    const rows = rowsOf(payments, periods);
    const before = until === null ? null : dayOf(until);
    return { rows: isByDay(wanted) ? withDays(rows, before, dayOf) : rows, next: following, until: oldest };
  };
  const deafBetween = async (where: Argument<'listDeafPeriods'>): Promise<readonly DeafPeriod[]> => {
    const reply = await bridge.invoke('listDeafPeriods', where);
    return reply.ok ? reply.value : [];
  };

  const ask = async (index: number, { after, until }: Pick<Page, 'after' | 'until'>): Promise<void> => {
    if (asked.has(index)) return;
    asked.add(index);
    const mine = run;
    const answer = await fetchRows(after, until);
    if (mine !== run) return;
    asked.delete(index);
    if (answer === null) return;
    const { rows } = answer;
    batch(() => {
      // Only a start asks for the first page; its answer replaces everything.
      const known = index === 0 ? [] : [...pages.peek()];
      const before = known[index - 1];
      const start = before === undefined ? 0 : before.start + before.length;
      const grown = rows.length - (known[index]?.length ?? rows.length);
      known[index] = { after, until, start, length: rows.length, rows };
      // A page loaded again may have one more row: a deaf period that ended meanwhile.
      for (let later = index + 1; later < known.length; later += 1) {
        const page = known[later];
        if (page !== undefined && grown !== 0) known[later] = { ...page, start: page.start + grown };
      }
      pages.value = known;
      const last = known.at(-1);
      count.value = last === undefined ? 0 : last.start + last.length;
      if (index === known.length - 1) {
        following = answer.next === null ? null : { after: answer.next, until: answer.until };
        end.value = following === null ? 'reached' : count.value >= mostRows ? 'too-far' : 'open';
      }
      ready.value = true;
    });
  };
  /** -1 where it is in none. */
  const pageAt = (index: number): number => {
    const known = pages.value;
    let low = 0;
    let high = known.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const page = known[middle];
      if (page !== undefined && index >= page.start + page.length) low = middle + 1;
      else high = middle;
    }
    return index >= 0 && low < known.length ? low : -1;
  };

  const restart = (): void => {
    run += 1;
    asked.clear();
    inBackground(ask(0, { after: null, until: null }));
  };

  return {
    count,
    end,
    ready,
    problem,
    filter,
    restart,
    row(index) {
      const page = pages.value[pageAt(index)];
      return page?.rows?.[index - page.start] ?? null;
    },
    show(first, last) {
      const from = Math.max(0, pageAt(first));
      const to = Math.max(from, pageAt(Math.min(last, count.peek() - 1)));
      for (let index = from; index <= to; index += 1) {
        const page = pages.peek()[index];
        if (page?.rows === null) inBackground(ask(index, page));
      }
      const nearEnd = last + pageSize / 2 >= count.peek();
      if (nearEnd && end.peek() === 'open' && following !== null)
        inBackground(ask(pages.peek().length, following));
      const isFar = (index: number): boolean =>
        index > 0 && (index < from - keptAround || index > to + keptAround);
      if (pages.peek().some((page, index) => page.rows !== null && isFar(index))) {
        pages.value = pages.peek().map((page, index) => (isFar(index) ? { ...page, rows: null } : page));
      }
    },
    setFilter(changed) {
      batch(() => {
        filter.value = changed;
        ready.value = false;
      });
      restart();
    },
    update(changed) {
      const id = idOf(changed);
      const isIt = (row: ListRow): boolean => idOf(row) === id;
      pages.value = pages
        .peek()
        .map((page) =>
          page.rows?.some(isIt) === true
            ? { ...page, rows: page.rows.map((row) => (isIt(row) ? changed : row)) }
            : page,
        );
    },
  };
}

/** A filtered list shows neither deaf periods nor day totals, because both concern all payments. */
export function isNarrow(filter: PaymentFilter): boolean {
  const { text = '', status = 'all', mode = 'live', order = 'newest' } = filter;
  const { method, claimed, minXof, maxXof } = filter;
  const others = [method, claimed, minXof, maxXof].some((value) => value !== undefined);
  return others || text.trim() !== '' || status !== 'all' || mode !== 'live' || order !== 'newest';
}

/** Whether the list is grouped by day, as it is unless sorted by amount. */
export function isByDay({ order }: PaymentFilter): boolean {
  return order !== 'highest' && order !== 'lowest';
}

function daysOf({ from, to }: PaymentFilter): Pick<PaymentFilter, 'from' | 'to'> {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
