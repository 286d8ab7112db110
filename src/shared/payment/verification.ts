import type { EndpointKey } from './endpoint';
import type { Settlement, Verification } from './payment';

/** Why asking a provider led nowhere. None of them says anything about the payment. */
export type UnsureReason =
  /** No answer: no internet, or nobody there within the time. */
  | 'unreachable'
  /** The provider has trouble of its own. */
  | 'provider-failing'
  /** It wants fewer questions. */
  | 'too-many-questions'
  /** The keys are wrong, withdrawn, or those of the other mode. */
  | 'keys-refused'
  /** An answer that nobody here understands. */
  | 'odd-answer';

/** What the counter does to learn whether announced payments are true. */
export interface VerificationState {
  /** Endpoints whose provider can be asked: the merchant gave the keys. */
  readonly keys: readonly EndpointKey[];
  /** Questions still to be asked, those for later included. */
  readonly waiting: number;
  /** ISO instant of the next question; null where none waits. */
  readonly nextAt: string | null;
  /** Why the last question led nowhere; null where it did not. */
  readonly trouble: UnsureReason | null;
  /** Questions left of those asked once more before a day is closed; null while nobody waits for them. */
  readonly rechecking: number | null;
}

/** The result of asking providers again about payments. */
export interface Recheck {
  readonly answered: number;
  /** The provider gave no answer to these; they stand as they did. */
  readonly unanswered: number;
}

export const noVerification: VerificationState = {
  keys: [],
  waiting: 0,
  nextAt: null,
  trouble: null,
  rechecking: null,
};

/** What announcement and provider disagree about. */
export const disputes = [
  'amount',
  'outcome',
  'unknown-payment',
  'direction',
  'payer',
  'failed-after-success',
] as const;
export type Dispute = (typeof disputes)[number];

/** A disputed verification's `difference`, taken apart. */
export function disputeIn(difference: string): { readonly dispute: Dispute; readonly says: string } | null {
  const [word = '', ...says] = difference.split(' ');
  const dispute = disputes.find((known) => known === word);
  return dispute === undefined ? null : { dispute, says: says.join(' ') };
}

export const failedAfterSuccess: Dispute = 'failed-after-success';

/** One call announced the money, and a later one of the same number that the payment had failed. */
export function isFailedAfterSuccess(
  verification: Verification,
): verification is Extract<Verification, { kind: 'disputed' }> {
  return verification.kind === 'disputed' && verification.difference === failedAfterSuccess;
}

/** The provider was asked and says, as one of its calls did, that no money came. */
export function deniedAt(at: string): Settlement {
  return { kind: 'settled', at, outcome: 'not-received', by: null, difference: failedAfterSuccess };
}

/** Disputes about whether the money came at all. Of the others it is known that it came, and not how much or from whom. */
const aboutMoneyItself: ReadonlySet<Dispute> = new Set<Dispute>([
  'outcome',
  'unknown-payment',
  'direction',
  failedAfterSuccess,
]);

/** The owner, who can look into the provider's dashboard, may say whether the money came, and say otherwise later. */
export function mayBeSettled(
  verification: Verification,
): verification is Extract<Verification, { kind: 'disputed' | 'settled' }> {
  if (verification.kind === 'settled') return true;
  const dispute = verification.kind === 'disputed' ? disputeIn(verification.difference) : null;
  return dispute !== null && aboutMoneyItself.has(dispute.dispute);
}

/**
 * How the call that announced the failure stands, by what is known of the money since: in doubt as long as the money is.
 * Null: nothing new.
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
