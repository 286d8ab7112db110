import type { Vault } from '../../src/core/settings/vault';

/** A system's vault that the test opens and shuts. */
export interface FakeVault extends Vault {
  /** `silent`: its question is on the screen and nobody answers. `lost`: it was reset, and opens nothing it encrypted. */
  become(state: 'open' | 'shut' | 'silent' | 'lost'): void;
}

export function fakeVault(): FakeVault {
  let state: 'open' | 'shut' | 'silent' | 'lost' = 'open';
  let era = 0;
  const mask = (text: string): string => Buffer.from(text).toString('base64');
  return {
    become(next) {
      if (next === 'lost') era += 1;
      state = next === 'lost' ? 'open' : next;
    },
    encrypt(plain) {
      if (state === 'silent') return new Promise(() => undefined);
      if (state === 'shut') return Promise.reject(new Error('temporarily unavailable'));
      return Promise.resolve(`${era}:${mask(plain)}`);
    },
    decrypt(encrypted) {
      if (state === 'silent') return new Promise(() => undefined);
      if (state === 'shut') return Promise.resolve({ kind: 'not-now' });
      const [by, masked = ''] = encrypted.split(':');
      if (by !== String(era)) return Promise.resolve({ kind: 'never' });
      return Promise.resolve({ kind: 'opened', plain: Buffer.from(masked, 'base64').toString() });
    },
  };
}
