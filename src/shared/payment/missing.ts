import type { Language } from '../settings/preferences';
import { missingTexts } from '../texts/missing-texts';
import { formatXof } from './money';

/** Payments that were received and are no longer in the ledger. */
export interface MissingPayments {
  readonly count: number;
  /** Their sum as far as the manifest tells, so at least this much; null where it tells of none. */
  readonly amountXof: number | null;
}

/** "Il manque 3 paiements, 12 500 F au moins." */
export function missingSentence({ count, amountXof }: MissingPayments, language: Language): string {
  const amount = amountXof === null ? null : formatXof(amountXof, language);
  return missingTexts[language].sentence(count, amount);
}
