import { inEveryLanguage } from '../../shared/texts/define-texts';
import { paymentTexts } from '../../shared/texts/payment-texts';
import { isShortened, plainWords } from './plain';

/** A payer's number, whole or masked; null for names, row numbers and numbers that a spreadsheet shortened. */
export function payerIn(cell: string): string | null {
  if (isShortened(cell)) return null;
  const number = cell
    .replace(/^\s*(?:\+|00)/, '')
    .replace(/[\s.()/-]/g, '')
    .replace(/,0+$/, '');
  return /^\d{8,15}$/.test(number) || /^\d{2,12}[xX*•]{2,10}\d{0,4}$/.test(number) ? number : null;
}

/**
 * KKiaPay's calls report all operators as one method: operators' names become that method, so that totals are not split.
 */
const kkiapayMethods: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:mobile money|momo|mtn|moov|celtiis|orange|wave|togocel|tmoney|t money|flooz|free|airtel|mixx|yas|sbin|expresso)\b/,
    'MOBILE_MONEY',
  ],
  [/\b(?:carte|card|visa|mastercard|gim|cb)\b/, 'CARD'],
  [/\b(?:wallet|portefeuille)\b/, 'WALLET'],
  [/\b(?:banque|bank|virement|bancaire)\b/, 'BANK_ACCOUNT'],
];

const names = inEveryLanguage(paymentTexts).flatMap(({ methods }) => Object.entries(methods));

/** The name in the provider's own calls, where it is known. */
export function methodIn(cell: string, provider: string): string | null {
  if (cell === '') return null;
  const word = plainWords(cell);
  // KKiaPay's codes are in capitals, those of FedaPay's operators are not.
  const known = names.find(
    ([code, name]) =>
      (code === code.toUpperCase()) === (provider === 'kkiapay') &&
      (code === cell || plainWords(name) === word || plainWords(code) === word),
  );
  if (known !== undefined) return known[0];
  if (provider !== 'kkiapay') return cell;
  return kkiapayMethods.find(([pattern]) => pattern.test(word))?.[1] ?? cell;
}
