import { isUtf8 } from 'node:buffer';
import { bodyTextOf } from '../body-text';
import type { Provider } from '../provider';
import type { KeptCall } from './call-line';

/** Headers whose value tells how to read a body, and nothing about a person. */
const plainHeaders: ReadonlySet<string> = new Set(['content-type', 'content-encoding', 'content-length']);
/** Fields with words from a provider's own list, and how those are written. */
const plainFields: Readonly<Partial<Record<string, RegExp>>> = {
  event: /^transaction\.[a-z_]+$/,
  name: /^transaction\.[a-z_]+$/,
  method: /^[A-Za-z_]{2,20}$/,
  mode: /^[A-Za-z_]{2,20}$/,
  status: /^[A-Za-z_]{2,20}$/,
  currency: /^[A-Z]{3}$/,
};
/** A field name as programs write it; a longer one, or one with more than one digit, may be anything. */
const plainName = /^(?!.*\d\D*\d)[A-Za-z_][\w-]{0,29}$/;
/** Under these names the shop puts its own data, including field names. */
const ownFields = /state|metadata|custom|data_/i;

/** An accepted call in a form that anybody may see: its shape, but neither payer, amount nor secrets. */
export function maskedCall(
  { call, headers, body }: KeptCall,
  by: Pick<Provider, 'parse'> | undefined,
): Readonly<Record<string, unknown>> {
  const { provider, mode, method, status, tookMs, bodySize } = call;
  const event = body === null ? null : (by?.parse(body, call.at) ?? null);
  return {
    provider,
    mode,
    method,
    status,
    tookMs,
    bodySize,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        plainName.test(name) ? name : masked(name),
        plainHeaders.has(name) ? value.replace(/[^\w\s/;=.+-]/g, 'x').slice(0, 80) : masked(value),
      ]),
    ),
    isUtf8: body === null ? null : isUtf8(body),
    body: body === null ? null : maskedBody(bodyTextOf(body).text),
    read: event && { status: event.status, doubts: event.doubts, hasAmount: event.amountXof !== null },
  };
}

function maskedBody(text: string): unknown {
  try {
    return maskedValue(JSON.parse(text), '', false);
  } catch {
    return masked(text);
  }
}

/** `isOwn`: inside a field of the shop's own data. */
function maskedValue(value: unknown, field: string, isOwn: boolean): unknown {
  if (typeof value === 'string')
    return !isOwn && plainFields[field]?.test(value) === true ? value : masked(value);
  if (typeof value === 'number') return Number(String(value).replace(/\d/g, '1'));
  if (Array.isArray(value)) return value.map((one) => maskedValue(one, field, isOwn));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one], at) => [
      !isOwn && plainName.test(name) ? name : `${masked(name)} ${at}`,
      maskedValue(one, name, isOwn || ownFields.test(name)),
    ]),
  );
}

/** Keeps length and punctuation: how a date is written, spaces at an edge. */
function masked(text: string): string {
  const digits = text.slice(0, 5_000).replace(/\p{N}/gu, '0');
  return /^0{4}-00-00T[0:.]+Z$/.test(digits) ? digits : digits.replace(/\p{L}|\p{M}/gu, 'x');
}
