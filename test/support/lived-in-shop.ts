import { vi } from 'vitest';
import { createComptoir } from '../../src/core/comptoir';
import { readHeartbeat } from '../../src/core/hearing/heartbeat';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { openSecretStore } from '../../src/core/settings/file-secret-store';
import { noVault } from '../../src/core/settings/vault';
import { webhookUrlsOf } from '../../src/shared/state/app-state';
import { copyOf } from './damages';
import { fakeClock } from './fake-clock';
import { quietDiagnostics } from './quiet-diagnostics';
import { temporaryFolder } from './temporary-folder';

const dayMs = 24 * 3_600_000;

export interface LivedInShop {
  readonly dataDir: string;
  /** What KKiaPay holds: the path it calls and the secret it sends. */
  readonly path: string;
  readonly secret: string;
  /** Acknowledged by number, with the amount of each. */
  readonly acknowledged: ReadonlyMap<string, number>;
}

export type ShopEnd =
  /** An orderly stop: everything received is in the documents. */
  | 'stopped'
  /** The last day ends with a power cut: that day is in the journal. */
  | 'cut';

/**
 * A data folder as a shop of some days leaves it, made by the real core: payments on three days, two of them closed, a
 * helper's name, a handed over payment, outages between the days. The last day is the one before `now`.
 */
export async function liveInShop(
  dataDir: string,
  now: number,
  end: ShopEnd = 'stopped',
): Promise<LivedInShop> {
  await using workshop = await temporaryFolder();
  const folder = workshop.path;
  const clock = fakeClock(now - 3 * dayMs);
  const acknowledged = new Map<string, number>();
  let copied = '';
  let place = { path: '', secret: '' };
  for (let day = 0; day < 3; day += 1) {
    const shop = await createComptoir(
      {
        clock,
        openSecretStore: () => openSecretStore(`${folder}/secrets.json`, noVault, () => clock.now()),
        spawnTunnelChild: () => {
          throw new Error('no tunnel in this shop');
        },
        readClipboard: () => Promise.resolve(''),
        writeClipboard: (text) => {
          copied = text;
          return Promise.resolve();
        },
        fetchOwnAddress: fetch,
        fetchProvider: fetch,
        diagnostics: quietDiagnostics(folder),
        log: () => undefined,
        chooseFilePlace: () => Promise.resolve(null),
        printPage: null,
        updateSource: null,
        desktop: { chooseFolder: null, restart: null },
      },
      { ...{ dataDir: folder, port: undefined, tunnel: 'none', edge: undefined }, environment: {} },
    );
    await shop.handlers.copyToClipboard({ what: 'hash-secret', provider: 'kkiapay', mode: 'live' });
    const url = new URL(webhookUrlsOf(shop.state(), 'live').local ?? '');
    place = { path: url.pathname, secret: copied };
    for (let nth = 0; nth < 4; nth += 1) {
      const transactionId = `14906873970${day}${nth}`;
      const amountXof = 1_000 * (day + 1) + 100 * nth;
      const at = new Date(clock.now()).toISOString();
      const answer = await fetch(url, {
        ...{ method: 'POST', headers: { 'x-kkiapay-secret': place.secret } },
        body: kkiapayBody({ event: 'success', amountXof, transactionId, at }),
      });
      if (answer.status !== 200) throw new Error(`the shop answered ${answer.status}`);
      acknowledged.set(transactionId, amountXof);
      // Until the documents are written; less where the day must stay in the journal.
      clock.advance(day === 2 && end === 'cut' ? 1_000 : 20 * 60_000);
    }
    const { payments } = await shop.handlers.listPayments({ limit: 1 });
    const [last] = payments;
    if (last !== undefined) await shop.handlers.handOver({ id: last.id, by: 'Awa' });
    const today = shop.state().today.day;
    if (day < 2) await shop.handlers.closeDay({ day: today, by: 'Awa', countedCashXof: 2_000 });
    await shop.handlers.changeSettings({ shopName: 'Boutique Awa', helperNames: ['Awa'] });
    if (day === 2 && end === 'cut') {
      // The last sign of life tells of all that came.
      const cameBy = new Date(clock.now()).toISOString();
      clock.advance(12_000);
      await vi.waitFor(async () => {
        const aliveAt = (await readHeartbeat(folder))?.aliveAt ?? '';
        if (aliveAt <= cameBy) throw new Error('no sign of life since');
      });
      await copyOf(folder, dataDir);
    }
    await shop.stop();
    clock.sleep(dayMs - 4 * 20 * 60_000);
  }
  if (end === 'stopped') await copyOf(folder, dataDir);
  return { dataDir, ...place, acknowledged };
}
