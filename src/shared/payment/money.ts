import { locales } from '../settings/locales';
import type { Language } from '../settings/preferences';

const whole = { maximumFractionDigits: 0 };
const numbers: Readonly<Record<Language, Intl.NumberFormat>> = {
  fr: new Intl.NumberFormat(locales.fr, whole),
  en: new Intl.NumberFormat(locales.en, whole),
};

/** Whole francs as a shop writes them: "43 500 F". Plain spaces, so that it can be printed, copied and searched. */
export function formatXof(amountXof: number, language: Language): string {
  return `${formatWhole(amountXof, language)} F`;
}

/** "1 850", or "1,850". Plain spaces, too. */
export function formatWhole(count: number, language: Language): string {
  return plainSpaces(numbers[language].format(count));
}

/**
 * The digits of a typed number, "43 500", "43,500" or "+229 01 97 00 00 00", without the signs between them; null where
 * it is no number.
 */
export function typedDigits(typed: string): string | null {
  const digits = typed.replace(/[\s.,+-]/g, '');
  return /^\d+$/.test(digits) ? digits : null;
}

/** Whole francs typed in a field, "50 000" or "50,000"; null for an empty field, undefined where it is no amount. */
export function typedXof(typed: string): number | null | undefined {
  const digits = typed.replace(/[\s.,]/g, '');
  if (digits === '') return null;
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}

/** `Intl` separates with U+202F and U+00A0, which printers, CSV readers and typed searches do not know. */
export function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f\u2009]/g, ' ');
}
