import { effectiveStatusOf, type Doubt, type Payment } from './payment';

export interface Sum {
  readonly count: number;
  readonly amountXof: number;
}

/** What became of the money of a payment. Only `received` is in the till's favour. */
export type MoneyOutcome = 'received' | 'reversed' | 'failed' | 'check' | 'test';

/** Of any number of payments. Test payments are numbered and nothing else. */
export interface Totals {
  readonly received: Sum;
  /** The received ones; the greatest amount first. Null: the provider named none. */
  readonly byMethod: readonly (Sum & { readonly method: string | null })[];
  /** The provider's fees on the received ones, as far as it told them. */
  readonly feesXof: number;
  readonly reversed: Sum;
  readonly failed: Sum;
  /** Amounts as far as they are known. */
  readonly check: Sum;
  /** Of those to check: announced, and the provider's API says otherwise. */
  readonly disputed: Sum;
  readonly doubts: readonly { readonly doubt: Doubt; readonly count: number }[];
  /** What was handed over, by whoever did; the greatest amount first. */
  readonly byHelper: readonly (Sum & { readonly by: string })[];
  /** Received, and nothing was handed over for it. */
  readonly notHandedOver: Sum;
  readonly tests: number;
}

export function outcomeOf(payment: Payment): MoneyOutcome {
  if (payment.mode === 'sandbox') return 'test';
  if (payment.verification.kind === 'reversed' || payment.doubts.includes('given-back')) return 'reversed';
  const effective = effectiveStatusOf(payment);
  return effective === 'success' ? 'received' : effective;
}

/** Counts one payment after the other, as many as there are. */
export interface Tally {
  add(payment: Payment): void;
  totals(): Totals;
}

interface Counter {
  count: number;
  amountXof: number;
}

export function createTally(): Tally {
  const sums = { received: zero(), reversed: zero(), failed: zero(), check: zero(), test: zero() };
  const disputed = zero();
  const notHandedOver = zero();
  const byMethod = new Map<string | null, Counter>();
  const byHelper = new Map<string, Counter>();
  const doubts = new Map<Doubt, number>();
  let feesXof = 0;

  return {
    add(payment) {
      const outcome = outcomeOf(payment);
      count(sums[outcome], payment);
      if (outcome === 'test') return;
      for (const doubt of payment.doubts) doubts.set(doubt, (doubts.get(doubt) ?? 0) + 1);
      if (payment.claim !== null) count(within(byHelper, payment.claim.by), payment);
      if (payment.verification.kind === 'disputed') count(disputed, payment);
      if (outcome !== 'received') return;
      count(within(byMethod, payment.method), payment);
      feesXof += payment.feesXof ?? 0;
      if (payment.claim === null) count(notHandedOver, payment);
    },
    totals: () => ({
      received: { ...sums.received },
      byMethod: [...byMethod].map(([method, sum]) => ({ method, ...sum })).sort(greatestFirst),
      feesXof,
      reversed: { ...sums.reversed },
      failed: { ...sums.failed },
      check: { ...sums.check },
      disputed: { ...disputed },
      doubts: [...doubts].map(([doubt, times]) => ({ doubt, count: times })),
      byHelper: [...byHelper].map(([by, sum]) => ({ by, ...sum })).sort(greatestFirst),
      notHandedOver: { ...notHandedOver },
      tests: sums.test.count,
    }),
  };
}

function zero(): Counter {
  return { count: 0, amountXof: 0 };
}

function count(counter: Counter, { amountXof }: Payment): void {
  counter.count += 1;
  counter.amountXof += amountXof ?? 0;
}

function within<Key>(counters: Map<Key, Counter>, key: Key): Counter {
  const counter = counters.get(key) ?? zero();
  counters.set(key, counter);
  return counter;
}

function greatestFirst(one: Sum, other: Sum): number {
  return other.amountXof - one.amountXof;
}
