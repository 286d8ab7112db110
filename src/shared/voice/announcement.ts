import type { Mode, PaymentStatus } from '../payment/payment';

/** A sound for each meaning: never one bell for two of them. */
export const sounds = [
  'success',
  'failure',
  'alarm',
  'reversal',
  /** A payment still waits to be handed over. */
  'reminder',
  /** Payments that were made while nobody heard. */
  'late',
  'cut-off',
  'heard-again',
] as const;
export type Sound = (typeof sounds)[number];

/** What a payment sounds like as it arrives. */
export const soundOfStatus: Readonly<Record<PaymentStatus, Sound>> = {
  success: 'success',
  failed: 'failure',
  check: 'alarm',
};

/** What a voice can say of something that happened. */
export type Spoken =
  | {
      readonly kind: 'payment';
      readonly status: PaymentStatus;
      readonly mode: Mode;
      readonly amountXof: number | null;
    }
  /** Payments received in one burst, or found again after a deaf period. */
  | { readonly kind: 'several'; readonly count: number; readonly totalXof: number }
  /** Received, and still not handed over. */
  | { readonly kind: 'unclaimed'; readonly amountXof: number }
  /** The provider is not heard, or heard again. */
  | { readonly kind: 'cut-off' }
  | { readonly kind: 'heard-again' };

/** What to ring, show and say for something that happened. */
export interface Announcement {
  readonly sound: Sound;
  readonly title: string;
  readonly body: string;
  readonly mode: Mode;
  /** The payment to bring to the eye when the announcement is clicked. */
  readonly paymentId: string | null;
  /** Null: only the sound. */
  readonly spoken: Spoken | null;
}

/** As much of an announcement as a notification shows and its click needs. */
export type NotificationWords = Pick<Announcement, 'title' | 'body' | 'paymentId'>;
