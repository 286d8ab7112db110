import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openOwnerLock } from '../../src/core/access/owner-lock';
import { openSecretStore } from '../../src/core/settings/file-secret-store';
import { noVault, VaultShut } from '../../src/core/settings/vault';
import { loadSecrets } from '../../src/core/settings/secrets';
import { openSettings } from '../../src/core/settings/settings-file';
import { watchVault } from '../../src/core/settings/watch-vault';
import { authenticate as authenticateFedapay } from '../../src/core/fedapay/authenticate';
import { authenticate } from '../../src/core/kkiapay/authenticate';
import { systemClock } from '../../src/core/ports';
import { webhookUrlsOf } from '../../src/shared/state/app-state';
import { fakeClock } from '../support/fake-clock';
import { fakeVault } from '../support/fake-vault';
import { openComptoir } from '../support/open-comptoir';
import { temporaryFolder } from '../support/temporary-folder';
import { cheapPins } from '../support/cheap-pins';

const live = { provider: 'kkiapay', mode: 'live' } as const;
const typed = { provider: 'fedapay', mode: 'live' } as const;
const vaultPatienceMs = 1_500;

/** Opens while the clock runs: what waits for a silent vault goes on. */
async function waitedFor<T>(clock: ReturnType<typeof fakeClock>, task: Promise<T>): Promise<T> {
  const waiting = { isOver: false };
  const end = task.finally(() => (waiting.isOver = true));
  end.catch(() => undefined); // who waits for it hears it
  while (!waiting.isOver) {
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(vaultPatienceMs);
  }
  return end;
}

async function open(folder: string, vault = fakeVault(), clock = fakeClock()) {
  const now = (): number => clock.now();
  const { settings } = await openSettings(folder, now);
  const opening = openSecretStore(join(folder, 'secrets-sealed.json'), vault, now, { clock });
  const { store, notices } = await waitedFor(clock, opening);
  const secrets = await waitedFor(clock, loadSecrets(store, settings, {}, clock));
  return { store, settings, secrets, notices, vault, clock };
}

const kkiapayCall = (secret: string) => ({ 'x-kkiapay-secret': [secret] });

describe.each(['shut', 'silent'] as const)('a vault that is %s', (state) => {
  it('costs no secret: calls are proven by digest, and what cannot be proven has to come back', async () => {
    await using folder = await temporaryFolder();
    const first = await open(folder.path);
    await first.secrets.saveHashSecret(typed, 'wh_live_of_the_provider');
    const secret = first.secrets.hashSecret(live) ?? '';
    first.vault.become(state);
    const { secrets, vault, clock, notices, store } = await open(folder.path, first.vault);
    expect(notices).toEqual([]);
    expect([secrets.hashSecret(live), secrets.hashSecretSource(live)]).toEqual([null, 'stored']);
    expect(secrets.accepted(live)).toEqual([]);
    expect(authenticate(kkiapayCall(secret), [], secrets.shut(live))).toEqual({ ok: true });
    expect(authenticate(kkiapayCall('x'.repeat(32)), [], secrets.shut(live))).toMatchObject({
      reason: 'secret-wrong',
    });
    const signed = { 'x-fedapay-signature': [`t=1,s=${'0'.repeat(64)}`] };
    expect(authenticateFedapay(signed, [], secrets.shut(typed))).toMatchObject({ reason: 'vault-shut' });
    vault.become('open');
    await waitedFor(clock, store.retry());
    expect(secrets.accepted(live)).toEqual([secret]);
    expect(secrets.hashSecret(typed)).toBe('wh_live_of_the_provider');
    expect(secrets.shut(live)).toEqual({ digests: [], isUnprovable: false });
  });

  it('is asked again with growing pauses and at once on unlock, and said as long as it is shut', async () => {
    await using folder = await temporaryFolder();
    const first = await open(folder.path);
    first.vault.become(state);
    const { store, vault, clock } = await open(folder.path, first.vault);
    const said: string[] = [];
    let opened = 0;
    const watch = watchVault({
      ...{ store, clock, log: () => undefined },
      notices: { raise: ({ kind }) => said.push(kind), clear: (kind) => said.push(`no ${kind}`) },
      onOpened: () => Promise.resolve(void (opened += 1)),
    });
    expect(said).toEqual(['vault-shut']);
    vault.become('open');
    watch.retry();
    await expect.poll(() => said).toEqual(['vault-shut', 'no vault-shut']);
    expect(opened).toBeGreaterThan(0);
    watch.stop();
  });

  it('keeps the PIN closed', async () => {
    await using folder = await temporaryFolder();
    const first = await open(folder.path);
    await first.store.set('owner-pin', 'scrypt-15-8-1 salt hash');
    first.vault.become(state);
    const { store, settings, clock } = await open(folder.path, first.vault);
    const lock = await openOwnerLock({
      ...{ dataDir: folder.path, store, settings, clock, ...cheapPins, onChange: () => undefined },
    });
    expect(lock.access()).toEqual({ kind: 'locked', retryAt: null });
    expect(lock.hasPin()).toBe(true);
    expect(await lock.unlock('1234')).toBe('vault-shut');
    expect(await lock.setPin(null, '1234')).toBe('vault-shut');
  });

  it('makes no secret at a first start, and makes it once it opens', async () => {
    await using folder = await temporaryFolder();
    const closed = fakeVault();
    closed.become(state);
    const { secrets, store, clock, vault } = await open(folder.path, closed);
    expect(secrets.hashSecretSource(live)).toBe('absent');
    await expect(waitedFor(clock, store.set('authtoken', 'token'))).rejects.toBeInstanceOf(VaultShut);
    vault.become('open');
    const again = await open(folder.path, vault);
    expect(again.secrets.hashSecret(live)).toMatch(/^[A-Za-z0-9]{32}$/);
  });
});

