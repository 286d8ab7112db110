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
  /** The secret is kept in the computer's vault, which is not open now: nobody can say whether it was the right one. */
  'vault-shut',
  'stopping',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** A call turned away. Equal ones within a minute are one refusal with a count. */
export interface Refusal {
  readonly reason: RefusalReason;
  /** Null where neither path nor secret told us. */
  readonly mode: Mode | null;
  /** HTTP status that was answered. */
  readonly httpStatus: number;
  /** ISO instants of the first and the last of them. */
  readonly at: string;
  readonly lastAt: string;
  readonly count: number;
  readonly diagnosis: SecretDiagnosis | null;
  /** Whose address was called, where it was one of this counter's. */
  readonly provider?: string;
  /** Turned away there, while it stood for this counter. */
  readonly through?: 'relay';
  /** It was surely the provider. */
  readonly knock?: KnockAt;
}
