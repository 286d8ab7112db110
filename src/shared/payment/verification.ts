import type { EndpointKey } from './endpoint';
import type { Settlement, Verification } from './payment';

/** Why asking a provider gave no answer. None of these says anything about the payment. */
export type UnsureReason =
  /** No connection, or no answer in time. */
  | 'unreachable'
  /** The provider has an outage of its own. */
  | 'provider-failing'
  /** It asks for fewer requests. */
  | 'too-many-questions'
  /** The keys are wrong, withdrawn, or belong to the other mode. */
  | 'keys-refused'
  /** An answer that this version does not understand. */
  | 'odd-answer';

/** How far the checking of announced payments has come. */
export interface VerificationState {
  /** Endpoints whose provider can be asked, because the merchant gave the keys. */
  readonly keys: readonly EndpointKey[];
  /** Questions still to ask, also those planned for later. */
  readonly waiting: number;
  /** ISO instant of the next question; null where none is planned. */
  readonly nextAt: string | null;
  /** Why the last question got no answer; null where it got one. */
  readonly trouble: UnsureReason | null;
  /** Questions left before the day is closed; null where no close waits for them. */
  readonly rechecking: number | null;
}

/** The result of asking providers again about payments. */
export interface Recheck {
  readonly answered: number;
  /** Payments on which the provider gave no answer; they stay as they were. */
  readonly unanswered: number;
}

export const noVerification: VerificationState = {
  keys: [],
  waiting: 0,
  nextAt: null,
  trouble: null,
  rechecking: null,
};

/** On what announcement and provider disagree. */
export const disputes = [
  'amount',
  'outcome',
  'unknown-payment',
  'direction',
  'payer',
  'failed-after-success',
] as const;
export type Dispute = (typeof disputes)[number];

/** The parts of a disputed verification's `difference`. */
export function disputeIn(difference: string): { readonly dispute: Dispute; readonly says: string } | null {
  const [word = '', ...says] = difference.split(' ');
  const dispute = disputes.find((known) => known === word);
  return dispute === undefined ? null : { dispute, says: says.join(' ') };
}

export const failedAfterSuccess: Dispute = 'failed-after-success';

/** One call announced the money, and a later call with the same number announced a failure. */
export function isFailedAfterSuccess(
  verification: Verification,
): verification is Extract<Verification, { kind: 'disputed' }> {
  return verification.kind === 'disputed' && verification.difference === failedAfterSuccess;
}

/** The provider was asked, and confirms one of its calls: no money came. */
export function deniedAt(at: string): Settlement {
  return { kind: 'settled', at, outcome: 'not-received', by: null, difference: failedAfterSuccess };
}

/** Disputes about whether the money came at all. In the others it came, but how much or from whom is unsure. */
const aboutMoneyItself: ReadonlySet<Dispute> = new Set<Dispute>([
  'outcome',
  'unknown-payment',
  'direction',
  failedAfterSuccess,
]);

/**
 * Whether the owner may say if the money came, after a look into the provider's dashboard. The answer may change later.
 */
export function mayBeSettled(
  verification: Verification,
): verification is Extract<Verification, { kind: 'disputed' | 'settled' }> {
  if (verification.kind === 'settled') return true;
  const dispute = verification.kind === 'disputed' ? disputeIn(verification.difference) : null;
  return dispute !== null && aboutMoneyItself.has(dispute.dispute);
}

/**
 * The verification of the call that announced the failure, after something new is known about the money: doubtful while
 * the money is. Null: nothing changes.
 */
export function failureFollowing(money: Verification): Verification | null {
  switch (money.kind) {
    case 'verified':
      return { ...deniedAt(money.at), outcome: 'received' };
    case 'reversed':
      return deniedAt(money.at);
    case 'settled':
      return money;
    case 'disputed':
      return isFailedAfterSuccess(money) ? money : null;
    case 'announced':
      return null;
  }
}
