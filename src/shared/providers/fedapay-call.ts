import type { Doubt, PaymentEvent } from '../payment/payment';
import { unreadableEvent, type BodyText } from './call-text';
import { depthOf } from './json-text';
import { readAmount, readFees } from './provider-money';

/**
 * The events that end a payment. A payment is stored under one of these names, even if another event told the same end.
 */
export const fedapayEvents = {
  success: 'transaction.approved',
  failed: 'transaction.declined',
  failedToo: ['transaction.canceled'],
  // FedaPay has no event names for partial refunds. The transaction's state stands for the name, so that each is stored
  // once.
  givenBack: [
    'transaction.refunded',
    'transaction.approved_partially_refunded',
    'transaction.transferred_partially_refunded',
  ],
} as const;

type Outcome = 'received' | 'failed' | 'given-back' | 'given-back-partly';

/** What an event announces. */
const named: Readonly<Record<string, Outcome>> = {
  'transaction.approved': 'received',
  'transaction.declined': 'failed',
  'transaction.canceled': 'failed',
  'transaction.refunded': 'given-back',
};
/** What a transaction's own state says, and the name under which it is stored. */
const stated: Readonly<Record<string, { readonly outcome: Outcome; readonly event: string }>> = {
  approved: { outcome: 'received', event: fedapayEvents.success },
  transferred: { outcome: 'received', event: fedapayEvents.success },
  declined: { outcome: 'failed', event: fedapayEvents.failed },
  canceled: { outcome: 'failed', event: 'transaction.canceled' },
  refunded: { outcome: 'given-back', event: 'transaction.refunded' },
  approved_partially_refunded: {
    outcome: 'given-back-partly',
    event: 'transaction.approved_partially_refunded',
  },
  transferred_partially_refunded: {
    outcome: 'given-back-partly',
    event: 'transaction.transferred_partially_refunded',
  },
};
/** These events do not end a transaction. But its state is read when the call is sent, and may tell an end. */
const underWay = /^transaction\.(created|updated|transferred|expired|deleted)$/;
/** A merchant who ticks every event also gets these. They are about no payment. */
const otherThing = /^(account|page|customer|payout)\./;
const deepest = 32;

type Json = Readonly<Record<string, unknown>>;

/** Reads an authenticated call: `name` says what happened, `entity` is the transaction as it is now. Never throws. */
export function readFedapayCall({ text, isGuessed }: BodyText): PaymentEvent | null {
  const body = objectIn(text);
  if (body === null) return unreadableEvent;
  const name = words(body.name);
  if (name !== null && otherThing.test(name)) return null;
  const transaction = asObject(body.entity) ?? {};
  const told = toldBy(name, words(transaction.status));
  if (told === null) return null;

  const { outcome, event } = told;
  const isReceived = outcome === 'received';
  const { currency, amount } = transaction;
  const { iso = null, name: currencyName = null, div = null } = asObject(currency) ?? {};
  const money = readAmount({ amount, currency: iso ?? currencyName, div, isReceived });
  const fees = readFees(transaction.fees);
  const transactionId = words(transaction.id);

  const doubts: Doubt[] = isGuessed ? ['not-utf8'] : [];
  if (told.doubt !== null) doubts.push(told.doubt);
  if (outcome === 'given-back' || outcome === 'given-back-partly') doubts.push(outcome);
  if (transactionId === null) doubts.push('id-missing');
  doubts.push(...money.doubts);
  const isSure = doubts.length === 0;
  return {
    transactionId,
    status: isSure && isReceived ? 'success' : isSure && outcome === 'failed' ? 'failed' : 'check',
    event,
    // A partial refund does not tell its amount, and the whole amount would be wrong.
    amountXof: outcome === 'given-back-partly' ? null : money.amountXof,
    ...(money.amountAsGiven !== undefined && { amountAsGiven: money.amountAsGiven }),
    feesXof: fees.feesXof,
    method: words(transaction.mode),
    account: payerOf(transaction),
    label: words(transaction.description),
    partnerId: words(transaction.reference),
    stateData: transaction.custom_metadata ?? null,
    performedAt: performedAt(transaction, outcome),
    failureCode: isReceived ? null : words(transaction.last_error_code),
    failureMessage: null,
    doubts: [...doubts, ...fees.doubts],
  };
}

interface Told {
  readonly outcome: Outcome | null;
  readonly event: string | null;
  readonly doubt: Doubt | null;
}

/** Null where the call does not end a payment. */
function toldBy(name: string | null, status: string | null): Told | null {
  const state = status !== null && Object.hasOwn(stated, status) ? stated[status] : undefined;
  const isNamed = name !== null && Object.hasOwn(named, name);
  const outcome = isNamed ? (named[name] ?? null) : null;
  // Money given back was received before: a late call with any name may be the first to tell.
  if (state !== undefined && (state.outcome === 'given-back' || state.outcome === 'given-back-partly'))
    return { ...state, doubt: null };
  if (outcome !== null)
    return { outcome, event: name, doubt: state?.outcome === outcome ? null : 'contradiction' };
  if (name !== null && underWay.test(name)) {
    if (state === undefined) return null;
    const isAtOdds = state.outcome === 'received' && /expired|deleted/.test(name);
    return { ...state, doubt: isAtOdds ? 'contradiction' : null };
  }
  return { outcome: null, event: name, doubt: 'unknown-event' };
}

/** The payer's number, from any of its fields; the customer's own number may be another one. */
function payerOf(transaction: Json): string | null {
  const method = asObject(transaction.payment_method) ?? {};
  const paid = asObject(transaction.metadata)?.paid_phone_number;
  const customer = asObject(asObject(transaction.customer)?.phone_number) ?? {};
  return words(method.number) ?? words(asObject(paid)?.number ?? paid) ?? words(customer.number);
}

/** A refund counts on its own day. */
function performedAt(transaction: Json, outcome: Outcome | null): string | null {
  const isGivenBack = outcome === 'given-back' || outcome === 'given-back-partly';
  const at = instant(isGivenBack ? transaction.refunded_at : transaction.approved_at);
  return at ?? instant(transaction.updated_at);
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

function instant(value: unknown): string | null {
  const isInstant = typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value);
  return isInstant && !Number.isNaN(Date.parse(value)) ? value : null;
}
