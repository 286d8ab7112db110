import type { Doubt, PaymentEvent } from '../../shared/payment/payment';
import { bodyTextOf } from '../body-text';
import { depthOf } from '../kkiapay/json-text';
import { unreadableEvent } from '../provider';

/** Events that end a payment; the others are acknowledged and say nothing about money received. */
export const events = { success: 'transaction.approved', failed: 'transaction.declined' } as const;
const outcomes: Readonly<Record<string, { readonly status: 'success' | 'failed'; readonly says: string }>> = {
  'transaction.approved': { status: 'success', says: 'approved' },
  'transaction.declined': { status: 'failed', says: 'declined' },
  'transaction.canceled': { status: 'failed', says: 'canceled' },
};
const otherEvent = /^(transaction\.(created|updated|transferred)|(customer|payout)\.\w+)$/;
const deepest = 32;

type Json = Readonly<Record<string, unknown>>;

/** Reads a proven call: `name` says what happened, `entity` is the transaction. Total, as every parser here. */
export function parse(rawBody: Uint8Array): PaymentEvent | null {
  const { text, isGuessed } = bodyTextOf(rawBody);
  const body = objectIn(text);
  if (body === null) return unreadableEvent;
  const event = words(body.name);
  if (event !== null && otherEvent.test(event)) return null;
  const transaction = asObject(body.entity) ?? {};
  const method = asObject(transaction.payment_method) ?? {};
  const customer = asObject(asObject(transaction.customer)?.phone_number) ?? {};
  const outcome = event !== null && Object.hasOwn(outcomes, event) ? outcomes[event] : undefined;
  const amountXof = wholeNumber(transaction.amount);
  const transactionId = words(transaction.id);

  const doubts: Doubt[] = isGuessed ? ['not-utf8'] : [];
  if (outcome === undefined) doubts.push('unknown-event');
  else if (words(transaction.status) !== outcome.says) doubts.push('contradiction');
  if (transactionId === null) doubts.push('id-missing');
  if (amountXof === null) {
    const isGiven = transaction.amount !== undefined && transaction.amount !== null;
    if (isGiven) doubts.push('amount-odd');
    else if (outcome?.status === 'success') doubts.push('amount-missing');
  }
  return {
    transactionId,
    status: doubts.length > 0 || outcome === undefined ? 'check' : outcome.status,
    event,
    amountXof,
    feesXof: wholeNumber(transaction.fees),
    method: words(transaction.mode),
    account: words(method.number) ?? words(customer.number),
    label: words(transaction.description),
    partnerId: words(transaction.reference),
    stateData: transaction.custom_metadata ?? null,
    performedAt: instant(transaction.approved_at) ?? instant(transaction.updated_at),
    failureCode: words(transaction.last_error_code),
    failureMessage: null,
    doubts,
  };
}

function objectIn(text: string): Json | null {
  try {
    return depthOf(text) > deepest ? null : asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

function asObject(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Json) // JSON objects have string keys only
    : null;
}

function words(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null;
  return typeof value === 'string' && value !== '' ? value : null;
}

function wholeNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

function instant(value: unknown): string | null {
  const isInstant = typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value);
  return isInstant && !Number.isNaN(Date.parse(value)) ? value : null;
}
