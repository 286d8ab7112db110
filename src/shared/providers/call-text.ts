import type { PaymentEvent } from '../payment/payment';

/** The body of a provider's call as text. */
export interface BodyText {
  /** Without a byte order mark. */
  readonly text: string;
  /** The bytes were not UTF-8, as JSON has to be: letters beyond ASCII may be others than were meant. */
  readonly isGuessed: boolean;
}

/** Nothing is said yet: what is known of a payment is written over it. */
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

/** All that can be said of an authenticated call that cannot be understood: kept, and shown as "to check". */
export const unreadableEvent: PaymentEvent = { ...blankEvent, doubts: ['unreadable'] };
