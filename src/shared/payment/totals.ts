import { createHelperNames } from './helper-name';
import type { Language } from '../settings/preferences';
import { formatXof } from './money';
import { effectiveStatusOf, type Doubt, type Payment } from './payment';

export interface Sum {
  readonly count: number;
  /** Sum of the known amounts. */
  readonly amountXof: number;
  /** How many of them have no known amount; absent where none. */
  readonly unknownCount?: number;
}

/** What became of a payment's money. Only `received` counts as income. */
export type MoneyOutcome = 'received' | 'reversed' | 'failed' | 'check' | 'test';

/** Totals of any number of payments. Test payments are only counted. */
export interface Totals {
  readonly received: Sum;
  /** The received ones; the greatest sum first. Null: the provider named no method. */
  readonly byMethod: readonly (Sum & { readonly method: string | null })[];
  /** The provider's fees on the received ones, where it told them. */
  readonly feesXof: number;
  readonly reversed: Sum;
  readonly failed: Sum;
  /** Sum of the known amounts. */
  readonly check: Sum;
  /** Those among `check` that the provider's API contradicts. */
  readonly disputed: Sum;
  readonly doubts: readonly { readonly doubt: Doubt; readonly count: number }[];
  /**
   * What each helper handed over of the received ones, the greatest sum first. Together with `notHandedOver` this is
   * everything received.
   */
  readonly byHelper: readonly (Sum & { readonly by: string })[];
  /** Handed over, but not received (any more); absent where none. */
  readonly handedOverOtherwise?: Sum;
  /** Received, and nothing was handed over for it. */
  readonly notHandedOver: Sum;
  readonly tests: number;
  /** How many times goods were taken back; absent where never. */
  readonly takenBack?: number;
}

/** A sum in words: an unknown amount is not 0 F. */
export function sumWords(
  { count, amountXof, unknownCount = 0 }: Sum,
  language: Language,
  words: { readonly unknown: string; readonly andUnknown: (count: number) => string },
): string {
  const known = formatXof(amountXof, language);
  if (unknownCount === 0) return known;
  return unknownCount === count ? words.unknown : `${known} ${words.andUnknown(unknownCount)}`;
}

export function outcomeOf(payment: Payment): MoneyOutcome {
  if (payment.mode === 'sandbox') return 'test';
  if (payment.verification.kind === 'reversed' || payment.doubts.includes('given-back')) return 'reversed';
  const effective = effectiveStatusOf(payment);
  return effective === 'success' ? 'received' : effective;
}

/** Counts payments one after the other; memory does not grow with their number. */
export interface Tally {
  add(payment: Payment): void;
  totals(): Totals;
}

interface Counter {
  count: number;
  amountXof: number;
  unknownCount?: number;
}

export function createTally(): Tally {
  const sums = { received: zero(), reversed: zero(), failed: zero(), check: zero(), test: zero() };
  const disputed = zero();
  const notHandedOver = zero();
  const byMethod = new Map<string | null, Counter>();
  const byHelper = new Map<string, Counter>();
  const doubts = new Map<Doubt, number>();
  const handedOverOtherwise = zero();
  const helpers = createHelperNames();
  let feesXof = 0;
  let takenBack = 0;

  return {
    add(payment) {
      const outcome = outcomeOf(payment);
      count(sums[outcome], payment);
      if (outcome === 'test') return;
      for (const doubt of payment.doubts) doubts.set(doubt, (doubts.get(doubt) ?? 0) + 1);
      takenBack += payment.takenBack ?? 0;
      const byName = payment.claim === null ? null : helpers.of(payment.claim.by);
      if (payment.verification.kind === 'disputed') count(disputed, payment);
      if (outcome !== 'received') {
        if (byName !== null) count(handedOverOtherwise, payment);
        return;
      }
      count(within(byMethod, payment.method), payment);
      feesXof += payment.feesXof ?? 0;
      if (byName === null) count(notHandedOver, payment);
      else count(within(byHelper, byName), payment);
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
      byHelper: [...byHelper].map(([key, sum]) => ({ by: helpers.nameOf(key), ...sum })).sort(greatestFirst),
      ...(handedOverOtherwise.count > 0 && { handedOverOtherwise: { ...handedOverOtherwise } }),
      notHandedOver: { ...notHandedOver },
      tests: sums.test.count,
      ...(takenBack > 0 && { takenBack }),
    }),
  };
}

function zero(): Counter {
  return { count: 0, amountXof: 0 };
}

function count(counter: Counter, { amountXof }: Payment): void {
  counter.count += 1;
  counter.amountXof += amountXof ?? 0;
  if (amountXof === null) counter.unknownCount = (counter.unknownCount ?? 0) + 1;
}

function within<Key>(counters: Map<Key, Counter>, key: Key): Counter {
  const counter = counters.get(key) ?? zero();
  counters.set(key, counter);
  return counter;
}

function greatestFirst(one: Sum, other: Sum): number {
  return other.amountXof - one.amountXof;
}
