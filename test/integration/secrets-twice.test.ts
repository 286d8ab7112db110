import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSecretStore } from '../../src/core/settings/file-secret-store';
import { noVault } from '../../src/core/settings/vault';
import { loadSecrets } from '../../src/core/settings/secrets';
import { openSettings } from '../../src/core/settings/settings-file';
import { realDisk } from '../../src/core/storage/disk';
import { decodeKept, encodeKept } from '../../src/core/storage/kept-copy';
import { damages } from '../support/damages';
import { fakeClock } from '../support/fake-clock';
import { temporaryFolder } from '../support/temporary-folder';
import { flipped, unreadable } from '../support/unreadable';

const live = { provider: 'kkiapay', mode: 'live' } as const;
const typed = { provider: 'fedapay', mode: 'live' } as const;
const copies = ['secrets.json', 'secrets/secrets.json'];
const onFiles = damages.filter(({ environment }) => environment === undefined);

async function open(folder: string, { disk = realDisk, clock = fakeClock() } = {}) {
  const now = (): number => clock.now();
  const { settings } = await openSettings(folder, now);
  const { store, notices } = await openSecretStore(join(folder, 'secrets.json'), noVault, now, { disk });
  const secrets = await loadSecrets(store, settings, {}, clock);
  return { store, settings, secrets, notices };
}

/** A counter with secrets of every kind, and all of them. */
async function secretsIn(folder: string): Promise<readonly string[]> {
  const { secrets, store } = await open(folder);
  await secrets.regenerate(live);
  await secrets.saveHashSecret(typed, 'wh_live_of_the_provider');
  await secrets.saveAuthtoken('2abcdefgh_token');
  await secrets.saveApiKeys(live, { publicKey: 'pk_1', privateKey: 'tpk_2' });
  await store.set('owner-pin', 'scrypt-15-8-1 salt hash');
  return secrets.all();
}

describe('the secrets', () => {
  it('lie in two places, for this user alone, each value under its name', async () => {
    await using folder = await temporaryFolder();
    await secretsIn(folder.path);
    for (const copy of copies) {
      const bytes = await readFile(join(folder.path, copy));
      expect(decodeKept(bytes)).toMatchObject({ kind: 'whole', content: { authtoken: '2abcdefgh_token' } });
      if (process.platform !== 'win32')
        expect((await stat(join(folder.path, copy))).mode & 0o777).toBe(0o600);
    }
    const { digests } = decodeKept(await readFile(join(folder.path, 'secrets.json'))).content ?? {};
    expect(Object.keys(digests ?? {}).sort()).toEqual([
      'hash-secret-live',
      'hash-secret-sandbox',
      'previous-hash-secret-live',
    ]);
  });

  it.each(copies)('outlive flipped bytes in %s', { timeout: 60_000 }, async (name) => {
    await using folder = await temporaryFolder();
    const all = await secretsIn(folder.path);
    const file = join(folder.path, name);
    const bytes = await readFile(file);
    for (let at = 0; at < bytes.length; at += 1) {
      const { kind, content } = decodeKept(flipped(bytes, at));
      if (kind === 'whole') expect(content, `byte ${at}`).toEqual(decodeKept(bytes).content);
      if (at % 11 !== 0) continue;
      await writeFile(file, flipped(bytes, at));
      expect((await open(folder.path)).secrets.all(), `byte ${at}`).toEqual(all);
    }
  });

  it.each(
    copies.flatMap((name) =>
      onFiles.map((damage) => ({ name, damage: damage.name, inflict: damage.inflict })),
    ),
  )('outlive $name, $damage', async ({ name, inflict }) => {
    await using folder = await temporaryFolder();
    const all = await secretsIn(folder.path);
    await inflict(join(folder.path, name));
    const { secrets, store, notices } = await open(folder.path);
    expect(secrets.all()).toEqual(all);
    expect(store.read('owner-pin').kind).toBe('opened');
    expect(notices).toEqual([{ kind: 'identity-mended' }]);
    expect((await open(folder.path)).notices).toEqual([]);
  });

  it('outlive a file that cannot be read, which is kept out of what goes to a stick', async () => {
    await using folder = await temporaryFolder();
    const all = await secretsIn(folder.path);
    const disk = unreadable('secrets.json');
    const spared: typeof disk = {
      ...disk,
      read: (file) => (file.includes('secrets/') ? realDisk.read(file) : disk.read(file)),
    };
    expect((await open(folder.path, { disk: spared })).secrets.all()).toEqual(all);
    expect(await readdir(join(folder.path, 'secrets-quarantine'))).toHaveLength(1);
  });

  it('of before there were two copies are taken over', async () => {
    await using folder = await temporaryFolder();
    const before = { 'hash-secret-live': 'a'.repeat(32), authtoken: 'token-of-before' };
    await writeFile(join(folder.path, 'secrets.json'), JSON.stringify(before));
    const { secrets, notices, store } = await open(folder.path);
    expect([secrets.hashSecret(live), secrets.authtoken(), notices]).toEqual([
      before['hash-secret-live'],
      before.authtoken,
      [],
    ]);
    expect(store.digest('hash-secret-live')).toMatch(/^[0-9a-f]{64}$/);
    await rm(join(folder.path, 'secrets.json'));
    expect((await open(folder.path)).secrets.hashSecret(live)).toBe(before['hash-secret-live']);
  });

  it('that were revoked are gone from both places, and an older copy brings none back', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    const { secrets } = await open(folder.path, { clock });
    const first = secrets.hashSecret(live) ?? '';
    const older = await readFile(join(folder.path, 'secrets/secrets.json'));
    await secrets.regenerate(live);
    await secrets.regenerate(live);
    for (const copy of copies) expect(await readFile(join(folder.path, copy), 'utf8')).not.toContain(first);
    await writeFile(join(folder.path, 'secrets/secrets.json'), older);
    expect((await open(folder.path, { clock })).secrets.all()).not.toContain(first);
    // The one before is accepted for a day, and then gone too.
    const previous = secrets.accepted(live)[1] ?? '';
    clock.advance(25 * 60 * 60_000);
    await open(folder.path, { clock });
    for (const copy of copies)
      expect(await readFile(join(folder.path, copy), 'utf8')).not.toContain(previous);
  });

  it('of which an older copy has a PIN keep it', async () => {
    await using folder = await temporaryFolder();
    await secretsIn(folder.path);
    const file = join(folder.path, 'secrets.json');
    const { content, generation } = decodeKept(await readFile(file));
    const { 'owner-pin': _pin, ...open_ } = content ?? {};
    await writeFile(file, encodeKept(open_, generation + 1));
    expect((await open(folder.path)).store.read('owner-pin').kind).toBe('opened');
  });

  it('of which nothing is left are made anew, and the address is an alarm', async () => {
    await using folder = await temporaryFolder();
    const all = await secretsIn(folder.path);
    const { settings } = await open(folder.path);
    await settings.change({ setUp: true });
    for (const copy of copies) await writeFile(join(folder.path, copy), 'x');
    const again = await open(folder.path);
    expect(all).not.toContain(again.secrets.hashSecret(live));
    expect(again.notices).toMatchObject([{ kind: 'secrets-set-aside' }]);
    expect(again.settings.current().addressLostAt).not.toBeNull();
  });
});
