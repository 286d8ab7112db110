import { locales } from '../settings/locales';
import type { Language } from '../settings/preferences';

const whole = { maximumFractionDigits: 0 };
const numbers: Readonly<Record<Language, Intl.NumberFormat>> = {
  fr: new Intl.NumberFormat(locales.fr, whole),
  en: new Intl.NumberFormat(locales.en, whole),
};

/** Whole francs in words a shop uses: "43 500 F". Plain spaces, so that it can be printed, copied and searched. */
export function formatXof(amountXof: number, language: Language): string {
  return `${plainSpaces(numbers[language].format(amountXof))} F`;
}

/** Digits as people type them, "43 500", "43,500" or "+229 01 97 00 00 00", without what stands between; null where it is no number. */
export function typedDigits(typed: string): string | null {
  const digits = typed.replace(/[\s.,+-]/g, '');
  return /^\d+$/.test(digits) ? digits : null;
}

/** Whole francs in a field of their own, "50 000" or "50,000"; null for nothing, undefined for what is no amount. */
export function typedXof(typed: string): number | null | undefined {
  const digits = typed.replace(/[\s.,]/g, '');
  if (digits === '') return null;
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}

/** `Intl` separates with U+202F and U+00A0, which printers, CSV readers and typed searches do not know. */
export function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f\u2009]/g, ' ');
}
