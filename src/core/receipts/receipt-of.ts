import { toCardinal as englishWords } from 'n2words/en-GB';
import { toCardinal as frenchWords } from 'n2words/fr-FR';
import { effectiveStatusOf, happenedAt, type Payment } from '../../shared/payment/payment';
import type { Receipt, ReceiptFacts } from '../../shared/payment/receipt';
import { projectPayment } from '../../shared/access/project-payment';
import type { Language } from '../../shared/settings/preferences';
import type { ReceiptKeys } from './receipt-keys';

/** What a receipt of this payment confirms; null where its time or amount is not known. */
export function factsOf(payment: Payment): ReceiptFacts | null {
  const { id, amountXof, mode } = payment;
  const ms = Date.parse(happenedAt(payment));
  if (amountXof === null || amountXof < 0 || !(ms > 0)) return null;
  const at = new Date(Math.floor(ms / 1_000) * 1_000).toISOString();
  return { paymentId: id, amountXof, at, mode };
}

/** Null where the money was not received, or not all of it was kept: a receipt would be false. */
export async function receiptOf(
  payment: Payment,
  keys: Pick<ReceiptKeys, 'sign'>,
  language: Language,
): Promise<Receipt | null> {
  const isKept = payment.givenBack === undefined && !payment.doubts.some((doubt) => isGivingBack(doubt));
  const facts = effectiveStatusOf(payment) === 'success' && isKept ? factsOf(payment) : null;
  if (facts === null) return null;
  // A customer gets it, so it tells no more than the counter shows.
  const { provider, method, account, transactionId, claim } = projectPayment('helper', payment);
  return {
    ...facts,
    amountInWords: amountInWords(facts.amountXof, language),
    provider,
    method,
    account,
    transactionId,
    claim,
    ...(await keys.sign(facts)),
  };
}

export function isGivingBack(doubt: string): boolean {
  return doubt === 'given-back' || doubt === 'given-back-partly';
}

/** "cinq mille francs CFA", "un million de francs CFA". */
export function amountInWords(amountXof: number, language: Language): string {
  if (language === 'en') return `${englishWords(amountXof)} CFA ${amountXof === 1 ? 'franc' : 'francs'}`;
  const isRound = amountXof >= 1_000_000 && amountXof % 1_000_000 === 0;
  return `${frenchWords(amountXof)} ${isRound ? 'de ' : ''}${amountXof < 2 ? 'franc' : 'francs'} CFA`;
}
