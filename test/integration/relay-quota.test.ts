import { describe, expect, it, onTestFinished } from 'vitest';
import { clusterOfTests } from '../support/cluster-of-tests';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';
import { relayHere } from '../support/relay-here';
import { idOf, joinedShop, readAll, relayKey, type TestShop } from '../support/relay-process';
import { kkiapayBody } from '../../src/core/kkiapay/play';

const cluster = clusterOfTests();

async function servedRelay() {
  const database = await cluster.database();
  const relay = await relayHere(database, { key: relayKey() });
  onTestFinished(async () => {
    await relay.end();
  });
  return { database, url: relay.url };
}

async function stored(shop: TestShop, url: string): Promise<readonly string[]> {
  return (await readAll(shop, url)).map((row) => idOf(shop.opened(row))).sort();
}

describe.skipIf(!hasPostgres)(`how much one shop may send the relay${postgresRemedy}`, () => {
  it('refuses what is beyond it for now, and takes no other shop’s share', { timeout: 60_000 }, async () => {
    const { database, url } = await servedRelay();
    // Nothing is given back while the test lasts.
    const narrow = 'alter column per_second set default 0, alter column burst set default 10';
    await cluster.program('psql', [database, '-qc', `alter table comptoir_relay.shop ${narrow}`]);
    const busy = await joinedShop(database, url);
    const calm = await joinedShop(database, url);
    const ids = Array.from({ length: 30 }, (_, at) => `call ${String(at).padStart(2, '0')}`);
    const answers = await Promise.all(ids.map(async (id) => ({ id, status: await busy.post(url, id) })));
    const taken = answers.filter(({ status }) => status === 200).map(({ id }) => id);
    expect(taken).toHaveLength(10);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
    // What got no 200 is nowhere: the provider tries it again.
    expect(await stored(busy, url)).toEqual(taken);
    const again = await fetch(`${url}${busy.path}`, {
      ...{ method: 'POST', headers: { 'x-kkiapay-secret': busy.secret } },
      body: kkiapayBody({
        event: 'success',
        amountXof: 500,
        transactionId: 'x',
        at: '2026-11-23T20:00:00.000Z',
      }),
    });
    expect([again.status, again.headers.get('retry-after')]).toEqual([503, '1']);
    for (const id of ['one', 'two', 'three']) expect(await calm.post(url, id)).toBe(200);
    expect(await stored(calm, url)).toEqual(['one', 'three', 'two']);
  });

  it('stores no more than a day’s share', { timeout: 60_000 }, async () => {
    const { database, url } = await servedRelay();
    const narrow = 'alter column rows_a_day set default 5';
    await cluster.program('psql', [database, '-qc', `alter table comptoir_relay.shop ${narrow}`]);
    const shop = await joinedShop(database, url);
    const statuses: number[] = [];
    for (let at = 0; at < 8; at += 1) statuses.push(await shop.post(url, `call ${at}`));
    expect(statuses).toEqual([200, 200, 200, 200, 200, 503, 503, 503]);
    expect(await stored(shop, url)).toHaveLength(5);
  });

  it('refuses nothing of a burst that a busy shop may have', { timeout: 60_000 }, async () => {
    const { database, url } = await servedRelay();
    const shop = await joinedShop(database, url);
    // Far above what one shop sells, and above a limit of 20 a second with 200 at once.
    const statuses = await Promise.all(Array.from({ length: 400 }, (_, at) => shop.post(url, `sale ${at}`)));
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    expect(await stored(shop, url)).toHaveLength(400);
  });
});
