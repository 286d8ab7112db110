import { endsLikeShortened, isMasked, visibleDigits } from '../../../shared/payment/mask';
import { plainSpaces, typedDigits } from '../../../shared/payment/money';
import type { Payment, PaymentEvent } from '../../../shared/payment/payment';

/** A search, prepared once for many payments. */
export interface Search {
  matches(payment: Payment): boolean;
  /** Whether the typed text finds payments of this method. */
  matchesMethod(method: string): boolean;
  /** The `searchableText` of every other match contains at least one of these. */
  readonly needles: readonly Buffer[];
}

/**
 * Finds the typed text in transaction number, payer's number, method and label, and digits in the amount as well. A
 * number of Benin matches in its old form (229 and eight digits) and its new one (01 before those), however it was stored
 * or typed. In payments that are shown masked, a longer number is compared only by its visible digits. Otherwise a few
 * searches would reveal the hidden ones.
 */
export function searchFor(text: string, compared: 'whole' | 'masked'): Search {
  const words = simplify(text);
  const digits = digitsOf(words);
  // The typed text may be only the beginning of a number.
  const typed = digits?.replace(/^(229)?01/, '$1') ?? '';
  const needles = new Set([words, digits ?? words, typed === '' ? words : typed]);
  if (compared === 'masked') for (const needle of [...needles]) needles.add(lastOf(needle));
  return {
    needles: [...needles].map((needle) => Buffer.from(needle)),
    matchesMethod: (method) => simplify(method).includes(words),
    matches(payment) {
      const { transactionId, method, label, account, amountXof } = payment;
      if (
        compared === 'masked' &&
        transactionId !== null &&
        endsLikeShortened(simplify(transactionId), words)
      )
        return true;
      if (
        [transactionId, method, label, account].some(
          (value) => value !== null && simplify(value).includes(words),
        )
      )
        return true;
      if (digits === null) return false;
      if (amountXof !== null && String(amountXof).includes(digits)) return true;
      if (account === null || typed === '') return false;
      if (compared === 'masked' && typed.length > shownDigits)
        return isMasked(account) && visibleDigits(account) === lastOf(typed);
      return oldForm(account.replace(/\D/g, '')).includes(typed);
    },
  };
}

/** A mask leaves this many digits at the end. */
const shownDigits = 4;

function lastOf(needle: string): string {
  return Array.from(needle).slice(-shownDigits).join('');
}

/** All texts of a payment that a search compares, except its method, in the form in which they are compared. */
export function searchableText({ transactionId, label, account, amountXof }: PaymentEvent): string {
  const payer = simplify(account ?? '');
  const number = oldForm(payer.replace(/\D/g, ''));
  const told = [simplify(transactionId ?? ''), simplify(label ?? ''), payer, number === payer ? '' : number];
  return `${told.join('\x1f')}\x1f${amountXof ?? ''}\x1e`;
}

function simplify(text: string): string {
  return plainSpaces(text).trim().toLowerCase();
}

/** "43 500 F" and "+229 01 97 00 00 00" as digits; null where it is not a number. */
function digitsOf(words: string): string | null {
  return typedDigits(words.replace(/(f|f ?cfa|xof)$/, ''))?.replace(/^00(?=229)/, '') ?? null;
}

function oldForm(number: string): string {
  return number.replace(/^(229)?01(?=\d{8}$)/, '$1');
}
