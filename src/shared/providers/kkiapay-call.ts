import type { Doubt, PaymentEvent, PaymentStatus } from '../payment/payment';
import { unreadableEvent, type BodyText } from './call-text';
import { depthOf, numberText } from './json-text';
import { readAmount, readFees } from './provider-money';

/** Deeper than any real call, and far below the depth at which a serialiser runs out of stack. */
const maxDepth = 32;

/** A payment is announced within seconds: a time outside these bounds is a wrong clock or an invented date. */
const oldestMs = 48 * 3_600_000;
const newestMs = 10 * 60_000;

/**
 * Reads an authenticated KKiaPay call. It accepts any bytes and never throws; an unclear call is in doubt. `receivedAt`
 * (ISO instant) only serves to check `performedAt`; null where our own clock is not trusted.
 */
export function readKkiapayCall({ text, isGuessed }: BodyText, receivedAt: string | null): PaymentEvent {
  const call = callIn(text);
  if (call === null) return unreadableEvent;
  const { body, isWrapped } = call;

  const member = (key: string): unknown => (Object.hasOwn(body, key) ? body[key] : undefined);
  const words = (key: string): string | null => {
    const value = member(key);
    // A wrapped call is in doubt anyway, so the exact digits of long numbers are not looked up.
    if (typeof value === 'number') return isWrapped ? safeDigits(value) : numberText(text, key);
    return typeof value === 'string' && value !== '' ? value : null;
  };

  const event = typeof member('event') === 'string' ? words('event') : null;
  const transactionId = words('transactionId');
  const performedAt = instant(member('performedAt'));
  const announced = announcedStatus(event, member('isPaymentSucces'));
  const isReceived = announced === 'success';
  const money = readAmount({ amount: member('amount'), currency: member('currency'), isReceived });
  const fees = readFees(member('fees'));

  const moneyDoubts: Doubt[] = isGuessed ? ['not-utf8'] : [];
  if (isWrapped) moneyDoubts.push('wrapped');
  if (announced !== 'success' && announced !== 'failed') moneyDoubts.push(announced);
  if (transactionId === null) moneyDoubts.push('id-missing');
  moneyDoubts.push(...money.doubts);
  const timeIsOdd = isOddTime(member('performedAt') ?? null, performedAt, receivedAt);

  return {
    transactionId,
    status: moneyDoubts.length > 0 ? 'check' : (announced as PaymentStatus), // a doubt in it would have been pushed
    event,
    amountXof: money.amountXof,
    ...(money.amountAsGiven !== undefined && { amountAsGiven: money.amountAsGiven }),
    feesXof: fees.feesXof,
    method: words('method'),
    account: words('account'),
    label: words('label'),
    partnerId: words('partnerId'),
    stateData: decodeStateData(member('stateData') ?? null),
    performedAt,
    failureCode: words('failureCode'),
    failureMessage: words('failureMessage'),
    doubts: [...moneyDoubts, ...fees.doubts, ...(timeIsOdd ? ['time-odd' as const] : [])],
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

interface Call {
  readonly body: Readonly<Record<string, unknown>>;
  /** The call was inside another object or a list of one. No documented call is. */
  readonly isWrapped: boolean;
}

/** Values inside count before values of the wrapping. A list of several is no call about one payment. */
function callIn(text: string): Call | null {
  const whole = parseJson(text)?.value;
  const value: unknown = Array.isArray(whole) && whole.length === 1 ? whole[0] : whole;
  const outer = asObject(value);
  if (outer === null) return null;
  const data = Array.isArray(outer.data) && outer.data.length === 1 ? (outer.data[0] as unknown) : outer.data;
  const inner = Object.hasOwn(outer, 'transactionId') ? null : asObject(data);
  return {
    body: inner === null ? outer : { ...outer, ...inner },
    isWrapped: inner !== null || value !== whole,
  };
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>) // JSON objects have string keys only
    : null;
}

function safeDigits(value: number): string | null {
  return Number.isSafeInteger(value) ? String(value) : null;
}

function announcedStatus(
  event: string | null,
  flag: unknown,
): 'success' | 'failed' | 'contradiction' | 'unknown-event' | 'flag-missing' {
  switch (event) {
    case 'transaction.success':
      if (flag === undefined || flag === null) return 'flag-missing';
      return flag === true ? 'success' : 'contradiction';
    case 'transaction.failed':
      return flag === true ? 'contradiction' : 'failed';
    default:
      return 'unknown-event';
  }
}

/** The text itself where it names one instant; a date without a zone does not. */
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

/** JSON text may arrive encoded once or twice. Decode only what looks encoded, so that digits stay digits. */
function decodeStateData(value: unknown): unknown {
  let decoded = value;
  for (let times = 0; times < 2 && typeof decoded === 'string' && /^\s*["{[]/.test(decoded); times += 1) {
    const inner = parseJson(decoded);
    if (inner === null) break;
    decoded = inner.value;
  }
  return decoded;
}
