import { systemClock } from '../core/ports';
import { createTrustedFetch } from '../core/trusted-fetch';
import { createKeyring } from '../core/intake/keyring';
import { joinRelay, JoinFailure } from '../core/relay/join-relay';
import { openSecretStore } from '../core/settings/file-secret-store';
import { noVault } from '../core/settings/vault';
import { loadSecrets } from '../core/settings/secrets';
import { openSettings } from '../core/settings/settings-file';
import { lockFolder } from '../core/storage/folder-lock';
import { endpointKey, type EndpointName } from '../shared/payment/endpoint';
import { mainProvider } from '../shared/providers/providers';
import { commandTexts } from '../shared/texts/command-texts';
import { needComptoir } from './data';
import { CommandFailure, inTerminal } from './failure';
import { readOptions, required } from './options';
import { join as joinPath } from 'node:path';

/** Joins this counter to its relay, while no server runs on its folder. */
export async function join(args: string[]): Promise<number> {
  const options = readOptions(args, { data: { type: 'string' }, invitation: { type: 'string' } });
  const dataDir = required('data', options.data);
  const invitation = required('invitation', options.invitation);
  await needComptoir(dataDir);
  const unlock = await lockFolder(dataDir);
  try {
    const { settings } = await openSettings(dataDir, () => systemClock.now(), log);
    const file = joinPath(dataDir, 'secrets.json');
    const { store } = await openSecretStore(file, noVault, () => systemClock.now(), {
      log,
      encryptedElsewhere: 'secrets-sealed.json',
    });
    const secrets = await loadSecrets(store, settings, process.env, systemClock, log);
    const pathOf = (endpoint: EndpointName): string =>
      `/${endpoint.provider}/${settings.current().pathSegments[endpointKey(endpoint)] ?? ''}`;
    const parts = {
      keyring: createKeyring(store),
      secrets,
      pathOf,
      clock: systemClock,
      dataDir,
      settings,
      fetch: createTrustedFetch(process.env),
    };
    const { origin } = await joinRelay(parts, invitation).catch((error: unknown) => {
      if (error instanceof JoinFailure) throw new CommandFailure(inTerminal(commandTexts)[error.code]);
      throw error;
    });
    const addressOf = (mode: EndpointName['mode']): string =>
      origin + pathOf({ provider: mainProvider, mode });
    const told = { webhookUrl: addressOf('live'), sandboxWebhookUrl: addressOf('sandbox') };
    process.stdout.write(`${JSON.stringify(told)}\n`);
    return 0;
  } finally {
    await unlock();
  }
}

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}
