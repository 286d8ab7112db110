import type { Clock, SecretAnswer } from '../ports';
import { VaultShut, type Vault } from './vault';

/** How long a start waits for the vault: a keyring's question may stay on the screen all day. */
const longestWaitMs = 1_500;

interface VaultAnswersParts {
  readonly vault: Vault;
  /** Limits the wait for the vault, which may never answer. */
  readonly clock: Pick<Clock, 'after'>;
  readonly log: (line: string) => void;
  /** The vault decrypted a value and wants it encrypted again: the newer text replaces it. */
  readonly onRenewed: (before: string, encrypted: string) => Promise<unknown>;
}

/** The vault's answers about encrypted values so far. */
export interface VaultAnswers {
  /** Undefined while it was not asked, or has not answered. */
  of(encrypted: string): SecretAnswer | undefined;
  isOpen(encrypted: string): boolean;
  /** Asks for values that are not open yet, for a short time. Never rejects. */
  ask(encrypted: readonly string[]): Promise<void>;
  /** Rejects with `VaultShut`. */
  encrypt(value: string): Promise<string>;
  /** The vault opened a value that was not open before. */
  onOpened(listener: () => void): () => void;
}

export function createVaultAnswers({ vault, clock, log, onRenewed }: VaultAnswersParts): VaultAnswers {
  const answers = new Map<string, SecretAnswer>();
  const listeners = new Set<() => void>();
  const isOpen = (encrypted: string): boolean => answers.get(encrypted)?.kind === 'opened';
  const inTime = <T>(answer: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const cancel = clock.after(longestWaitMs, () => reject(new VaultShut()));
      answer.finally(cancel).then(resolve, reject);
    });

  /** The vault's answer counts even if it comes late. */
  const askFor = async (encrypted: string): Promise<void> => {
    const answer = await vault.decrypt(encrypted);
    if (answer.kind !== 'opened') {
      if (!isOpen(encrypted)) answers.set(encrypted, answer);
      return;
    }
    const isNew = !isOpen(encrypted);
    answers.set(encrypted, { kind: 'opened', value: answer.plain });
    if (isNew) for (const listener of listeners) listener();
    if (answer.isOld !== true) return;
    const renewed = await inTime(vault.encrypt(answer.plain));
    answers.set(renewed, { kind: 'opened', value: answer.plain });
    await onRenewed(encrypted, renewed);
  };

  return {
    of: (encrypted) => answers.get(encrypted),
    isOpen,
    async ask(all) {
      const asked = all
        .filter((encrypted) => !isOpen(encrypted))
        .map((encrypted) =>
          inTime(askFor(encrypted)).catch((error: unknown) => {
            if (!isOpen(encrypted)) answers.set(encrypted, { kind: 'not-now' });
            log(`a secret was not opened: ${String(error)}`);
          }),
        );
      await Promise.all(asked);
    },
    async encrypt(value) {
      // A vault that encrypts nothing now counts as shut, whatever its answer.
      const encrypted = await inTime(vault.encrypt(value)).catch((error: unknown) => {
        throw error instanceof VaultShut ? error : new VaultShut(error);
      });
      answers.set(encrypted, { kind: 'opened', value });
      return encrypted;
    },
    onOpened(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
