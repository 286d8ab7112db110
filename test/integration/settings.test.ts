import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashPin } from '../../src/core/access/pin-hash';
import { environmentNotices } from '../../src/core/settings/environment-notices';
import { openSecretStore } from '../../src/core/settings/file-secret-store';
import { noVault } from '../../src/core/settings/vault';
import { loadSecrets } from '../../src/core/settings/secrets';
import { openSettings } from '../../src/core/settings/settings-file';
import { fakeClock } from '../support/fake-clock';
import { temporaryFolder } from '../support/temporary-folder';
import { cheapPins } from '../support/cheap-pins';

const live = { provider: 'kkiapay', mode: 'live' } as const;
const sandbox = { provider: 'kkiapay', mode: 'sandbox' } as const;
const now = () => Date.parse('2026-11-23T10:00:00.000Z');

describe('the settings file', () => {
  it('keeps what was changed, and the path segments for ever', async () => {
    await using folder = await temporaryFolder();
    const { settings } = await openSettings(folder.path, now);
    const { pathSegments } = settings.current();
    await settings.change({ language: 'en', shopName: 'Chez Awa' });
    const again = await openSettings(folder.path, now);
    expect(again).toMatchObject({ notices: [] });
    expect(again.settings.current()).toMatchObject({ language: 'en', shopName: 'Chez Awa', pathSegments });
  });

  it('makes changes that come at once one after the other, and loses none', async () => {
    await using folder = await temporaryFolder();
    const { settings } = await openSettings(folder.path, now);
    await Promise.all([
      settings.change({ shopName: 'Chez Awa' }),
      settings.change({ language: 'en' }),
      settings.change({ port: 4242 }),
    ]);
    const again = await openSettings(folder.path, now);
    expect(again.settings.current()).toMatchObject({ shopName: 'Chez Awa', language: 'en', port: 4242 });
  });

  it.each([['{"language":'], ['[]x'], ['']])(
    'sets a damaged file aside, says so and starts with defaults: %s',
    async (content) => {
      await using folder = await temporaryFolder();
      await writeFile(join(folder.path, 'settings.json'), content);
      const { settings, notices } = await openSettings(folder.path, now);
      expect(settings.current().language).toBe('fr');
      expect(notices).toEqual([
        { kind: 'settings-set-aside', file: 'settings.json.damaged-2026-11-23T10-00-00-000Z' },
      ]);
      expect(
        await readFile(join(folder.path, 'settings.json.damaged-2026-11-23T10-00-00-000Z'), 'utf8'),
      ).toBe(content);
    },
  );
});

describe('the secrets', () => {
  async function open(folder: string, environment: Record<string, string> = {}, clock = fakeClock(now())) {
    const { settings } = await openSettings(folder, now);
    const { store, notices } = await openSecretStore(join(folder, 'secrets.json'), noVault, now);
    return { secrets: await loadSecrets(store, settings, environment, clock), notices, clock };
  }

  it('are made once for each mode, 32 ASCII letters and digits, readable by their owner only', async () => {
    await using folder = await temporaryFolder();
    const { secrets } = await open(folder.path);
    expect(secrets.hashSecret(live)).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(secrets.hashSecret(live)).not.toBe(secrets.hashSecret(sandbox));
    const again = await open(folder.path);
    expect(again.secrets.hashSecret(live)).toBe(secrets.hashSecret(live));
    if (process.platform !== 'win32')
      expect((await stat(join(folder.path, 'secrets.json'))).mode & 0o777).toBe(0o600);
  });

  it('of a doubted environment are told, and believed only while there is no PIN', async () => {
    await using folder = await temporaryFolder();
    const environment = { COMPTOIR_HASH_SECRET: 'a secret that anybody may have set' };
    expect(environmentNotices({ environment, doubtsEnvironment: true })).toEqual([
      { kind: 'secret-in-environment' },
    ]);
    expect(environmentNotices({ environment })).toEqual([]);

    const { settings } = await openSettings(folder.path, now);
    const { store } = await openSecretStore(join(folder.path, 'secrets.json'), noVault, now);
    const load = () => loadSecrets(store, settings, environment, fakeClock(now()), () => undefined, true);
    const secrets = await load();
    expect(secrets.accepted(live)).toEqual([environment.COMPTOIR_HASH_SECRET]);
    await store.set('owner-pin', await hashPin('4321', cheapPins.pinLog2N));
    for (const known of [secrets, await load()]) {
      expect(known.accepted(live)).toEqual([expect.stringMatching(/^[A-Za-z0-9]{32}$/)]);
      expect(known.hashSecretSource(live)).toBe('stored');
    }
    expect(settings.current().addressLostAt).toBeNull();
  });

  it.each([
    { NODE_EXTRA_CA_CERTS: '/somewhere/authority.pem' },
    { NODE_OPTIONS: '--max-old-space-size=256 --use-openssl-ca' },
  ])('stand beside a notice where the environment adds authorities: %o', (environment) => {
    expect(environmentNotices({ environment })).toEqual([{ kind: 'authority-in-environment' }]);
  });

  it('overlap for a day when one is made anew', async () => {
    await using folder = await temporaryFolder();
    const { secrets, clock } = await open(folder.path);
    const before = secrets.hashSecret(live);
    await secrets.regenerate(live);
    const after = secrets.hashSecret(live);
    expect(after).not.toBe(before);
    expect(secrets.accepted(live)).toEqual([after, before]);
    clock.advance(24 * 60 * 60_000);
    expect(secrets.accepted(live)).toEqual([after]);
    expect((await open(folder.path)).secrets.hashSecret(live)).toBe(after);
  });

  it('of the environment win for the run, alone, and stay out of the file', async () => {
    await using folder = await temporaryFolder();
    const { secrets } = await open(folder.path, {
      COMPTOIR_HASH_SECRET: 'given-for-this-run',
      NGROK_AUTHTOKEN: '',
    });
    expect(secrets.accepted(live)).toEqual(['given-for-this-run']);
    expect([
      secrets.hashSecretSource(live),
      secrets.hashSecretSource(sandbox),
      secrets.authtokenSource(),
    ]).toEqual(['environment', 'stored', 'absent']);
    expect(await readFile(join(folder.path, 'secrets.json'), 'utf8')).not.toContain('given-for-this-run');
  });

  it('in a damaged file are set aside, never deleted', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'secrets.json'), '{"authtoken":');
    const { notices, secrets } = await open(folder.path);
    expect(notices).toEqual([
      {
        kind: 'secrets-set-aside',
        file: expect.stringMatching(/^secrets\.json-[0-9a-f]{8}\.unreadable$/) as string,
      },
    ]);
    expect(secrets.authtoken()).toBeNull();
    expect(await readdir(join(folder.path, 'secrets-quarantine'))).toHaveLength(1);
  });

  it('that this computer cannot open stay where they are, and are said', async () => {
    await using folder = await temporaryFolder();
    await open(folder.path);
    const file = join(folder.path, 'secrets.json');
    const foreign = {
      encrypt: (plain: string) => Promise.resolve(`sealed ${plain}`),
      decrypt: () => Promise.resolve({ kind: 'never' as const }),
    };
    const { store, notices } = await openSecretStore(file, foreign, now);
    expect(notices).toEqual([{ kind: 'secrets-unopenable' }]);
    expect(store.read('hash-secret-live')).toEqual({ kind: 'never' });
  });
});
