import type { EndpointName } from '../payment/endpoint';
import type { SecretDiagnosis } from './secret-diagnosis';

/** Why a provider's call is refused. */
export type KnockCause =
  /** It proved one of our secrets at a path that has the right shape and is not, or no longer, ours. */
  | 'old-path'
  /** It proved one of our secrets at a path that we do not use. */
  | 'odd-path'
  /** It called our secret path without a valid proof. */
  | 'wrong-secret';

/** A refused call that surely came from the provider: it knows our secret or our path. */
export interface KnockAt {
  readonly endpoint: EndpointName;
  readonly cause: KnockCause;
}

/** The alarm that the provider's calls are refused. It ends when one is accepted. */
export interface Knock extends KnockAt {
  readonly diagnosis: SecretDiagnosis | null;
  /** ISO instants of the first and the last refused call. */
  readonly since: string;
  readonly lastAt: string;
}

/**
 * Whether an accepted call at `endpoint` ends the alarm. An accepted test says nothing about real payments, unless the
 * refused call was itself a test at the wrong address.
 */
export function isEndedBy({ endpoint: knocked, diagnosis }: Knock, endpoint: EndpointName): boolean {
  if (endpoint.provider !== knocked.provider) return false;
  return endpoint.mode === knocked.mode || endpoint.mode === 'live' || diagnosis === 'other-mode';
}

/** The one to report where there are several: real payments before tests. */
export function firstKnock(knocks: readonly Knock[]): Knock | null {
  return knocks.find(({ endpoint }) => endpoint.mode === 'live') ?? knocks[0] ?? null;
}
