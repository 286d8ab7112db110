import { plainWords } from './plain';

/** The app counts only West African francs (XOF): the Central African franc has the same name but is another currency. */
export function isOtherCurrency(text: string): boolean {
  if (/[€$£¥₦₵]/.test(text)) return true;
  const named =
    /\b(?:gnf|eur|euros?|usd|dollars?|gbp|ngn|naira|ghs|cedis?|xaf|cdf|mad|kes|zar|cad|chf|gmd|cny|slee?|lrd|mru|ugx|rwf|kmf|bif|djf|xpf|fg|fc|fbu|dh|beac|cemac|guin[eé]+ns?|guin[eé]+nnes?|congolais|rwandais|burundais|comoriens?)\b/i;
  return named.test(text.replace(/\d/g, ' '));
}

/** ISO 4217 numbers of other currencies. Numbers that are not listed are the provider's own, and tell nothing. */
const otherNumbers: ReadonlySet<string> = new Set(['950', '324', '978', '840', '826', '566', '936']);
const francWords =
  /^(?:xof|952|f|frs?|f ?cfa|fcfa|cfa|francs?(?: cfa)?|cfa francs?|franc cfa (?:bceao|xof)|xof f?cfa|f ?cfa xof|xof 952|xof franc cfa(?: bceao)?|cfa franc bceao)$/;

/** What a column of currencies says. */
export function isOtherMoney(currency: string): boolean {
  if (currency === '') return false;
  const word = plainWords(currency);
  if (word === '') return isOtherCurrency(currency);
  if (/^[\d ]+$/.test(word)) return otherNumbers.has(word);
  return !francWords.test(word);
}

/** A cell that can only be the name of a currency. */
export function isCurrencyWord(value: string): boolean {
  const word = plainWords(value);
  if (/\d/.test(value)) return false;
  const isCode = /^(?:[A-Z]{3}|\W{1,2})$/.test(value) && isOtherCurrency(value);
  return isCode || (word.length > 1 && francWords.test(word));
}
