import { webhookUrlsOf, type AppState } from '../../shared/state/app-state';
import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import { faceOf } from '../../shared/providers/providers';
import type { WriteClipboard } from '../ports';
import type { Secrets } from './secrets';
import { isDiskFull } from '../storage/disk';

interface Parts {
  readonly state: () => AppState;
  readonly secrets: Secrets;
  readonly writeClipboard: WriteClipboard;
  readonly onSettingsChanged: () => Promise<void>;
}

/** What a window may do with an endpoint's secret and address. */
export function createEndpointHandlers(
  { state, secrets, writeClipboard, onSettingsChanged }: Parts,
  fail: (code: CommandError) => never,
): Pick<CommandHandlers, 'regenerateHashSecret' | 'saveHashSecret' | 'copyToClipboard'> {
  return {
    async regenerateHashSecret(endpoint) {
      if (secrets.hashSecretSource(endpoint) === 'environment') fail('secret-from-environment');
      if (faceOf(endpoint.provider)?.secretMadeBy !== 'comptoir') fail('bad-argument');
      await secrets
        .regenerate(endpoint)
        .catch((error: unknown) => fail(isDiskFull(error) ? 'disk-full' : 'secret-store-failed'));
      await onSettingsChanged();
      return null;
    },
    async saveHashSecret({ secret: pasted, ...endpoint }) {
      if (secrets.hashSecretSource(endpoint) === 'environment') fail('secret-from-environment');
      if (faceOf(endpoint.provider)?.secretMadeBy !== 'provider') fail('bad-argument');
      const secret = pasted.trim();
      if (!/^[\x21-\x7e]{8,}$/.test(secret)) fail('secret-malformed');
      await secrets
        .saveHashSecret(endpoint, secret)
        .catch((error: unknown) => fail(isDiskFull(error) ? 'disk-full' : 'secret-store-failed'));
      await onSettingsChanged();
      return null;
    },
    async copyToClipboard({ what, ...endpoint }) {
      const text =
        what === 'webhook-url'
          ? webhookUrlsOf(state(), endpoint.mode, endpoint.provider).public
          : secrets.hashSecret(endpoint);
      await writeClipboard(text ?? fail('address-not-known')).catch(() => fail('clipboard-unavailable'));
      return null;
    },
  };
}
