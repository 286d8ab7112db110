import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createComptoir, type Comptoir } from '../../src/core/comptoir';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { systemClock } from '../../src/core/ports';
import { openSecretStore } from '../../src/core/settings/file-secret-store';
import { noVault } from '../../src/core/settings/vault';
import { fetchThrough } from '../../src/core/tunnel/development-edge';
import { webhookUrlsOf } from '../../src/shared/state/app-state';
import type { DeafPeriod } from '../../src/shared/silence/hearing';
import { TunnelRig } from '../support/ngrok-edge/tunnel-rig';
import { quietDiagnostics } from '../support/quiet-diagnostics';
import { temporaryFolder } from '../support/temporary-folder';
import { realNow } from '../support/real-now';

const secret = 'hash-secret-of-the-live-endpoint';
const environment = {
  NGROK_AUTHTOKEN: '2abc_good',
  COMPTOIR_HASH_SECRET: secret,
  COMPTOIR_SANDBOX_HASH_SECRET: 'hash-secret-of-the-sandbox-path',
};

/** The whole core, the real SDK, the stand-in edge. */
describe('the public side of a shop', () => {
  let rig: TunnelRig;
  beforeAll(async () => {
    rig = await TunnelRig.open();
  });
  afterEach(() => {
    rig.edge.options.onBind = () => null;
    rig.edge.options.now = realNow;
  });
  afterAll(() => rig.close());

  /** It ends before the folder in which it writes is removed. */
  const open = async (dataDir: string): Promise<Comptoir & AsyncDisposable> => {
    const { serverAddr, caPem, publicAddr } = rig.edge;
    const comptoir = await createComptoir(
      {
        clock: systemClock,
        openSecretStore: (folder) =>
          openSecretStore(`${folder}/secrets.json`, noVault, () => systemClock.now()),
        spawnTunnelChild: () => rig.spawnChild(),
        writeClipboard: () => Promise.resolve(),
        readClipboard: () => Promise.resolve(''),
        fetchOwnAddress: fetchThrough({ publicAddr }, {}),
        fetchProvider: fetch,
        diagnostics: quietDiagnostics(dataDir),
        log: () => undefined,
        chooseFilePlace: () => Promise.resolve(null),
        printPage: null,
        updateSource: null,
        desktop: { chooseFolder: null, restart: null },
      },
      { dataDir, port: 0, tunnel: undefined, edge: { serverAddr, caPem }, environment },
    );
    let stopping: Promise<void> | null = null;
    const stop = (): Promise<void> => (stopping ??= comptoir.stop());
    return { ...comptoir, stop, [Symbol.asyncDispose]: stop };
  };
  const listening = (comptoir: Comptoir): Promise<void> =>
    expect.poll(() => comptoir.state().hearing.kind, { timeout: 15_000 }).toBe('listening');
  const pay = async (comptoir: Comptoir): Promise<number> => {
    const url = webhookUrlsOf(comptoir.state(), 'live').public ?? '';
    const body = kkiapayBody({ event: 'success', amountXof: 1_000, at: new Date(realNow()).toISOString() });
    const headers = { 'x-kkiapay-secret': secret, 'content-type': 'application/json' };
    return (await rig.edge.request(url, { method: 'POST', headers, body })).status;
  };

  it('raises the alarm for another address, until KKiaPay itself calls it; and counts what passes', async () => {
    await using folder = await temporaryFolder();
    await using first = await open(folder.path);
    await listening(first);
    expect([first.state().addressChange, first.state().isAddressCalled]).toEqual([null, false]);
    expect(await pay(first)).toBe(200);
    expect(first.state().isAddressCalled).toBe(true);
    await expect.poll(() => first.state().traffic?.requests, { timeout: 5_000 }).toBe(2);
    await first.stop();

    rig.edge.options.devDomain = 'autre-compte.ngrok-free.app';
    await using second = await open(folder.path);
    await listening(second);
    expect(second.state().addressChange).toEqual({
      pasted: 'https://boutique-essai.ngrok-free.app',
      present: 'https://autre-compte.ngrok-free.app',
    });
    // Counted on from before the restart.
    expect(second.state().traffic?.requests).toBeGreaterThanOrEqual(2);
    // Our own test proves nothing of what the dashboard holds.
    expect(await second.handlers.sendTestPayment(null)).toMatchObject({ status: 200, through: 'tunnel' });
    expect(second.state().addressChange).not.toBeNull();
    expect(second.state().isAddressCalled).toBe(false);
    expect(await pay(second)).toBe(200);
    // Once it is on the disk.
    await expect.poll(() => second.state().addressChange).toBeNull();
    await second.stop();

    await using third = await open(folder.path);
    await listening(third);
    expect([third.state().addressChange, third.state().isAddressCalled]).toEqual([null, true]);
    await third.stop();

    // What an earlier version left tells only of the address that KKiaPay's dashboard holds.
    await rm(join(folder.path, 'called.json'));
    await using fourth = await open(folder.path);
    await listening(fourth);
    expect(fourth.state().isAddressCalled).toBe(true);
    await fourth.stop();
    expect(rig.orphans()).toEqual([]);
  });

  it('tells a wrong clock by the edge’s, never by its own', async () => {
    await using folder = await temporaryFolder();
    rig.edge.options.now = () => realNow() - 3_600_000;
    await using comptoir = await open(folder.path);
    await listening(comptoir);
    const { clockAheadMs } = await comptoir.handlers.getHealth(null);
    expect(clockAheadMs).toBeGreaterThan(3_590_000);
    expect(clockAheadMs).toBeLessThan(3_620_000);
  });

  it('says that a name of one’s own is not granted, and is heard all the same', async () => {
    await using folder = await temporaryFolder();
    await using comptoir = await open(folder.path);
    await listening(comptoir);
    rig.edge.options.onBind = ({ Opts }) =>
      Opts.Domain === 'ma-boutique.ngrok.app' ? { code: 'ERR_NGROK_313', message: 'paid' } : null;
    await comptoir.handlers.changeSettings({ domain: 'ma-boutique.ngrok.app' });
    await expect.poll(() => comptoir.state().notices.map(({ kind }) => kind)).toContain('domain-refused');
    await listening(comptoir);
    expect(await pay(comptoir)).toBe(200);
  });

  it('keeps a deaf period from the last heartbeat on, and who looked after it', async () => {
    await using folder = await temporaryFolder();
    await using comptoir = await open(folder.path);
    await listening(comptoir);
    await rig.edge.down();
    await expect.poll(() => comptoir.state().hearing.kind).toBe('deaf');
    // The ledger knows while it lasts.
    await expect.poll(() => comptoir.state().deafToday).toMatchObject([{ to: null, cause: 'tunnel-down' }]);
    const [lasting] = comptoir.state().deafToday;
    // What lasts less than KKiaPay's own tries loses nothing, and nobody is asked to look after it.
    await expect
      .poll(() => realNow() - Date.parse(lasting?.from ?? ''), { timeout: 10_000 })
      .toBeGreaterThan(4_000);
    await rig.edge.up();
    await listening(comptoir);
    const wanted = { after: null, until: null };
    const ended = async (): Promise<readonly DeafPeriod[]> =>
      (await comptoir.handlers.listDeafPeriods(wanted)).filter(({ to }) => to !== null);
    await expect.poll(ended).toMatchObject([{ cause: 'tunnel-down', checked: null }]);
    const [period] = await ended();
    expect(Date.parse(period?.to ?? '')).toBeGreaterThanOrEqual(Date.parse(period?.from ?? ''));
    await comptoir.handlers.markDeafPeriodsChecked({ ids: [period?.id ?? ''], by: 'Awa' });
    expect(await ended()).toMatchObject([{ id: period?.id, checked: { by: 'Awa' } }]);
    await comptoir.stop();
  });

  it('follows the shop to an address of its own', async () => {
    await using folder = await temporaryFolder();
    await using comptoir = await open(folder.path);
    await listening(comptoir);
    await comptoir.handlers.changeSettings({ tunnel: 'none' });
    expect(comptoir.state().hearing.kind).toBe('local-only');
    expect(comptoir.state().traffic).toBeNull();
    await expect.poll(() => rig.orphans()).toEqual([]);
    await comptoir.handlers.changeSettings({ publicAddress: 'https://nobody.example' });
    expect(comptoir.state().tunnel).toEqual({ kind: 'proving', url: 'https://nobody.example' });
  });
});
