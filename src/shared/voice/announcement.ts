import type { Mode, PaymentStatus } from '../payment/payment';

/** Each sound has one meaning. */
export const sounds = [
  'success',
  'failure',
  'alarm',
  'reversal',
  /** A payment still waits to be handed over. */
  'reminder',
  /** Payments made during an outage. */
  'late',
  'cut-off',
  'heard-again',
] as const;
export type Sound = (typeof sounds)[number];

/** The sound of a payment as it arrives. */
export const soundOfStatus: Readonly<Record<PaymentStatus, Sound>> = {
  success: 'success',
  failed: 'failure',
  check: 'alarm',
};

/** What a voice can say about an event. */
export type Spoken =
  | {
      readonly kind: 'payment';
      readonly status: PaymentStatus;
      readonly mode: Mode;
      readonly amountXof: number | null;
    }
  /** Payments received in one burst, or added after a deaf period. */
  | { readonly kind: 'several'; readonly count: number; readonly totalXof: number }
  /** Received, and still not handed over. */
  | { readonly kind: 'unclaimed'; readonly amountXof: number }
  /** The provider is not heard, or is heard again. */
  | { readonly kind: 'cut-off' }
  | { readonly kind: 'heard-again' };

/** What to play, show and say for an event. */
export interface Announcement {
  readonly sound: Sound;
  readonly title: string;
  readonly body: string;
  readonly mode: Mode;
  /** The payment to show when the announcement is clicked. */
  readonly paymentId: string | null;
  /** Null: only the sound. */
  readonly spoken: Spoken | null;
}

/** The part of an announcement that a notification and its click need. */
export type NotificationWords = Pick<Announcement, 'title' | 'body' | 'paymentId'>;
