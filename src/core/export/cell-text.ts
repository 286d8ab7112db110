import { plainSpaces } from '../../shared/payment/money';

/** Control characters and marks that change the text direction: a label with one could make another amount appear. */
const hidden = /(?![\t\n\r])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Untrusted text for a cell: plain spaces, and a visible sign for each invisible control character. */
export function harmless(text: string): string {
  return plainSpaces(text).replace(hidden, '\ufffd');
}

/** A text that a spreadsheet would run as a formula. */
const formula = /^\s*[=+\-@\uff0b\uff0d\uff1d\uff20]|^[\t\r\n]/;
/** Not run as a formula: a phone number with its country code, a negative number. */
const signedNumber = /^[+-][\d .,()/-]+$/;
/** The longest text that Excel accepts between the quotes of a formula. */
const longestQuoted = 255;
/** A longer text is no number, day or hour, unless it has no letter at all. */
const longestNumber = 40;

/**
 * A CSV text that a spreadsheet shows unchanged. Excel and LibreOffice read "0012345", "1E5" and "3/4" as numbers or
 * days, and keep only 15 of 16 digits. `="…"` is the only way to mark such a cell as text in CSV. Formulas get an
 * apostrophe instead, because it survives saving the file as CSV and opening it again, which `="…"` does not.
 */
export function asTextCell(text: string): string {
  const isOneLine = !/[\r\n]/.test(text) && text.length <= longestQuoted;
  if (formula.test(text) && !(signedNumber.test(text) && isOneLine)) return `'${text}`;
  if (!isRead(text)) return text;
  return isOneLine ? `="${text.replaceAll('"', '""')}"` : `'${text}`;
}

/** Text that a spreadsheet, or our own import, would not read as text. */
function isRead(text: string): boolean {
  if (text.startsWith("'") || /^(?:true|false|vrai|faux)$/i.test(text.trim())) return true;
  return /\d/.test(text) && (text.length <= longestNumber || !/\p{L}/u.test(text));
}
