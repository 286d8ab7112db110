import type { Language } from '../settings/preferences';
import { missingTexts } from '../texts/missing-texts';
import { formatXof } from './money';

/** Payments that were received once and are there no more. */
export interface MissingPayments {
  readonly count: number;
  /** What they came to at least, as far as the manifest told; null where it told of none. */
  readonly amountXof: number | null;
}

/** "Il manque 3 paiements, 12 500 F au moins." */
export function missingSentence({ count, amountXof }: MissingPayments, language: Language): string {
  const amount = amountXof === null ? null : formatXof(amountXof, language);
  return missingTexts[language].sentence(count, amount);
}
