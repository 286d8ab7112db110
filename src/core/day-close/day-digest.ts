import { createHash } from 'node:crypto';
import type { DayDigest } from '../../shared/payment/day-close';
import type { Payment } from '../../shared/payment/payment';
import { placeOf } from '../ledger/payment-id';

type Fixed = Pick<Payment, 'id' | 'transactionId' | 'amountXof' | 'receivedAt' | 'found'>;

/** A digest of the fields of a day's payments that never change, to compare with a close. */
export interface DigestedDay {
  readonly add: (payment: Fixed) => void;
  readonly digest: () => DayDigest;
  /** Whether the first payments of the day are those that were closed; later ones are ignored. */
  readonly begins: (closed: DayDigest) => boolean;
}

/** Payments may come in any order: that of their receipt is in their ids. */
export function digestedDay(): DigestedDay {
  const lines = new Map<number, string>();
  const digestOf = (count: number): DayDigest => {
    const first = [...lines.entries()].sort(([one], [other]) => one - other).slice(0, count);
    const hash = createHash('sha256');
    for (const [, line] of first) hash.update(`${line}\n`);
    return { count: first.length, sha256: hash.digest('hex') };
  };
  return {
    add({ id, transactionId, amountXof, receivedAt, found }) {
      // The amount of a recovered payment may change: once the provider announces it, the provider's amount counts.
      const amount = found === undefined ? amountXof : null;
      lines.set(placeOf(id)?.seq ?? 0, JSON.stringify([id, transactionId, amount, receivedAt]));
    },
    digest: () => digestOf(lines.size),
    begins: (closed) => digestOf(closed.count).sha256 === closed.sha256,
  };
}
