import { createHmac } from 'node:crypto';
import { dayAfter, dayCount } from '../../shared/calendar';
import type { ReceiptFacts } from '../../shared/payment/receipt';
import { idOf, placeOf } from '../ledger/payment-id';
import { signedText } from './signed-receipt';

/** A receipt in sixteen characters that people can type: the payment, a proof that this shop wrote it, and a check. */
export interface ReceiptCode {
  readonly paymentId: string;
  readonly proof: number;
}

/** Crockford's alphabet: without I, L, O and U, which are easily misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const misread: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' };
const signs = 16;
const firstDay = '2020-01-01';
/** Days until 2064, 67 million payments, one in 33 million for a guess. */
const bits = { day: 14n, seq: 26n, proof: 30n };
/** A prime below 2^10: one wrong character or two swapped ones are always found. */
const checkPrime = 1021n;

/** The proof, which only the shop's secret key can make from these facts. */
export function proofOf(facts: ReceiptFacts, seed: Buffer, publicKey: string): number {
  const text = `receipt code ${signedText(facts, publicKey)}`;
  return createHmac('sha256', seed).update(text).digest().readUInt32BE(0) >>> 2;
}

/** In groups of four. Throws where the ledger holds more than the code has room for. */
export function receiptCode({ paymentId, proof }: ReceiptCode): string {
  const place = placeOf(paymentId);
  const day = place === null ? -1 : dayCount(firstDay, place.day) - 1;
  const seq = place?.seq ?? 0;
  if (day < 0 || BigInt(day) >> bits.day > 0n || BigInt(seq) >> bits.seq > 0n)
    throw new Error(`no receipt's code has room for ${paymentId}`);
  const said = (((BigInt(day) << bits.seq) | BigInt(seq)) << bits.proof) | BigInt(proof);
  let rest = (said << 10n) | checkOf(said);
  let code = '';
  for (let at = 0; at < signs; at += 1, rest >>= 5n) code = (alphabet[Number(rest & 31n)] ?? '') + code;
  return (code.match(/.{4}/g) ?? []).join('-');
}

/**
 * As people type it, in upper or lower case and with any gaps. `not-a-code`: it does not look like one; `mistyped`: a
 * character is wrong or missing.
 */
export function parseReceiptCode(typed: string): ReceiptCode | 'not-a-code' | 'mistyped' {
  const code = Array.from(typed.toUpperCase().replace(/[\s.-]/g, ''), (sign) => misread[sign] ?? sign);
  if (!code.every((sign) => /[0-9A-Z]/.test(sign))) return 'not-a-code';
  if (code.length < signs - 4 || code.length > signs + 4) return 'not-a-code';
  const values = code.map((sign) => alphabet.indexOf(sign));
  if (code.length !== signs || values.includes(-1)) return 'mistyped';
  const all = values.reduce((sum, value) => (sum << 5n) | BigInt(value), 0n);
  const said = all >> 10n;
  if (checkOf(said) !== (all & 1023n)) return 'mistyped';
  const part = (shift: bigint, width: bigint): number => Number((said >> shift) & ((1n << width) - 1n));
  const day = dayAfter(firstDay, part(bits.seq + bits.proof, bits.day));
  return { paymentId: idOf(day, part(bits.proof, bits.seq)), proof: part(0n, bits.proof) };
}

function checkOf(said: bigint): bigint {
  return (said << 10n) % checkPrime;
}
