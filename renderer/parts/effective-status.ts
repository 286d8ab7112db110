import type { Payment, PaymentStatus } from '../../src/shared/payment/payment';
import type { Texts } from '../../src/shared/texts/texts';

/** What a payment counts as now: later findings outweigh its call. */
export interface EffectiveStatus {
  /** Decides shape and colour. */
  readonly status: PaymentStatus;
  readonly word: string;
  /** With the next step. */
  readonly sentence: string;
}

export function effectiveStatusWords(
  { status, verification }: Pick<Payment, 'status' | 'verification'>,
  { payment: words }: Pick<Texts, 'payment'>,
): EffectiveStatus {
  if (verification.kind === 'reversed') return { status: 'failed', ...words.reversed };
  if (verification.kind === 'disputed') return { status: 'check', ...words.disputed };
  // Where a call itself said so, use that sentence.
  if (isDenied(verification) && status !== 'failed') return { status: 'failed', ...words.notReceived };
  return { status, word: words.status[status], sentence: words.sentence[status] };
}

/** The same without the sentence. */
export function effectiveStatus({
  status,
  verification,
}: Pick<Payment, 'status' | 'verification'>): PaymentStatus {
  if (verification.kind === 'reversed' || isDenied(verification)) return 'failed';
  return verification.kind === 'disputed' ? 'check' : status;
}

function isDenied(verification: Payment['verification']): boolean {
  return verification.kind === 'settled' && verification.outcome === 'not-received';
}

/** Doubtful: check at the provider before handing goods over. */
export function needsCheck({ status, verification }: Payment): boolean {
  return status === 'check' || verification.kind === 'disputed';
}
