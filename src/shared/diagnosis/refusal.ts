import type { Mode } from '../payment/payment';
import type { KnockAt } from './knock';
import type { SecretDiagnosis } from './secret-diagnosis';

/** Why a call was turned away. */
export const refusalReasons = [
  'secret-missing',
  'secret-wrong',
  'secret-repeated',
  'no-secret-configured',
  'unknown-path',
  'method-not-allowed',
  'body-too-large',
  'body-incomplete',
  'encoding-not-supported',
  'headers-too-large',
  'malformed-request',
  'too-slow',
  'too-many',
  'ledger-unavailable',
  /** The secret is in the computer's vault, and the vault is shut now: the call cannot be checked. */
  'vault-shut',
  'stopping',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** A refused call. Equal ones within a minute are one refusal with a count. */
export interface Refusal {
  readonly reason: RefusalReason;
  /** Null where neither path nor secret tells. */
  readonly mode: Mode | null;
  /** HTTP status of the answer. */
  readonly httpStatus: number;
  /** ISO instants of the first and the last of them. */
  readonly at: string;
  readonly lastAt: string;
  readonly count: number;
  readonly diagnosis: SecretDiagnosis | null;
  /** The provider whose path was called, if it was one of this counter's. */
  readonly provider?: string;
  /** The relay refused it on behalf of this counter. */
  readonly through?: 'relay';
  /** Present where the call surely came from the provider. */
  readonly knock?: KnockAt;
}
