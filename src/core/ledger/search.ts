import { plainSpaces } from '../../shared/money';
import type { Payment } from '../../shared/payment';

/** What to look for, prepared once for many payments. */
export interface Search {
  matches(payment: Payment): boolean;
  /** Whether such a payment can be in the bytes of a document: cheaper by far than understanding all of it. */
  mayBeIn(bytes: Buffer): boolean;
}

/**
 * Finds the typed text in transaction number, payer's number, method and label, and digits in the amount as well.
 * A number of Benin is found in its old form (229 and eight digits) and its new one (01 put before those), whichever
 * of the two was stored and whichever was typed.
 */
export function searchFor(text: string): Search {
  const words = simplify(text);
  const digits = digitsOf(words);
  // What is typed may be the beginning of a number only.
  const typed = digits?.replace(/^(229)?01/, '$1') ?? '';
  const inJson = words.split(/\s+/).map((word) => JSON.stringify(word).slice(1, -1));
  const holdsAllWords = holdsAll(inJson);
  const shortest = digits?.replace(/^(229)?(01)?/, '') ?? '';
  return {
    mayBeIn(bytes) {
      if (digits !== null && (bytes.includes(digits) || bytes.includes(shortest))) return true;
      return digits !== words && holdsAllWords(bytes);
    },
    matches(payment) {
      const { transactionId, method, label, account, amountXof } = payment;
      if (
        [transactionId, method, label, account].some(
          (value) => value !== null && simplify(value).includes(words),
        )
      )
        return true;
      if (digits === null) return false;
      if (amountXof !== null && String(amountXof).includes(digits)) return true;
      return account !== null && typed !== '' && oldForm(account.replace(/\D/g, '')).includes(typed);
    },
  };
}

/** In either case. What is plain ASCII is found without decoding the bytes: a megabyte a document adds up. */
function holdsAll(words: readonly string[]): (bytes: Buffer) => boolean {
  if (words.every((word) => /^[\x20-\x7e]*$/.test(word))) {
    const patterns = words.map((word) => new RegExp(word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'i'));
    return (bytes) => {
      const text = bytes.toString('latin1');
      return patterns.every((pattern) => pattern.test(text));
    };
  }
  return (bytes) => {
    const text = bytes.toString().toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

function simplify(text: string): string {
  return plainSpaces(text).trim().toLowerCase();
}

/** "43 500 F" and "+229 01 97 00 00 00" as digits; null where it is not a number. */
function digitsOf(words: string): string | null {
  const amount = words.replace(/(f|f ?cfa|xof)$/, '').replace(/[\s.+-]/g, '');
  return /^\d+$/.test(amount) ? amount.replace(/^00(?=229)/, '') : null;
}

function oldForm(number: string): string {
  return number.replace(/^(229)?01(?=\d{8}$)/, '$1');
}
