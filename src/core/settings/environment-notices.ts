import { endpointNames } from '../../shared/payment/endpoint';
import type { Notice } from '../../shared/state/notice';
import type { ComptoirConfig } from '../comptoir-ports';
import { hashSecretVariable } from './secrets';

/** Options by which Node believes the authorities of the computer. */
const authorityOption = /--use-(openssl|system)-ca\b/;

/**
 * What the owner should know of the variables this run was started with. An app that doubts them is packaged with a Node that
 * takes no authorities from them.
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
