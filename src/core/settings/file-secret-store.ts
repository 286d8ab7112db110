import { readFile, rename } from 'node:fs/promises';
import { basename } from 'node:path';
import * as v from 'valibot';
import type { Notice } from '../../shared/state/notice';
import { replaceFile } from '../storage/atomic-write';
import { realDisk } from '../storage/disk';
import type { SecretStore } from '../ports';
import { serialQueue } from '../storage/serial-queue';

/** How values look on the disk: as they are, or through the system's vault, which may take its time. */
export interface Seal {
  seal(plain: string): string | Promise<string>;
  /** Null where it cannot be opened on this computer. */
  open(sealed: string): string | null | Promise<string | null>;
}

export const unsealed: Seal = {
  seal: (plain) => Promise.resolve(plain),
  open: (sealed) => Promise.resolve(sealed),
};

export interface OpenedSecretStore {
  readonly store: SecretStore;
  readonly notices: readonly Notice[];
}

class Unopenable extends Error {}

/**
 * Secrets in one file that only this user may read. A file that is damaged, or that this computer's vault cannot open, is
 * set aside and said, never deleted.
 */
export async function openSecretStore(
  file: string,
  seal: Seal,
  now: () => number,
): Promise<OpenedSecretStore> {
  const notices: Notice[] = [];
  let sealed: Readonly<Record<string, string>> = {};
  try {
    sealed = v.parse(v.record(v.string(), v.string()), JSON.parse(await readFile(file, 'utf8')));
    for (const value of Object.values(sealed)) if ((await seal.open(value)) === null) throw new Unopenable();
  } catch (error) {
    const useless =
      error instanceof SyntaxError || error instanceof v.ValiError || error instanceof Unopenable;
    if (useless) {
      const aside = `${file}.damaged-${new Date(now()).toISOString().replace(/[:.]/g, '-')}`;
      await rename(file, aside);
      notices.push({ kind: 'secrets-set-aside', file: basename(aside) });
      sealed = {};
    } else if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const inTurn = serialQueue();
  const store: SecretStore = {
    get: async (name) => (sealed[name] === undefined ? null : seal.open(sealed[name])),
    set: (name, value) =>
      inTurn(async () => {
        const { [name]: _before, ...others } = sealed;
        const next = value === null ? others : { ...others, [name]: await seal.seal(value) };
        await replaceFile(realDisk, file, `${JSON.stringify(next, null, 2)}\n`);
        sealed = next;
      }),
  };
  return { store, notices };
}
