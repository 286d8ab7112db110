import { plainSpaces } from '../../shared/payment/money';

/** Control characters and marks that change the text direction: a label with one could make another amount appear. */
const hidden = /(?![\t\n\r])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Untrusted text for a cell: with plain spaces, and a visible sign in place of each invisible control character. */
export function harmless(text: string): string {
  return plainSpaces(text).replace(hidden, '\ufffd');
}

/** A text that a spreadsheet would carry out. */
const formula = /^\s*[=+\-@\uff0b\uff0d\uff1d\uff20]|^[\t\r\n]/;
/** Carried out by none: a phone number with its country's sign, a negative number. */
const signedNumber = /^[+-][\d .,()/-]+$/;
/** Excel accepts no longer text between the quotes of a formula. */
const longestQuoted = 255;
/** Nothing longer is a number, a day or an hour, unless it has no letter at all. */
const longestNumber = 40;

/**
 * A text in CSV that a spreadsheet shows as it is. `="…"` is for Excel and LibreOffice, which both make numbers and days of
 * "0012345", "1E5" and "3/4" and keep 15 digits of 16; neither has another way to say in a CSV file that a cell is text.
 * The apostrophe is for formulas: it stays one where the file is saved as CSV and opened once more, which `="…"` does not.
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
