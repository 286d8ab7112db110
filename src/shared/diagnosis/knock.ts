import type { EndpointName } from '../payment/endpoint';
import type { SecretDiagnosis } from './secret-diagnosis';

/** Why a provider that calls is not let in. */
export type KnockCause =
  /** It called an address of the right shape that is not, or no longer, ours, and proved one of our secrets there. */
  | 'old-path'
  /** It proved one of our secrets, at an address that we do not use. */
  | 'odd-path'
  /** It called the right address, which nobody else knows, without a valid proof. */
  | 'wrong-secret';

/** A call turned away that surely came from the provider: its secret, or the address it knows, says so. */
export interface KnockAt {
  readonly endpoint: EndpointName;
  readonly cause: KnockCause;
}

/** The alarm "the provider knocks and is not let in": it lasts until the provider is let in. */
export interface Knock extends KnockAt {
  readonly diagnosis: SecretDiagnosis | null;
  /** ISO instants of the first and the last call that was turned away. */
  readonly since: string;
  readonly lastAt: string;
}

/**
 * Whether a call that was let in at `endpoint` ends the alarm. A test that comes through says nothing of real payments, unless
 * it was a test that had gone astray.
 */
export function isEndedBy({ endpoint: knocked, diagnosis }: Knock, endpoint: EndpointName): boolean {
  if (endpoint.provider !== knocked.provider) return false;
  return endpoint.mode === knocked.mode || endpoint.mode === 'live' || diagnosis === 'other-mode';
}

/** The one to report where there are several: real payments before tests. */
export function firstKnock(knocks: readonly Knock[]): Knock | null {
  return knocks.find(({ endpoint }) => endpoint.mode === 'live') ?? knocks[0] ?? null;
}
