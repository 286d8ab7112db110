import type { Notices } from '../notices/notices';
import type { Clock, Log, SecretStore } from '../ports';

export interface WatchVaultParts {
  readonly store: SecretStore;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
  readonly notices: Pick<Notices, 'raise' | 'clear'>;
  /** More secrets are known than before. */
  readonly onOpened: () => Promise<void>;
}

export interface VaultWatch {
  /** The session was unlocked, or the computer woke: asks the vault at once. */
  readonly retry: () => void;
  readonly stop: () => void;
}

/** The pauses between questions while the vault is shut; the last one repeats. */
const pausesMs = [5_000, 15_000, 60_000, 5 * 60_000];

/** Asks a shut vault regularly, and shows a notice while it is shut. */
export function watchVault({ store, clock, log, notices, onOpened }: WatchVaultParts): VaultWatch {
  let isShut = store.isShut();
  let tries = 0;
  let cancel = (): void => undefined;
  const told = (): void => {
    if (isShut) notices.raise({ kind: 'vault-shut' });
    else notices.clear('vault-shut');
  };
  const look = (): void => {
    const wasShut = isShut;
    isShut = store.isShut();
    if (wasShut !== isShut) told();
  };
  const retry = (): void => {
    cancel();
    if (!isShut) return;
    store
      .retry()
      .then(() => {
        look();
        if (isShut) askLater();
      })
      .catch((error: unknown) => log(`asking the vault failed: ${String(error)}`));
  };
  const askLater = (): void => {
    cancel = clock.after(pausesMs[tries] ?? pausesMs.at(-1) ?? 0, retry);
    tries += 1;
  };
  const unsubscribe = store.onOpened(() => {
    look();
    onOpened().catch((error: unknown) => log(`what the vault opened was not taken over: ${String(error)}`));
  });
  if (isShut) {
    told();
    askLater();
  }
  return {
    retry,
    stop() {
      cancel();
      unsubscribe();
    },
  };
}
