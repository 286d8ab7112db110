import type { EndpointKey } from './endpoint';

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

/** What came of asking once more about payments. */
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
