import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/core/ports';
import { openSecretStore } from '../../src/core/settings/file-secret-store';
import { clusterOfTests } from '../support/cluster-of-tests';
import { fillRelay } from '../support/fill-relay';
import { fakeVault } from '../support/fake-vault';
import { openComptoir } from '../support/open-comptoir';
import { ending, openPlace, seen, soon } from '../support/other-shop-place';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';
import { relayHere } from '../support/relay-here';

const slow = { timeout: 90_000 };
const cluster = clusterOfTests();
const nothing = { count: 0, totalXof: 0 };

/** Days on by so many: what a calendar of the year shows. */
const later = (days: number) => ({
  ...systemClock,
  now: () => systemClock.now() + days * 24 * 3_600_000,
});

describe.skipIf(!hasPostgres)(`another shop in trouble${postgresRemedy}`, () => {
  it('is at a relay that is down: the shops of other relays are read all the same', slow, async () => {
    const [one, two] = [await openPlace(cluster), await openPlace(cluster)];
    const { owner } = one;
    await two.awa.handlers.changeSettings({ shopName: 'Chez Bola' });
    await owner.handlers.addShop({ link: await one.link() });
    await owner.handlers.addShop({ link: await two.link() });
    const shops = async () =>
      (await owner.handlers.listShops(null)).others.map(({ card, link, today }) => [
        card.shopName,
        link,
        today.count,
      ]);
    await one.pay('p1');
    await two.pay('p2');
    await expect.poll(shops, soon).toEqual([
      ['Chez Awa', 'up', 1],
      ['Chez Bola', 'up', 1],
    ]);
    await one.relay.end();
    await two.pay('p3');
    await expect.poll(shops, soon).toEqual([
      ['Chez Awa', 'lost', 1],
      ['Chez Bola', 'up', 2],
    ]);
    expect((await owner.handlers.listShops(null)).all.today.count).toBe(3);
  });

  it('whose address answers garbage is lost, asked seldom, and known as before', slow, async () => {
    const place = await openPlace(cluster);
    const { owner } = place;
    await owner.handlers.addShop({ link: await place.link() });
    await place.pay('p1');
    await seen(owner, (shop) => shop?.today.count === 1);
    const port = Number(new URL(place.relay.url).port);
    await place.relay.end();
    let asked = 0;
    const answers = [
      { status: 200, body: '<html>' },
      { status: 200, body: '{"rows":1}' },
      { status: 409, body: '' },
      { status: 404, body: 'x'.repeat(100_000) },
    ];
    const garbage = createServer((_request, response) => {
      const { status, body } = answers[asked % answers.length] ?? { status: 500, body: '' };
      asked += 1;
      response.writeHead(status).end(body);
    }).listen(port, '127.0.0.1');
    onTestFinished(() => void garbage.close());
    await seen(owner, (shop) => asked >= 4 && shop?.link === 'lost');
    expect(asked).toBeLessThan(20);
    garbage.closeAllConnections();
    await new Promise((resolve) => garbage.close(resolve));
    await using relay = await relayHere(place.database, { key: place.key, port });
    await seen(owner, (shop) => shop?.link === 'up' && shop.today.count === 1);
    await relay.end();
  });

  it('whose relay was set back to an older copy is read again, each payment once', slow, async () => {
    const place = await openPlace(cluster);
    const { owner } = place;
    await owner.handlers.addShop({ link: await place.link() });
    for (const id of ['p1', 'p2', 'p3']) await place.pay(id);
    await seen(owner, (shop) => shop?.today.count === 3);
    const sql = postgres(place.database, { max: 1, onnotice: () => undefined });
    onTestFinished(() => sql.end());
    // As in a copy of before the last two.
    await sql`delete from comptoir_relay.log where seq > (select min(seq) from comptoir_relay.log where kind = 0)`;
    await sql`update comptoir_relay.shop set head = (select max(seq) from comptoir_relay.log)`;
    for (const id of ['p3', 'p4']) await place.pay(id);
    await seen(owner, (shop) => shop?.link === 'up' && shop.today.count === 3);
    expect((await owner.handlers.listShops(null)).others[0]?.today).toEqual({ count: 3, totalXof: 1_500 });
  });

  it('with more payments in a month than are kept shows the latest of them, and says so', slow, async () => {
    const place = await openPlace(cluster);
    const { owner } = place;
    await owner.handlers.addShop({ link: await place.link() });
    // It would read them too.
    await place.awa[Symbol.asyncDispose]();
    const sql = postgres(place.database, { max: 1, onnotice: () => undefined });
    onTestFinished(() => sql.end());
    await fillRelay(sql, 1, 19_999);
    await place.pay('the last that is kept beside all others');
    const whole = await seen(owner, (shop) => shop?.month.count === 20_000);
    expect(whole.others).toMatchObject([{ isWhole: true }]);
    await place.pay('one more');
    const { others } = await seen(owner, (shop) => shop?.isWhole === false);
    expect(others).toMatchObject([{ month: { count: 20_000 } }]);
    // The limit is known after a restart too, though the first of them are not.
    await owner[Symbol.asyncDispose]();
    await using again = await openComptoir(place.ownerFolder);
    await seen(again, (shop) => shop?.link === 'up' && !shop.isWhole && shop.month.count === 20_000);
  });

  it('begins a month anew, while this computer runs and while it is off', slow, async () => {
    let days = 0;
    const clock = { ...systemClock, now: () => later(days).now() };
    const place = await openPlace(cluster, { clock });
    const { owner } = place;
    await owner.handlers.addShop({ link: await place.link() });
    await place.pay('p1');
    await seen(owner, (shop) => shop?.month.count === 1);
    days = 40;
    await seen(owner, (shop) => shop?.month.count === 0);
    const view = await owner.handlers.listShops(null);
    expect(view.others).toMatchObject([{ today: nothing, month: nothing, payments: [], isWhole: true }]);
    expect(view.all.month).toEqual(nothing);
    await owner[Symbol.asyncDispose]();
    await using again = await openComptoir(place.ownerFolder, { clock: later(80) });
    await seen(again, (shop) => shop?.link === 'up');
    expect((await again.handlers.listShops(null)).others).toMatchObject([{ today: nothing, month: nothing }]);
    await again[Symbol.asyncDispose]();
    // Payments of an earlier month are still in the relay's log, but no screen of this month shows them.
    const file = join(place.ownerFolder, 'other-shops.sealed');
    expect((await readFile(file)).length).toBeLessThan(2_000);
  });

  it('is not read while the vault is shut, which is said, and nothing of it is lost', slow, async () => {
    const vault = fakeVault();
    const openSecrets = (file: string) => openSecretStore(file, vault, () => systemClock.now());
    const place = await openPlace(cluster, { openSecrets });
    await place.owner.handlers.addShop({ link: await place.link() });
    await place.pay('p1');
    await seen(place.owner, (shop) => shop?.today.count === 1);
    await place.owner[Symbol.asyncDispose]();
    vault.become('shut');
    const shut = ending(await openComptoir(place.ownerFolder, { openSecrets }));
    await expect(shut.handlers.listShops(null)).rejects.toMatchObject({ code: 'vault-shut' });
    await expect(shut.handlers.addShop({ link: await place.link() })).rejects.toMatchObject({
      code: 'vault-shut',
    });
    await shut[Symbol.asyncDispose]();
    vault.become('open');
    const open = ending(await openComptoir(place.ownerFolder, { openSecrets }));
    await seen(open, (shop) => shop?.link === 'up' && shop.today.count === 1);
    await open[Symbol.asyncDispose]();
    // The vault was reset: the computer says so, and the shop is added again.
    vault.become('lost');
    const lost = ending(await openComptoir(place.ownerFolder, { openSecrets }));
    expect(lost.state().notices.map(({ kind }) => kind)).toContain('secrets-unopenable');
    expect((await lost.handlers.listShops(null)).others).toEqual([]);
    await lost.handlers.addShop({ link: await place.link() });
    await seen(lost, (shop) => shop?.link === 'up' && shop.today.count === 1);
  });

  it('that is added twice is there once, and its relay keeps one place for this computer', slow, async () => {
    const place = await openPlace(cluster);
    const { owner, awa } = place;
    await owner.handlers.addShop({ link: await place.link() });
    await place.pay('p1');
    await seen(owner, (shop) => shop?.today.count === 1);
    await owner.handlers.addShop({ link: await place.link('le même') });
    const { others, all } = await seen(owner, (shop) => shop?.link === 'up');
    expect(others).toHaveLength(1);
    expect(all.today.count).toBe(1);
    expect(await awa.handlers.listPhones(null)).toMatchObject([{ name: 'le même' }]);
  });
});
