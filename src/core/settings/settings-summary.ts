import { perEndpoint } from '../../shared/payment/endpoint';
import { preferencesIn, type TunnelChoice } from '../../shared/settings/preferences';
import type { SettingsSummary } from '../../shared/settings/settings';
import type { Secrets } from './secrets';
import type { SettingsFile } from './settings-file';

/** Settings for windows: without secrets, but with the source of each secret. */
export function summaryOf(
  settings: ReturnType<SettingsFile['current']>,
  secrets: Secrets,
  tunnel: TunnelChoice,
  secretsInPlain: boolean,
): Omit<SettingsSummary, 'helperCodes'> {
  return {
    ...preferencesIn(settings),
    soundsPausedUntil: settings.soundsPausedUntil,
    shift: settings.shift,
    tunnel,
    secretsInPlain,
    authtoken: secrets.authtokenSource(),
    cloudflareToken: secrets.cloudflareToken() === null ? 'absent' : 'stored',
    ownerMessages: messagesOf(secrets),
    hashSecret: perEndpoint((endpoint) => secrets.hashSecretSource(endpoint)),
    previousSecretUntil: perEndpoint((endpoint) => secrets.previousUntil(endpoint)),
  };
}

function messagesOf(secrets: Secrets): SettingsSummary['ownerMessages'] {
  const way = secrets.ownerMessages();
  return way?.kind === 'ntfy' ? { kind: 'ntfy', server: way.server } : way && { kind: 'telegram' };
}
