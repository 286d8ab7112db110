import type { Payment, PaymentStatus } from '../../src/shared/payment/payment';
import type { Texts } from '../../src/shared/texts/texts';

/** How a payment stands by now: what was found out since it came outweighs what its call said. */
export interface StandingWords {
  /** Decides shape and colour. */
  readonly look: PaymentStatus;
  readonly word: string;
  /** With the next step. */
  readonly sentence: string;
}

export function effectiveStatusWords(
  { status, verification }: Pick<Payment, 'status' | 'verification'>,
  { payment: words }: Pick<Texts, 'payment'>,
): StandingWords {
  if (verification.kind === 'reversed') return { look: 'failed', ...words.reversed };
  if (verification.kind === 'disputed') return { look: 'check', ...words.disputed };
  // Where a call said so itself, its own words stand.
  if (isDenied(verification) && status !== 'failed') return { look: 'failed', ...words.notReceived };
  return { look: status, word: words.status[status], sentence: words.sentence[status] };
}

/** The shape and colour alone. */
export function lookOf({ status, verification }: Pick<Payment, 'status' | 'verification'>): PaymentStatus {
  if (verification.kind === 'reversed' || isDenied(verification)) return 'failed';
  return verification.kind === 'disputed' ? 'check' : status;
}

function isDenied(verification: Payment['verification']): boolean {
  return verification.kind === 'settled' && verification.outcome === 'not-received';
}

/** Doubtful: to be looked at elsewhere before goods go. */
export function needsLook({ status, verification }: Payment): boolean {
  return status === 'check' || verification.kind === 'disputed';
}
