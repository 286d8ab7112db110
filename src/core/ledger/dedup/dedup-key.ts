import { createHash } from 'node:crypto';
import type { PaymentEvent } from '../../../shared/payment/payment';
import type { EventName, ReceivedEvent } from '../ledger';
import type { PaymentEntry } from '../record';
import { sha256Of } from '../record';

/**
 * Two calls with the same key are the same announcement. Without a transaction number, only identical bytes have the same
 * key: a retry of an unreadable body is one more delivery, not a second payment.
 */
export function keyOf(received: ReceivedEvent): string {
  return keyFrom(received, () => createHash('sha256').update(received.rawBody).digest('base64'));
}

export function keyOfName({ provider, mode, event, transactionId }: EventName): string {
  return JSON.stringify([provider, mode, event, 'id', transactionId]);
}

export function keyOfEntry(entry: PaymentEntry): string {
  return keyFrom(entry, () => sha256Of(entry.body));
}

function keyFrom(
  { provider, mode, event }: Pick<ReceivedEvent, 'provider' | 'mode' | 'event'>,
  sha256OfBody: () => string,
): string {
  const announced = event.transactionId === null ? ['bytes', sha256OfBody()] : ['id', event.transactionId];
  return JSON.stringify([provider, mode, event.event, ...announced]);
}

/**
 * Calls with the same key must also agree. A retry may be serialised differently, but has the same amount and payer. For
 * a payment that a person added, only the amount is sure, and a removed payer cannot be compared.
 */
export function sameEssence(entry: PaymentEntry, announced: PaymentEvent): boolean {
  const { event, found, forgotten } = entry;
  if (event.amountXof !== announced.amountXof || event.status !== announced.status) return false;
  if (found !== undefined) return true;
  return (
    event.feesXof === announced.feesXof &&
    (forgotten === true || event.account === announced.account) &&
    event.method === announced.method
  );
}
