import type { Claim, Mode } from './payment';

/** What a receipt confirms; all of it is signed. */
export interface ReceiptFacts {
  readonly paymentId: string;
  readonly amountXof: number;
  /** ISO instant of the payment, to the second. */
  readonly at: string;
  readonly mode: Mode;
}

/** A receipt as the customer gets it: nothing on it that a helper may not see. */
export interface Receipt extends ReceiptFacts {
  readonly amountInWords: string;
  readonly provider: string;
  /** As the provider names it. */
  readonly method: string | null;
  /** Masked. */
  readonly account: string | null;
  readonly transactionId: string | null;
  /** Null where nothing was handed over yet. */
  readonly claim: Claim | null;
  /** The content of the QR: the signed facts. */
  readonly qr: string;
  /** For customers whose QR cannot be read: typed at this shop's own counter. */
  readonly code: string;
  /** The key that signed it, written for people: "4F-2A-91-0C-7D-E3". */
  readonly key: string;
}

/** Why a receipt that this shop signed does not prove a payment received now. */
export const receiptDoubts = [
  /** The ledger holds no such payment. */
  'unknown-payment',
  'other-amount',
  'other-time',
  'not-received',
  'reversed',
  'given-back',
  'given-back-partly',
  /** The provider's API contradicts the announcement. */
  'disputed',
  'test',
  'another-day',
  'handed-over',
] as const;
export type ReceiptDoubt = (typeof receiptDoubts)[number];

/** The result of checking a receipt. */
export type ReceiptCheck =
  /** Neither the content of a receipt's QR nor a code. */
  | { readonly kind: 'no-receipt' }
  /** A code with a wrong or missing character. */
  | { readonly kind: 'mistyped' }
  /** A correct code, but no receipt of this shop has it. */
  | { readonly kind: 'unknown-code' }
  /** Its content is not what was signed. */
  | { readonly kind: 'altered' }
  /** Signed with a key that this shop does not know. */
  | { readonly kind: 'other-shop'; readonly facts: ReceiptFacts; readonly key: string }
  | {
      readonly kind: 'ours';
      readonly facts: ReceiptFacts;
      readonly key: string;
      /** Empty: received today, as it says, and nothing was handed over for it. */
      readonly doubts: readonly ReceiptDoubt[];
      /** What the ledger says, where that differs. */
      readonly ledger: Pick<ReceiptFacts, 'amountXof' | 'at'> | null;
      /** The claim, where there is one and the caller may see it. */
      readonly claim: Claim | null;
    };

/** Longer than any receipt's QR. */
export const longestReceiptText = 400;
