import { expect, it } from 'vitest';
import { openOtherShops } from '../../src/core/other-shops/other-shops';
import { mostRemembered, readShops, writeShops } from '../../src/core/other-shops/shop-keys';
import { openSecretStore } from '../../src/core/settings/file-secret-store';
import { noVault } from '../../src/core/settings/vault';
import { fakeClock } from '../support/fake-clock';
import { temporaryFolder } from '../support/temporary-folder';

const card = { shopName: 'Chez Awa', language: 'fr', country: 'BJ' } as const;
const figures = { count: 0, totalXof: 0 };

it('remembers only so many shops that were removed while their relays were silent, the latest', async () => {
  await using folder = await temporaryFolder();
  const clock = fakeClock();
  const { store } = await openSecretStore(`${folder.path}/secrets.json`, noVault, () => clock.now());
  const origin = 'https://silent.test';
  const key = Buffer.alloc(32, 7).toString('base64url');
  await writeShops(store, {
    seal: Buffer.alloc(32).toString('base64'),
    shops: [
      { ...{ id: 'last', origin, shop: 1, token: 'last token', own: key }, keys: [key], card, bundle: null },
    ],
    gone: [],
    left: Array.from({ length: mostRemembered }, (_, at) => ({
      id: `${at}`,
      origin,
      token: `token ${at}`,
      card,
    })),
  });
  const shops = await openOtherShops({
    ...{ dataDir: folder.path, store, clock },
    preferences: () => ({ language: 'fr' }),
    ownSealKeys: () => Promise.resolve([]),
    ownFigures: () => Promise.resolve({ today: figures, month: figures }),
    log: () => undefined,
    fetch: () => Promise.reject(new Error('silent')),
  });
  await shops.remove('last');
  await shops.stop();
  const tokens = readShops(store).left.map(({ token }) => token);
  expect(tokens).toHaveLength(mostRemembered);
  expect([tokens[0], tokens.at(-1)]).toEqual(['token 1', 'last token']);
});
