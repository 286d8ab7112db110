import type { Claim, Mode } from './payment';

/** What a receipt vouches for; all of it is signed. */
export interface ReceiptFacts {
  readonly paymentId: string;
  readonly amountXof: number;
  /** ISO instant of the payment, to the second. */
  readonly at: string;
  readonly mode: Mode;
}

/** A receipt as it goes to the customer: nothing on it that a helper may not know. */
export interface Receipt extends ReceiptFacts {
  readonly amountInWords: string;
  readonly provider: string;
  /** As the provider names it. */
  readonly method: string | null;
  /** Masked. */
  readonly account: string | null;
  readonly transactionId: string | null;
  /** Null where the customer was not served yet. */
  readonly claim: Claim | null;
  /** What the QR holds: the facts, signed. */
  readonly qr: string;
  /** For a customer who cannot read a QR: typed at this shop's own counter. */
  readonly code: string;
  /** The key that signed it, for people: "4F-2A-91-0C-7D-E3". */
  readonly key: string;
}

/** Why a receipt that this shop signed must not be taken for a payment received now. */
export const receiptDoubts = [
  /** The ledger holds no such payment. */
  'unknown-payment',
  'other-amount',
  'other-time',
  'not-received',
  'reversed',
  'given-back',
  'given-back-partly',
  /** The provider says otherwise than it announced. */
  'disputed',
  'test',
  'another-day',
  'handed-over',
] as const;
export type ReceiptDoubt = (typeof receiptDoubts)[number];

/** What is to be said of a receipt that somebody shows. */
export type ReceiptCheck =
  /** Neither the content of a receipt's QR nor a code. */
  | { readonly kind: 'no-receipt' }
  /** A code with a wrong or missing sign. */
  | { readonly kind: 'mistyped' }
  /** Well typed, and no receipt of this shop has it. */
  | { readonly kind: 'unknown-code' }
  /** What it says is not what was signed. */
  | { readonly kind: 'altered' }
  /** Signed by somebody; nobody here knows who. */
  | { readonly kind: 'other-shop'; readonly facts: ReceiptFacts; readonly key: string }
  | {
      readonly kind: 'ours';
      readonly facts: ReceiptFacts;
      readonly key: string;
      /** Empty: received today, as it says, and nobody was served for it. */
      readonly doubts: readonly ReceiptDoubt[];
      /** What the ledger says, if that differs. */
      readonly ledger: Pick<ReceiptFacts, 'amountXof' | 'at'> | null;
      /** Who was served; null also where the caller may not know. */
      readonly claim: Claim | null;
    };

/** Longer than any receipt's QR. */
export const longestReceiptText = 400;