describe('a vault that lost its key', () => {
  it('costs no call of KKiaPay, and a secret made meanwhile leaves the old one until it opens again', async () => {
    await using folder = await temporaryFolder();
    const first = await open(folder.path);
    const secret = first.secrets.hashSecret(live) ?? '';
    await first.secrets.saveHashSecret(typed, 'wh_live_of_the_provider');
    first.vault.become('lost');
    const { secrets, notices } = await open(folder.path, first.vault);
    expect(notices).toEqual([{ kind: 'secrets-unopenable' }]);
    expect(authenticate(kkiapayCall(secret), secrets.accepted(live), secrets.shut(live))).toEqual({
      ok: true,
    });
    await secrets.regenerate(live);
    // The one before is proven for a day, by its digest.
    expect(authenticate(kkiapayCall(secret), secrets.accepted(live), secrets.shut(live))).toEqual({
      ok: true,
    });
    const signed = { 'x-fedapay-signature': [`t=1,s=${'0'.repeat(64)}`] };
    expect(authenticateFedapay(signed, [], secrets.shut(typed))).toMatchObject({
      reason: 'no-secret-configured',
    });
  });

  it('sets aside what another value replaces, and takes it again when it opens', async () => {
    await using folder = await temporaryFolder();
    const first = await open(folder.path);
    await first.store.set('authtoken', 'the old token');
    const clock = fakeClock();
    const file = join(folder.path, 'secrets-sealed.json');
    const isOld = { ...first.vault, decrypt: () => Promise.resolve({ kind: 'never' as const }) };
    const { store } = await openSecretStore(file, isOld, () => clock.now());
    await store.set('authtoken', 'the new token');
    const again = await openSecretStore(file, first.vault, () => clock.now());
    expect(again.store.read('authtoken')).toEqual({ kind: 'opened', value: 'the new token' });
    expect(again.store.regained('authtoken')).toEqual(['the old token']);
  });
});

