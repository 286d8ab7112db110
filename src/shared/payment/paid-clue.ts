import { plainSpaces, typedDigits } from './money';
import { endsLikeShortened, isMasked, visibleDigits } from './mask';
import type { Payment } from './payment';
import { methodName, paymentTexts } from '../texts/payment-texts';

/** What a customer can say about a payment. */
export interface Clue {
  /** Simplified: small letters, no accents, single spaces. */
  readonly words: readonly string[];
  /** The whole text as an amount; null where it is none. */
  readonly amountXof: number | null;
}

/** Fewer digits prove nothing: one digit matches the end of every tenth number. */
const fewestPhoneDigits = 2;
const fewestLetters = 3;
/** Shorter runs occur in long numbers by chance. */
const fewestNumberDigits = 5;

/** The smallest coin: an amount that is no multiple of it is the end of a number. */
const smallestCoinXof = 5;

/** Whether any digit was typed: words alone say too little for a firm "not received". */
export function hasDigits({ words }: Clue): boolean {
  return words.some((word) => /\d/.test(word));
}

/** Whether the clue is the end of a payer's number, and this payment's payer has another number. */
export function contradictsPayer({ account }: Payment, { words }: Clue): boolean {
  if (account === null) return false;
  const whole = words.join('');
  const digits = typedDigits(whole);
  if (digits === null) return false;
  const isNumber = /^[+0]/.test(whole) || digits.length >= 8 || Number(digits) % smallestCoinXof !== 0;
  return isNumber && !endsAs(account, digits);
}

/** Null where it says too little to search by. */
export function parseClue(text: string): Clue | null {
  const simple = simplify(text);
  const words = simple.split(' ').filter((word) => word !== '');
  const digits = digitsOf(simple);
  if (digits === null && !words.some((word) => word.length >= fewestLetters || digitsOf(word) !== null))
    return null;
  if (digits?.length === 1) return null;
  return { words, amountXof: digits === null || digits.length > 9 ? null : Number(digits) };
}

/** The clue as one whole ("43 500 F", "01 97 00 00 42"), or each of its words by itself ("5000 momo"). */
export function matchesClue(payment: Payment, { words }: Clue): boolean {
  return (
    matchesWord(payment, words.join(' ')) ||
    (words.length > 1 && words.every((word) => matchesWord(payment, word)))
  );
}

function matchesWord(payment: Payment, word: string): boolean {
  const { amountXof, account, transactionId, label } = payment;
  const digits = digitsOf(word);
  const number = transactionId?.toLowerCase() ?? '';
  const isOfNumber = (typed: string): boolean => number.includes(typed) || endsLikeShortened(number, typed);
  if (digits !== null) {
    return (
      amountXof === Number(digits) ||
      (account !== null && endsAs(account, digits)) ||
      (digits.length >= fewestNumberDigits && isOfNumber(digits))
    );
  }
  if (word.length < fewestLetters) return false;
  return (
    isOfNumber(word) ||
    simplify(label ?? '').includes(word) ||
    methodNames(payment).some((name) => name.includes(word))
  );
}

/** Everybody says "momo". */
function methodNames({ method }: Payment): readonly string[] {
  if (method === null) return [];
  const known = (['fr', 'en'] as const).map((language) => methodName(method, paymentTexts[language]));
  return [...known, method.replaceAll('_', ' '), ...(method === 'MOBILE_MONEY' ? ['momo'] : [])].map(
    simplify,
  );
}

/** Benin put 01 before all its numbers in 2024. KKiaPay sends both forms, and customers use either. */
function endsAs(account: string, typed: string): boolean {
  if (typed.length < fewestPhoneDigits) return false;
  if (isMasked(account)) return endsAsMasked(visibleDigits(account), typed);
  const forms = (digits: string): readonly string[] => [digits, digits.replace(/^(229)?01(?=\d{8}$)/, '')];
  const stored = account.replace(/\D/g, '');
  const international = typed.replace(/^00/, '').replace(/^229(?=\d{8,10}$)/, '');
  return [...forms(typed), ...forms(international)].some((end) =>
    [stored, stored.replace(/^22901(?=\d{8}$)/, '')].some((whole) => whole.endsWith(end)),
  );
}

/** Compare only the digits that the mask shows: otherwise a few questions would reveal the hidden ones. */
function endsAsMasked(visible: string, typed: string): boolean {
  const compared = Math.min(visible.length, typed.length);
  return compared > 0 && visible.slice(-compared) === typed.slice(-compared);
}

/** "43 500 F CFA", "43.500", "43,500 F" and "+229 01 97 00 00 00" as digits; null where it is no number. */
function digitsOf(words: string): string | null {
  return typedDigits(words.replace(/ ?(f ?cfa|xof|frs?|francs?|f)$/, ''));
}

function simplify(text: string): string {
  return plainSpaces(text)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
