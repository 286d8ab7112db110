import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKeyring } from '../../src/core/intake/keyring';
import { openSecretStore } from '../../src/core/settings/file-secret-store';
import { noVault, VaultShut, type Vault } from '../../src/core/settings/vault';
import { fakeVault } from '../support/fake-vault';
import { temporaryFolder } from '../support/temporary-folder';

async function open(folder: string, vault: Vault = noVault) {
  const { store } = await openSecretStore(join(folder, 'secrets.json'), vault, () => 0);
  return createKeyring(store);
}

describe('the keyring', () => {
  it('makes 32 bytes for each name, once, also where many ask at once', async () => {
    await using folder = await temporaryFolder();
    const keyring = await open(folder.path);
    const [one, same] = await Promise.all([keyring.key('relay'), keyring.key('relay')]);
    expect([one.length, one.equals(same)]).toEqual([32, true]);
    expect((await keyring.key('screens')).equals(one)).toBe(false);
    expect(await (await open(folder.path)).key('relay')).toEqual(one);
  });

  it('lies in both places: either one is enough', async () => {
    await using folder = await temporaryFolder();
    const key = await (await open(folder.path)).key('receipts');
    for (const lost of ['secrets.json', 'secrets']) {
      await rm(join(folder.path, lost), { recursive: true });
      expect(await (await open(folder.path)).key('receipts')).toEqual(key);
    }
  });

  it('keeps the former ones, newest first', async () => {
    await using folder = await temporaryFolder();
    const keyring = await open(folder.path);
    const first = await keyring.key('receipts');
    const second = await keyring.rotate('receipts');
    expect(await (await open(folder.path)).everyKey('receipts')).toEqual([second, first]);
    expect(await (await open(folder.path)).key('receipts')).toEqual(second);
  });

  it('is sealed, and makes no other key while the vault is shut', async () => {
    await using folder = await temporaryFolder();
    const vault = fakeVault();
    const key = await (await open(folder.path, vault)).key('day-word');
    expect(await readFile(join(folder.path, 'secrets.json'), 'utf8')).not.toContain(key.toString('base64'));
    vault.become('shut');
    const keyring = await open(folder.path, vault);
    await expect(keyring.key('day-word')).rejects.toBeInstanceOf(VaultShut);
    await expect(keyring.rotate('day-word')).rejects.toBeInstanceOf(VaultShut);
    await expect(keyring.key('never-made')).rejects.toBeInstanceOf(VaultShut);
    vault.become('open');
    expect(await (await open(folder.path, vault)).key('day-word')).toEqual(key);
  });

  it('refuses a name that is a path', async () => {
    await using folder = await temporaryFolder();
    await expect((await open(folder.path)).key('../x')).rejects.toThrow('no name');
  });
});
