import type { Language } from './settings';

/** Whole francs in words a shop uses: "43 500 F". Plain spaces, so that it can be printed, copied and searched. */
export function formatXof(amountXof: number, language: Language): string {
  const digits = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    maximumFractionDigits: 0,
  }).format(amountXof);
  return `${plainSpaces(digits)} F`;
}

/** `Intl` separates with U+202F and U+00A0, which printers, CSV readers and typed searches do not know. */
export function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f\u2009]/g, ' ');
}
