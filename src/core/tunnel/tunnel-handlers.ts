import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import type { tunnelCommands } from '../../shared/bridge/tunnel-commands';
import { VaultShut } from '../settings/vault';
import type { Secrets } from '../settings/secrets';
import type { SettingsFile } from '../settings/settings-file';
import { isDiskFull } from '../storage/disk';

export interface TunnelHandlerParts {
  readonly settings: SettingsFile;
  readonly secrets: Secrets;
  readonly probe: () => void;
  /** A token changed: windows are notified, and the tunnel follows. */
  readonly onSettingsChanged: () => Promise<void>;
  readonly fail: (code: CommandError) => never;
}

export function createTunnelHandlers({
  settings,
  secrets,
  probe,
  onSettingsChanged,
  fail,
}: TunnelHandlerParts): Pick<CommandHandlers, keyof typeof tunnelCommands> {
  const notSaved = (error: unknown): never =>
    fail(error instanceof VaultShut ? 'vault-shut' : isDiskFull(error) ? 'disk-full' : 'secret-store-failed');
  return {
    retryTunnel() {
      probe();
      return Promise.resolve(null);
    },
    async saveAuthtoken({ authtoken }) {
      if (secrets.authtokenSource() === 'environment') fail('secret-from-environment');
      const token = lastWordOf(authtoken, 'ngrok', /^[\w-]{8,200}$/) ?? fail('authtoken-malformed');
      await secrets.saveAuthtoken(token).catch(notSaved);
      // Another account has another address; before the set-up is done, none was pasted anywhere.
      if (!settings.current().setUp) await settings.change({ pastedOrigin: null });
      await onSettingsChanged();
      return null;
    },
    async saveCloudflareToken({ token: pasted }) {
      const token =
        lastWordOf(pasted, 'cloudflared', /^eyJ[\w+/=-]{20,900}$/) ?? fail('cloudflare-token-malformed');
      await secrets.saveCloudflareToken(token).catch(notSaved);
      await onSettingsChanged();
      return null;
    },
  };
}

/** The token in the pasted text: alone, or at the end of the whole command that a dashboard offers to copy. */
function lastWordOf(pasted: string, program: string, shape: RegExp): string | null {
  const words = pasted.trim().split(/\s+/);
  const isCommand = words.some((word) => word.startsWith(program));
  const token = words.length === 1 || isCommand ? words.at(-1) : undefined;
  return token !== undefined && shape.test(token) ? token : null;
}
