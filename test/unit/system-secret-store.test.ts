import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSystemSecretStore, type SafeStorage } from '../../src/main/secret-store';
import { temporaryFolder } from '../support/temporary-folder';

const now = () => Date.parse('2026-11-23T10:00:00.000Z');
const sealed = (plain: string) => Buffer.from(`sealed ${plain}`);
const opened = (bytes: Buffer) => bytes.toString().replace(/^sealed /, '');
const shut = () => {
  throw new Error('Decryption is temporarily unavailable');
};
/** Electron as it was before its vault could be waited for. */
const older: SafeStorage = {
  isEncryptionAvailable: () => true,
  encryptString: sealed,
  decryptString: opened,
};
const newer: SafeStorage = {
  ...older,
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  encryptStringAsync: (plain) => Promise.resolve(sealed(plain)),
  decryptStringAsync: (bytes) => Promise.resolve({ result: opened(bytes) }),
};
/** Waits for nothing: a vault that does not answer at once never does. */
const clock = {
  after(_delayMs: number, task: () => void) {
    const timer = setImmediate(() => setImmediate(task));
    return () => clearImmediate(timer);
  },
};

async function folderWith(value: string) {
  const folder = await temporaryFolder();
  const { store } = await openSystemSecretStore(folder.path, newer, now);
  await store.set('authtoken', value);
  return folder;
}

describe('the secrets on a computer', () => {
  it.each([
    ['with an older Electron', older, { kind: 'opened', value: 'a' }],
    ['with a newer one', newer, { kind: 'opened', value: 'a' }],
    [
      'whose keyring is locked, the older way open',
      { ...newer, decryptStringAsync: shut },
      { kind: 'opened', value: 'a' },
    ],
    [
      'whose keyring is locked in both ways',
      { ...newer, decryptStringAsync: shut, decryptString: shut },
      { kind: 'not-now' },
    ],
    [
      'whose keyring asks and nobody answers',
      { ...newer, decryptStringAsync: () => new Promise<never>(() => undefined) },
      { kind: 'not-now' },
    ],
    [
      'whose vault does not even say whether it is there',
      {
        ...newer,
        isAsyncEncryptionAvailable: () => new Promise<never>(() => undefined),
        decryptStringAsync: () => new Promise<never>(() => undefined),
      },
      { kind: 'not-now' },
    ],
    [
      'whose vault says that it is not there, though it was',
      { ...older, isEncryptionAvailable: () => false, decryptString: shut },
      { kind: 'not-now' },
    ],
    [
      'whose vault has another key',
      {
        ...newer,
        decryptStringAsync: () => Promise.reject(new Error('bad key')),
        decryptString: () => {
          throw new Error('bad key');
        },
      },
      { kind: 'never' },
    ],
  ])('%s', async (_name, safeStorage, answer) => {
    await using folder = await folderWith('a');
    const { store } = await openSystemSecretStore(folder.path, safeStorage, now, { clock });
    expect(store.read('authtoken')).toEqual(answer);
    // Whatever it was, nothing took its place.
    const { store: again } = await openSystemSecretStore(folder.path, newer, now);
    expect(again.read('authtoken')).toEqual({ kind: 'opened', value: 'a' });
  });

  it('without a vault lie in a file, and that is said', async () => {
    await using folder = await temporaryFolder();
    const none = { ...older, isEncryptionAvailable: () => false };
    const { store, notices } = await openSystemSecretStore(folder.path, none, now, { clock });
    await store.set('authtoken', 'a');
    expect(notices).toEqual([{ kind: 'secrets-not-encrypted' }]);
    const again = await openSystemSecretStore(folder.path, none, now, { clock });
    expect(again.store.read('authtoken')).toEqual({ kind: 'opened', value: 'a' });
  });

  it('are sealed anew where the vault asks for it', async () => {
    await using folder = await folderWith('a');
    const wishes: SafeStorage = {
      ...newer,
      encryptStringAsync: (plain) => Promise.resolve(Buffer.from(`sealed sealed ${plain}`)),
      decryptStringAsync: (bytes) => Promise.resolve({ result: opened(bytes), shouldReEncrypt: true }),
    };
    await openSystemSecretStore(folder.path, wishes, now);
    const { store } = await openSystemSecretStore(folder.path, newer, now);
    expect(store.read('authtoken')).toEqual({ kind: 'opened', value: 'sealed a' });
  });

  it('of before there were two copies are taken over', async () => {
    await using folder = await temporaryFolder();
    const before = { authtoken: sealed('a').toString('base64') };
    await writeFile(join(folder.path, 'secrets-sealed.json'), JSON.stringify(before));
    const { store, notices } = await openSystemSecretStore(folder.path, newer, now);
    expect([store.read('authtoken'), notices]).toEqual([{ kind: 'opened', value: 'a' }, []]);
  });
});

it('where Chromium seals with a password that everybody knows there is no vault: a file for this user, and it is said', async () => {
  await using folder = await temporaryFolder();
  const everybodys = { ...newer, getSelectedStorageBackend: () => 'basic_text' };
  const { store, notices } = await openSystemSecretStore(folder.path, everybodys, now, { clock });
  expect(notices).toContainEqual({ kind: 'secrets-not-encrypted' });
  await store.set('authtoken', 'a');
  expect(await readFile(join(folder.path, 'secrets.json'), 'utf8')).toContain('"a"');
  const { notices: none } = await openSystemSecretStore(folder.path, newer, now, { clock });
  expect(none).not.toContainEqual({ kind: 'secrets-not-encrypted' });
});
