import { webhookUrlsOf, type AppState } from '../../shared/state/app-state';
import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import { descriptionOf } from '../../shared/providers/providers';
import type { EndpointName } from '../../shared/payment/endpoint';
import type { WriteClipboard } from '../ports';
import { isDiskFull } from '../storage/disk';
import { VaultShut } from './vault';
import type { Secrets } from './secrets';

interface Parts {
  readonly state: () => AppState;
  readonly secrets: Secrets;
  readonly writeClipboard: WriteClipboard;
  /** Like `copy`, for a text that must not stay there. */
  readonly copySecret: WriteClipboard;
  readonly onSettingsChanged: () => Promise<void>;
}

/** What a window may do with an endpoint's secret and address. */
export function createEndpointHandlers(
  { state, secrets, writeClipboard, copySecret, onSettingsChanged }: Parts,
  fail: (code: CommandError) => never,
): Pick<
  CommandHandlers,
  'regenerateHashSecret' | 'revokePreviousSecret' | 'saveHashSecret' | 'takeHashSecret' | 'copyToClipboard'
> {
  const notSaved = (error: unknown): never =>
    fail(error instanceof VaultShut ? 'vault-shut' : isDiskFull(error) ? 'disk-full' : 'secret-store-failed');
  /** A secret is sent to a page only where the computer has no clipboard. */
  let lacksClipboard = false;
  const hashSecretOf = (endpoint: EndpointName): string =>
    secrets.hashSecret(endpoint) ??
    fail(secrets.hashSecretSource(endpoint) === 'stored' ? 'vault-shut' : 'address-not-known');
  return {
    async regenerateHashSecret(endpoint) {
      if (secrets.hashSecretSource(endpoint) === 'environment') fail('secret-from-environment');
      if (descriptionOf(endpoint.provider)?.secretMadeBy !== 'comptoir') fail('bad-argument');
      await secrets.regenerate(endpoint).catch(notSaved);
      await onSettingsChanged();
      return null;
    },
    async revokePreviousSecret(endpoint) {
      await secrets.revokePrevious(endpoint).catch(notSaved);
      await onSettingsChanged();
      return null;
    },
    async saveHashSecret({ secret: pasted, ...endpoint }) {
      if (secrets.hashSecretSource(endpoint) === 'environment') fail('secret-from-environment');
      if (descriptionOf(endpoint.provider)?.secretMadeBy !== 'provider') fail('bad-argument');
      const secret = pasted.trim();
      if (!/^[\x21-\x7e]{8,}$/.test(secret)) fail('secret-malformed');
      await secrets.saveHashSecret(endpoint, secret).catch(notSaved);
      await onSettingsChanged();
      return null;
    },
    takeHashSecret: (endpoint) =>
      Promise.resolve().then(() => (lacksClipboard ? hashSecretOf(endpoint) : fail('bad-argument'))),
    async copyToClipboard({ what, ...endpoint }) {
      const isAddress = what === 'webhook-url';
      const text = isAddress
        ? (webhookUrlsOf(state(), endpoint.mode, endpoint.provider).public ?? fail('address-not-known'))
        : hashSecretOf(endpoint);
      await (isAddress ? writeClipboard : copySecret)(text).catch(() => {
        lacksClipboard = true;
        fail('clipboard-unavailable');
      });
      return null;
    },
  };
}
