import type { PaymentEvent } from '../payment/payment';

/** The body of a provider's call as text. */
export interface BodyText {
  /** Without a byte order mark. */
  readonly text: string;
  /** The bytes were not UTF-8, as JSON requires: letters beyond ASCII may be wrong. */
  readonly isGuessed: boolean;
}

/** An event without any value, to be filled with what is known. */
export const blankEvent: PaymentEvent = {
  transactionId: null,
  status: 'check',
  event: null,
  amountXof: null,
  feesXof: null,
  method: null,
  account: null,
  label: null,
  partnerId: null,
  stateData: null,
  performedAt: null,
  failureCode: null,
  failureMessage: null,
  doubts: [],
};

/** What is known of an authenticated call that cannot be understood. It is stored, and shown as "to check". */
export const unreadableEvent: PaymentEvent = { ...blankEvent, doubts: ['unreadable'] };
