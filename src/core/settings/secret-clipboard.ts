import type { Clock, Log, ReadClipboard, WriteClipboard } from '../ports';

interface Parts {
  readonly writeClipboard: WriteClipboard;
  readonly readClipboard: ReadClipboard;
  readonly clock: Clock;
  readonly log: Log;
}

export interface SecretClipboard {
  /** Puts a secret on the clipboard for a minute. Rejects where there is no clipboard. */
  readonly copy: WriteClipboard;
  /** Does not wait for that minute. */
  readonly close: () => Promise<void>;
}

/** Long enough to go to the provider's page and paste it. */
const staysMs = 60_000;

/** Clear the secret, or it may be pasted into a chat one day. Leave anything copied since. */
export function createSecretClipboard({ clock, log, ...clipboard }: Parts): SecretClipboard {
  let pending: { readonly secret: string; readonly cancel: () => void } | null = null;
  const forget = async (): Promise<void> => {
    if (pending === null) return;
    const { secret, cancel } = pending;
    cancel();
    pending = null;
    try {
      // Some programs append a new line to what they read or write.
      if ((await clipboard.readClipboard()).trimEnd() === secret) await clipboard.writeClipboard('');
    } catch (error) {
      log(`the clipboard may still hold a secret that was copied: ${String(error)}`);
    }
  };
  return {
    async copy(secret) {
      await clipboard.writeClipboard(secret);
      pending?.cancel();
      pending = { secret, cancel: clock.after(staysMs, forget) };
    },
    close: forget,
  };
}
