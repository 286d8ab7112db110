import { endpointNames } from '../../shared/payment/endpoint';
import type { Notice } from '../../shared/state/notice';
import type { ComptoirConfig } from '../comptoir-ports';
import { hashSecretVariable } from './secrets';

/** Options with which Node trusts the computer's certificate authorities. */
const authorityOption = /--use-(openssl|system)-ca\b/;

/**
 * Notices for the owner about the environment variables of this run. The packaged app ignores certificate authorities
 * given by them.
 */
export function environmentNotices({
  environment,
  doubtsEnvironment = false,
}: Pick<ComptoirConfig, 'environment' | 'doubtsEnvironment'>): readonly Notice[] {
  const isSet = (variable: string): boolean => (environment[variable] ?? '') !== '';
  if (doubtsEnvironment)
    return endpointNames.some((endpoint) => isSet(hashSecretVariable(endpoint)))
      ? [{ kind: 'secret-in-environment' }]
      : [];
  return isSet('NODE_EXTRA_CA_CERTS') || authorityOption.test(environment.NODE_OPTIONS ?? '')
    ? [{ kind: 'authority-in-environment' }]
    : [];
}
