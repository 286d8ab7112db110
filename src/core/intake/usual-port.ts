import type { TunnelChoice } from '../../shared/settings/preferences';
import type { ReceiverState } from '../../shared/state/app-state';
import type { Fact } from '../../shared/state/fact';
import type { RunInBackground } from '../background';
import { unlessDiskFull, type SettingsFile } from '../settings/settings-file';
import type { StateStore } from '../state-store';

export interface UsualPort {
  /** Stores the first port that Comptoir ever listened on. */
  readonly keepFirst: () => Promise<void>;
  readonly state: () => ReceiverState;
  /**
   * Once the shop's own address is heard at the present port, that address leads here, so this becomes the usual port.
   */
  readonly follow: (parts: UsualPortParts) => (fact: Fact) => void;
}

interface UsualPortParts extends Pick<StateStore, 'dispatch'> {
  readonly tunnelChoice: () => TunnelChoice;
  readonly runInBackground: RunInBackground;
}

interface UsualPortOptions {
  readonly settings: SettingsFile;
  /** The port from the command line: then nothing is stored. */
  readonly asked: number | undefined;
  readonly present: number;
}

/**
 * The port to which an address of the shop's own leads. If another program has it today, it still stays the usual one,
 * because its address was copied.
 */
export function createUsualPort({ settings, asked, present }: UsualPortOptions): UsualPort {
  const hasMoved = (): boolean => {
    const { port } = settings.current();
    return asked === undefined && port !== 0 && port !== present;
  };
  const state = (): ReceiverState => ({
    ...{ kind: 'listening', port: present },
    ...(hasMoved() && { usualPort: settings.current().port }),
  });
  return {
    state,
    async keepFirst() {
      if (asked === undefined && settings.current().port === 0)
        await settings.change({ port: present }).catch(unlessDiskFull);
    },
    follow:
      ({ tunnelChoice, dispatch, runInBackground }) =>
      (fact) => {
        // ngrok leads to any port that the receiver uses, so it proves nothing.
        const isProof = fact.kind === 'tunnel-changed' && fact.tunnel.kind === 'online';
        if (!isProof || tunnelChoice() === 'ngrok' || !hasMoved()) return;
        runInBackground('keeping the port that the address leads to', async () => {
          await settings.change({ port: present });
          dispatch({ kind: 'receiver-changed', receiver: state() });
        });
      },
  };
}
