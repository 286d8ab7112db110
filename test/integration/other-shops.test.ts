import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBridgeServer } from '../../src/core/bridge-server';
import { otherShopTexts } from '../../src/shared/texts/other-shop-texts';
import { openComptoir } from '../support/open-comptoir';
import { clusterOfTests } from '../support/cluster-of-tests';
import { openPlace, seen, soon } from '../support/other-shop-place';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';
import { relayHere } from '../support/relay-here';

import { temporaryFolder } from '../support/temporary-folder';

const slow = { timeout: 90_000 };

const cluster = clusterOfTests();

describe.skipIf(!hasPostgres)(`another shop of the owner on this computer${postgresRemedy}`, () => {
  it('is read beside this one, and enters nothing of this one', slow, async () => {
    const place = await openPlace(cluster);
    const { owner, awa } = place;
    expect(await place.pay('before the link')).toBe(200);
    await owner.pay('at home');
    await owner.handlers.addShop({ link: await place.link() });
    expect(await place.pay('as it looks on')).toBe(200);
    const view = await seen(owner, (shop) => shop?.today.count === 2);
    const one = { count: 1, totalXof: 500 };
    const two = { count: 2, totalXof: 1_000 };
    const three = { count: 3, totalXof: 1_500 };
    expect(view).toMatchObject({
      own: { today: one, month: one },
      all: { today: three, month: three },
      others: [{ card: { shopName: 'Chez Awa' }, link: 'up', today: two, month: two, isWhole: true }],
    });
    expect(view.others[0]?.payments).toMatchObject([
      { amountXof: 500, account: null, transactionId: null },
      { amountXof: 500, account: null, transactionId: null },
    ]);
    // Goods that are handed over there show here.
    await expect
      .poll(async () => (await awa.handlers.listPayments({ limit: 5 })).payments.length, soon)
      .toBe(2);
    const [latest] = (await awa.handlers.listPayments({ limit: 5 })).payments;
    await awa.handlers.handOver({ id: latest?.id ?? '', by: 'Awa' });
    await seen(owner, (shop) => shop?.payments.some(({ claim }) => claim?.by === 'Awa') === true);
    // Here nothing of it was received, rung, or counted.
    const { payments } = await owner.handlers.listPayments({ limit: 10 });
    expect(payments.map(({ transactionId }) => transactionId)).toEqual(['at home']);
    expect(owner.state().today).toMatchObject({ successCount: 1, totalXof: 500 });
    expect(owner.announced).toHaveLength(1);
    expect(JSON.stringify(owner.state())).not.toContain('Chez Awa');
    expect(await awa.handlers.listPhones(null)).toMatchObject([{ name: 'Ordinateur de Koffi' }]);
  });

  it('shows to no helper whose window is locked, and takes no order of one', slow, async () => {
    const place = await openPlace(cluster);
    const { owner } = place;
    await owner.handlers.addShop({ link: await place.link() });
    await place.pay('hidden');
    await seen(owner, (shop) => shop?.today.count === 1);
    await owner.handlers.setPin({ current: null, pin: '4321' });
    const bridge = createBridgeServer(owner, () => undefined);
    const helper = owner.callers.openSession();
    const link = await place.link('Un second');
    for (const [name, argument] of [
      ['listShops', null],
      ['addShop', { link }],
      ['removeShop', { id: (await owner.handlers.listShops(null)).others[0]?.id }],
    ] as const)
      expect(await bridge.invoke(helper, name, argument)).toMatchObject({ ok: false, code: 'locked' });
    expect((await owner.handlers.listShops(null)).others).toHaveLength(1);
  });

  it('that takes this computer out is forgotten here, and that is said plainly', slow, async () => {
    const place = await openPlace(cluster);
    const { owner, awa } = place;
    await owner.handlers.addShop({ link: await place.link() });
    await place.pay('p1');
    await seen(owner, (shop) => shop?.today.count === 1);
    const secrets = (): Promise<string> => readFile(join(place.ownerFolder, 'secrets.json'), 'utf8');
    expect(await secrets()).toContain('"own\\"');
    const [listed] = await awa.handlers.listPhones(null);
    await awa.handlers.removePhone({ id: listed?.id ?? '' });
    const { others } = await seen(owner, (shop) => shop?.link === 'gone');
    const { gone, goneNext } = otherShopTexts.fr;
    expect(others).toMatchObject([
      { payments: [], today: { count: 0 }, warnings: [{ text: gone('Chez Awa'), next: goneNext }] },
    ]);
    expect(await secrets()).not.toContain('"own\\"');
    expect(await readdir(place.ownerFolder)).not.toContain('other-shops.sealed');
    await owner.handlers.removeShop({ id: others[0]?.id ?? '' });
    expect((await owner.handlers.listShops(null)).others).toEqual([]);
  });

  it('can be removed here, and then no longer lists this computer', slow, async () => {
    const place = await openPlace(cluster);
    const { owner, awa } = place;
    await owner.handlers.addShop({ link: await place.link() });
    const { others } = await seen(owner, (shop) => shop?.link === 'up');
    await owner.handlers.removeShop({ id: others[0]?.id ?? '' });
    expect((await owner.handlers.listShops(null)).others).toEqual([]);
    expect(await awa.handlers.listPhones(null)).toEqual([]);
    expect(await readFile(join(place.ownerFolder, 'secrets.json'), 'utf8')).not.toContain('other-shops');
  });

  it(
    'is left from here while its relay is silent: that is said, and told to the relay later',
    slow,
    async () => {
      const place = await openPlace(cluster);
      const { owner, awa } = place;
      await owner.handlers.addShop({ link: await place.link() });
      const { others } = await seen(owner, (shop) => shop?.link === 'up');
      const port = Number(new URL(place.relay.url).port);
      await place.relay.end();
      await owner.handlers.removeShop({ id: others[0]?.id ?? '' });
      const { left, leftNext } = otherShopTexts.fr;
      const said = [{ link: 'gone', warnings: [{ text: left('Chez Awa'), next: leftNext }], payments: [] }];
      expect((await owner.handlers.listShops(null)).others).toMatchObject(said);
      // Nothing that opens the shop's rows is kept.
      const secrets = (): Promise<string> => readFile(join(place.ownerFolder, 'secrets.json'), 'utf8');
      expect(await secrets()).not.toContain('"own\\"');
      await owner[Symbol.asyncDispose]();
      await using again = await openComptoir(place.ownerFolder);
      expect((await again.handlers.listShops(null)).others).toMatchObject(said);
      await using relay = await relayHere(place.database, { key: place.key, port });
      expect(relay.url).toBe(place.relay.url);
      await again[Symbol.asyncDispose]();
      // Told as this computer starts again, and each ten minutes.
      await using last = await openComptoir(place.ownerFolder);
      await expect.poll(async () => (await last.handlers.listShops(null)).others, soon).toEqual([]);
      await expect.poll(() => awa.state().relay.kind, { timeout: 60_000 }).toBe('collecting');
      expect(await awa.handlers.listPhones(null)).toEqual([]);
      expect(await secrets()).not.toContain('other-shops');
    },
  );

  it('goes on with the key that the shop takes once a phone was lost', slow, async () => {
    const place = await openPlace(cluster);
    const { owner, awa } = place;
    await owner.handlers.addShop({ link: await place.link() });
    await place.pay('before');
    await seen(owner, (shop) => shop?.today.count === 1);
    await awa.handlers.offerPhone({ name: 'perdu' });
    // Another device comes in by a second computer, and is taken out.
    await using third = await temporaryFolder();
    await using other = await openComptoir(third.path);
    await other.handlers.addShop({ link: await place.link('perdu') });
    const listed = await awa.handlers.listPhones(null);
    await awa.handlers.removePhone({ id: listed.find(({ name }) => name === 'perdu')?.id ?? '' });
    await place.pay('after');
    const { others } = await seen(owner, (shop) => shop?.today.count === 2);
    expect(others[0]?.warnings.map(({ text }) => text)).not.toContain(otherShopTexts.fr.shut(1));
  });

  it('is shown as it was last known while its relay is away, after a restart too', slow, async () => {
    const place = await openPlace(cluster);
    const { owner } = place;
    await owner.handlers.addShop({ link: await place.link() });
    await place.pay('p1');
    await seen(owner, (shop) => shop?.today.count === 1);
    await place.relay.end();
    const { others } = await seen(owner, (shop) => shop?.link === 'lost');
    expect(others).toMatchObject([{ today: { count: 1 }, warnings: [{ tone: 'cut' }] }]);
    expect(others[0]?.at).toMatch(/^\d{4}-/);
    await owner[Symbol.asyncDispose]();
    const sealed = await readFile(join(place.ownerFolder, 'other-shops.sealed'), 'latin1');
    expect(sealed).not.toMatch(/Chez Awa|amountXof/);
    await using again = await openComptoir(place.ownerFolder);
    expect(await seen(again, (shop) => shop?.link === 'lost')).toMatchObject({
      others: [{ card: { shopName: 'Chez Awa' }, today: { count: 1 }, payments: [{ amountXof: 500 }] }],
    });
  });

  it('comes by a link that is whole, fresh, and of another shop', slow, async () => {
    const place = await openPlace(cluster);
    const { owner, awa } = place;
    const link = await place.link();
    for (const odd of ['', 'https://relay.example/p/', link.replace('/p/', '/x/'), link.slice(0, -1)])
      await expect(owner.handlers.addShop({ link: odd })).rejects.toMatchObject({
        code: 'shop-link-malformed',
      });
    await expect(
      owner.handlers.addShop({ link: link.replace('http://127.0.0.1', 'http://192.0.2.7') }),
    ).rejects.toMatchObject({ code: 'shop-link-malformed' });
    await expect(awa.handlers.addShop({ link })).rejects.toMatchObject({ code: 'shop-is-this-one' });
    expect(await awa.handlers.listPhones(null)).toEqual([]);
    await expect(owner.handlers.addShop({ link })).rejects.toMatchObject({ code: 'shop-link-used' });
    const second = await place.link();
    await place.relay.end();
    await expect(owner.handlers.addShop({ link: second })).rejects.toMatchObject({
      code: 'relay-unreachable',
    });
    expect((await owner.handlers.listShops(null)).others).toEqual([]);
  });
});
