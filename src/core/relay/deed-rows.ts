import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { ClaimDeed, Payment } from '../../shared/payment/payment';

/** A payment's name for every counter of the shop, because each ledger gives it its own id. */
export interface SharedName {
  readonly provider: string;
  readonly mode: 'live' | 'sandbox';
  readonly event: string;
  readonly transactionId: string;
  readonly amountXof: number | null;
}

/** A deed as counters exchange it: within one turn of a payment, the first of each kind holds. */
export interface SharedDeed {
  readonly payment: SharedName;
  readonly deed: ClaimDeed & { readonly turn: number };
}

export const sharedDeedSchema = v.object({
  payment: v.object({
    provider: v.string(),
    mode: v.picklist(['live', 'sandbox']),
    event: v.string(),
    transactionId: v.string(),
    amountXof: v.nullable(v.number()),
  }),
  deed: v.object({
    kind: v.picklist(['handed-over', 'taken-back']),
    by: v.pipe(v.string(), v.maxLength(200)),
    via: v.exactOptional(v.pipe(v.string(), v.maxLength(200))),
    counter: v.exactOptional(v.pipe(v.number(), v.integer())),
    at: v.pipe(v.string(), v.isoTimestamp()),
    turn: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
});

/** Null where the provider gave it no number: another counter could not tell which payment it is. */
export function sharedNameOf(payment: Payment): SharedName | null {
  const { provider, mode, event, transactionId, amountXof } = payment;
  if (event === null || transactionId === null) return null;
  return { provider, mode, event, transactionId, amountXof };
}

/** In hexadecimal. `also`: marks a second deed besides the one that holds. */
export function deedKey({ payment, deed }: SharedDeed, also: string | null): string {
  const { provider, mode, event, transactionId, amountXof } = payment;
  const parts = [provider, mode, event, transactionId, amountXof, deed.kind, deed.turn, also];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

export function packDeed(shared: SharedDeed): Buffer {
  return Buffer.from(JSON.stringify(shared));
}

/** Null for anything that no counter packed. */
export function unpackDeed(packed: Uint8Array): SharedDeed | null {
  try {
    return v.parse(sharedDeedSchema, JSON.parse(Buffer.from(packed).toString()));
  } catch {
    return null;
  }
}

export function isSameDeed(one: ClaimDeed, other: ClaimDeed): boolean {
  const { kind, by, at, via, counter, turn } = one;
  return (
    kind === other.kind &&
    by === other.by &&
    at === other.at &&
    via === other.via &&
    counter === other.counter &&
    turn === other.turn
  );
}
