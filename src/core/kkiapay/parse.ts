import type { Doubt, PaymentEvent, PaymentStatus } from '../../shared/payment/payment';
import { bodyTextOf } from '../body-text';
import { unreadableEvent } from '../provider';
import { depthOf, numberText } from './json-text';

/** Deeper than any real call, and far from what makes a serialiser run out of stack. */
const maxDepth = 32;

/** A payment is announced within seconds: what lies outside is a wrong clock or an invented date. */
const oldestMs = 48 * 3_600_000;
const newestMs = 10 * 60_000;

/**
 * Reads an authenticated KKiaPay call. Total: whatever the bytes are, an event comes back, in doubt where it must.
 * `receivedAt` (ISO instant) only serves to judge `performedAt`; null where our own clock cannot be believed.
 */
export function parse(rawBody: Uint8Array, receivedAt: string | null): PaymentEvent {
  const { text, isGuessed } = bodyTextOf(rawBody);
  const body = parseObject(text);
  if (body === null) return unreadableEvent;

  const member = (key: string): unknown => (Object.hasOwn(body, key) ? body[key] : undefined);
  const words = (key: string): string | null => {
    const value = member(key);
    if (typeof value === 'number') return numberText(text, key);
    return typeof value === 'string' && value !== '' ? value : null;
  };

  const event = typeof member('event') === 'string' ? words('event') : null;
  const transactionId = words('transactionId');
  const amount = member('amount') ?? null;
  const amountXof = wholeNumber(amount);
  const performedAt = instant(member('performedAt'));
  const announced = announcedStatus(event, member('isPaymentSucces') === true);

  const moneyDoubts: Doubt[] = isGuessed ? ['not-utf8'] : [];
  if (announced !== 'success' && announced !== 'failed') moneyDoubts.push(announced);
  if (transactionId === null) moneyDoubts.push('id-missing');
  if (amount !== null && amountXof === null) moneyDoubts.push('amount-odd');
  if (amount === null && announced === 'success') moneyDoubts.push('amount-missing');
  const timeIsOdd = isOddTime(member('performedAt') ?? null, performedAt, receivedAt);

  return {
    transactionId,
    status: moneyDoubts.length > 0 ? 'check' : (announced as PaymentStatus), // a doubt in it would have been pushed
    event,
    amountXof,
    feesXof: wholeNumber(member('fees')),
    method: words('method'),
    account: words('account'),
    label: words('label'),
    partnerId: words('partnerId'),
    stateData: decodeStateData(member('stateData') ?? null),
    performedAt,
    failureCode: words('failureCode'),
    failureMessage: words('failureMessage'),
    doubts: timeIsOdd ? [...moneyDoubts, 'time-odd'] : moneyDoubts,
  };
}

function parseJson(text: string): { readonly value: unknown } | null {
  if (depthOf(text) > maxDepth) return null;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  const value = parseJson(text)?.value;
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>) // JSON objects have string keys only
    : null;
}

function announcedStatus(
  event: string | null,
  succeeded: boolean,
): 'success' | 'failed' | 'contradiction' | 'unknown-event' {
  switch (event) {
    case 'transaction.success':
      return succeeded ? 'success' : 'contradiction';
    case 'transaction.failed':
      return succeeded ? 'contradiction' : 'failed';
    default:
      return 'unknown-event';
  }
}

/** Francs have no cents: a whole number, or the text of one. */
function wholeNumber(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number + 0 : null; // -0 + 0 is 0
}

/** The text itself where it names one instant; a date without its zone does not. */
function instant(value: unknown): string | null {
  return typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value))
    ? value
    : null;
}

function isOddTime(given: unknown, performedAt: string | null, receivedAt: string | null): boolean {
  if (performedAt === null) return given !== null && given !== '';
  if (receivedAt === null) return false;
  const ageMs = Date.parse(receivedAt) - Date.parse(performedAt);
  return ageMs > oldestMs || ageMs < -newestMs;
}

/** JSON text is seen encoded once or twice. Only what looks like it is decoded, so that digits stay digits. */
function decodeStateData(value: unknown): unknown {
  let decoded = value;
  for (let times = 0; times < 2 && typeof decoded === 'string' && /^\s*["{[]/.test(decoded); times += 1) {
    const inner = parseJson(decoded);
    if (inner === null) break;
    decoded = inner.value;
  }
  return decoded;
}