describe('secrets of a computer with and without its vault', () => {
  it('that are sealed still prove calls where the vault is not there', async () => {
    await using folder = await temporaryFolder();
    const first = await open(folder.path);
    const secret = first.secrets.hashSecret(live) ?? '';
    await first.secrets.saveHashSecret(typed, 'wh_live_of_the_provider');
    await first.store.set('owner-pin', 'scrypt-15-8-1 salt hash');
    const { store } = await openSecretStore(join(folder.path, 'secrets.json'), noVault, () => 0, {
      encryptedElsewhere: 'secrets-sealed.json',
    });
    const secrets = await loadSecrets(store, first.settings, {}, first.clock);
    expect(secrets.hashSecret(live)).toBeNull();
    expect(authenticate(kkiapayCall(secret), [], secrets.shut(live))).toEqual({ ok: true });
    expect(secrets.shut(typed).isUnprovable).toBe(true);
    // The PIN is another matter: no reset file could remove it from there.
    expect(store.read('owner-pin')).toEqual({ kind: 'absent' });
  });

  it('that were made without it are those the vault seals when it is there', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    const { settings } = await openSettings(folder.path, () => clock.now());
    const { store } = await openSecretStore(join(folder.path, 'secrets.json'), noVault, () => clock.now());
    const plain = (await loadSecrets(store, settings, {}, clock)).hashSecret(live);
    const sealed = await openSecretStore(
      join(folder.path, 'secrets-sealed.json'),
      fakeVault(),
      () => clock.now(),
      { plainElsewhere: 'secrets.json' },
    );
    expect((await loadSecrets(sealed.store, settings, {}, clock)).hashSecret(live)).toBe(plain);
  });

  it('are encrypted anew where the vault wants it', async () => {
    await using folder = await temporaryFolder();
    const first = await open(folder.path);
    const secret = first.secrets.hashSecret(live) ?? '';
    const asking = {
      encrypt: (plain: string) => Promise.resolve(`anew:${Buffer.from(plain).toString('base64')}`),
      decrypt: async (sealed: string) => ({ ...(await first.vault.decrypt(sealed)), isOld: true }),
    };
    const file = join(folder.path, 'secrets-sealed.json');
    await openSecretStore(file, asking, () => 0);
    const read: string[] = [];
    await openSecretStore(
      file,
      {
        ...asking,
        decrypt(sealed) {
          read.push(sealed);
          return Promise.resolve({ kind: 'never' });
        },
      },
      () => 0,
    );
    expect(read).toContain(`anew:${Buffer.from(secret).toString('base64')}`);
    expect(read.filter((sealed) => !sealed.startsWith('anew:'))).toEqual([]);
  });
});

describe('a whole counter whose vault never answers', () => {
  it('answers within five seconds: KKiaPay by digest, FedaPay later', async () => {
    await using folder = await temporaryFolder();
    const vault = fakeVault();
    const openSecrets = (file: string) => openSecretStore(file, vault, () => systemClock.now());
    let secret: string;
    {
      await using shop = await openComptoir(folder.path, { openSecrets, environment: {} });
      await shop.handlers.copyToClipboard({ what: 'hash-secret', ...live });
      secret = shop.copied();
      await shop.handlers.saveHashSecret({ ...typed, secret: 'wh_live_of_the_provider' });
    }
    vault.become('silent');
    const startedAt = performance.now();
    await using shop = await openComptoir(folder.path, { openSecrets, environment: {} });
    expect(await shop.knock({ secret })).toBe(200);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(await shop.knock({ secret: 'x'.repeat(32) })).toBe(401);
    const url = webhookUrlsOf(shop.state(), 'live', 'fedapay').local ?? '';
    const headers = { 'x-fedapay-signature': `t=1,s=${'0'.repeat(64)}` };
    const answer = await fetch(url, { method: 'POST', headers, body: '{}' });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(shop.state().notices).toContainEqual({ kind: 'vault-shut' });
    const copying = shop.handlers.copyToClipboard({ what: 'hash-secret', ...live });
    await expect(copying).rejects.toMatchObject({ code: 'vault-shut' });
    vault.become('open');
    shop.wake();
    await expect.poll(() => shop.state().notices.map(({ kind }) => kind)).not.toContain('vault-shut');
    await shop.handlers.copyToClipboard({ what: 'hash-secret', ...live });
    expect(shop.copied()).toBe(secret);
  });
});
