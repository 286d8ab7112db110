import postgres from 'postgres';
import { migrations } from '../../src/relay/store/migrations/migrations';
import { describe, expect, it, onTestFinished } from 'vitest';
import { comptoir } from '../support/headless-process';
import { clusterOfTests } from '../support/cluster-of-tests';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';
import { idOf, joinedShop, readAll, relayKey, RelayProcess } from '../support/relay-process';

const cluster = clusterOfTests();

async function relayOfThisTest(args: readonly string[] = []) {
  const database = await cluster.database();
  const key = relayKey();
  const relay = await RelayProcess.ready(database, { args, key });
  onTestFinished(async () => {
    await relay.end();
  });
  return { database, key, relay, url: relay.url };
}

function rawSql(database: string) {
  const sql = postgres(database, { max: 1, onnotice: () => undefined });
  onTestFinished(() => sql.end());
  return sql;
}

describe.skipIf(!hasPostgres)(`the relay${postgresRemedy}`, () => {
  it('takes a call with the right secret, once, and seals it to its shop', async () => {
    const { database, url } = await relayOfThisTest();
    const shop = await joinedShop(database, url);
    expect(await shop.post(url, 'one')).toBe(200);
    expect(await shop.post(url, 'one')).toBe(200);
    expect(await shop.post(url, 'two')).toBe(200);
    const { rows, head } = await shop.log(url);
    expect(head).toBe(2);
    expect(rows.map(({ seq, deliveries }) => [seq, deliveries])).toEqual([
      [1, 2],
      [2, 1],
    ]);
    expect(rows.map((row) => idOf(shop.opened(row)))).toEqual(['one', 'two']);
    expect(shop.opened(rows[0] ?? { sealed: '' })?.headers['x-kkiapay-secret']).toBe('****');
    const other = await joinedShop(database, url);
    expect(other.opened(rows[0] ?? { sealed: '' })).toBeNull();
    expect((await other.log(url)).rows).toEqual([]);
    const sql = rawSql(database);
    const [stored] = await sql<{ sealed: Buffer }[]>`select sealed from comptoir_relay.log limit 1`;
    expect(stored?.sealed.includes('transaction')).toBe(false);
  });

  it('refuses a wrong secret and tells the shop; a path that is nobody’s is asked of no database', async () => {
    const { database, url } = await relayOfThisTest();
    const shop = await joinedShop(database, url);
    expect(await shop.post(url, 'one', 'not the secret')).toBe(401);
    await cluster.kill();
    onTestFinished(() => cluster.start());
    expect((await fetch(`${url}/kkiapay/nobody`, { method: 'POST' })).status).toBe(404);
    expect(await shop.post(url, 'two', 'not the secret')).toBe(401);
    expect(await shop.post(url, 'three')).toBe(503);
    expect((await fetch(`${url}/healthz`)).status).toBe(503);
    await cluster.start();
    await expect.poll(() => shop.post(url, 'three'), { timeout: 10_000 }).toBe(200);
    await expect.poll(async () => (await fetch(`${url}/healthz`)).status, { timeout: 10_000 }).toBe(200);
    expect((await shop.log(url)).rows.map((row) => idOf(shop.opened(row)))).toContain('three');
  });

  it('answers a long poll as soon as a call came, through the other relay too', async () => {
    const { database, key, url } = await relayOfThisTest();
    const second = await RelayProcess.ready(database, { key });
    onTestFinished(async () => {
      await second.end();
    });
    const shop = await joinedShop(database, url);
    await shop.post(url, 'zero');
    const [first] = (await shop.log(url)).rows;
    const waiting = shop.log(url, { after: 1, last: first?.key ?? '', wait: 20 });
    await expect.poll(() => shop.post(second.url, 'one')).toBe(200);
    expect((await waiting).rows.map(({ seq }) => seq)).toEqual([2]);
  });

  it('tells a reader whose row is gone that it was rewound, and a token of nobody’s nothing', async () => {
    const { database, url } = await relayOfThisTest();
    const shop = await joinedShop(database, url);
    await shop.post(url, 'one');
    expect((await shop.log(url, { after: 5, last: 'ab' })).status).toBe(409);
    expect((await shop.log(url, { after: 1, last: 'ab' })).status).toBe(409);
    expect((await fetch(`${url}/v1/log`)).status).toBe(401);
    const stranger = await fetch(`${url}/v1/log`, { headers: { authorization: `Bearer ${'x'.repeat(43)}` } });
    expect(stranger.status).toBe(401);
  });

  it('uses an invitation once', async () => {
    const { database, url } = await relayOfThisTest();
    const { lines } = await comptoir(['relay', 'invite', '--database', database, '--public-url', url]);
    const { invitation } = lines[0] as { invitation: string };
    const told = {
      sealKey: (await joinedShop(database, url)).opener.publicKey.toString('base64'),
      endpoints: [],
    };
    const join = (tokenSha256: string) =>
      fetch(`${url}/v1/shops`, {
        method: 'POST',
        body: JSON.stringify({ ...told, tokenSha256, code: invitation.split('/i/')[1] }),
      });
    expect((await join('a'.repeat(64))).status).toBe(201);
    expect((await join('b'.repeat(64))).status).toBe(403);
  });

  it('keeps receiving and serving apart where it is told to', async () => {
    const { database, key, relay, url } = await relayOfThisTest();
    const receive = await RelayProcess.ready(database, { key, args: ['--role', 'receive'] });
    const serve = await RelayProcess.ready(database, { key, args: ['--role', 'serve'] });
    onTestFinished(async () => {
      await receive.end();
    });
    onTestFinished(async () => {
      await serve.end();
    });
    const shop = await joinedShop(database, serve.url);
    await expect.poll(() => shop.post(receive.url, 'one'), { timeout: 15_000 }).toBe(200);
    expect(await shop.post(serve.url, 'two')).toBe(404);
    expect((await fetch(`${receive.url}/v1/log`)).status).toBe(404);
    expect((await shop.log(serve.url)).rows).toHaveLength(1);
    expect(url).toBe(relay.url);
  });

  it('shows one shop to a query that forgot its condition, and none without a shop', async () => {
    const { database, url } = await relayOfThisTest();
    const shops = [await joinedShop(database, url), await joinedShop(database, url)];
    for (const [at, shop] of shops.entries()) await shop.post(url, `of shop ${at}`);
    const sql = rawSql(database);
    const seenAs = (shop: string) =>
      sql.begin(async (step) => {
        await step`set local role comptoir_relay_app`;
        await step`select set_config('comptoir.shop', ${shop}, true)`;
        return (await step<{ shop: number }[]>`select shop from comptoir_relay.log`).map((row) => row.shop);
      });
    expect(await seenAs('1')).toEqual([1]);
    expect(await seenAs('2')).toEqual([2]);
    expect(await seenAs('')).toEqual([]);
    await expect(
      sql.begin(async (step) => {
        await step`set local role comptoir_relay_app`;
        await step`delete from comptoir_relay.log`;
      }),
    ).rejects.toThrow('permission denied');
  });

  it('holds a shop that has rows, without a look at the shop for each row that is written', async () => {
    const { database, url } = await relayOfThisTest();
    const shop = await joinedShop(database, url);
    expect(await shop.post(url, 'one')).toBe(200);
    const sql = rawSql(database);
    await sql`delete from comptoir_relay.endpoint`;
    await expect(sql`delete from comptoir_relay.shop`).rejects.toThrow(/foreign key.*on table "device"/);
    const checked = await sql`
      select conname from pg_constraint
      where conrelid = 'comptoir_relay.log'::regclass and confrelid = 'comptoir_relay.shop'::regclass`;
    expect(checked).toHaveLength(0);
  });

  it('is checked: what the log lacks is not sound', async () => {
    const { database, url } = await relayOfThisTest();
    const shop = await joinedShop(database, url);
    await shop.post(url, 'one');
    await shop.post(url, 'one');
    await shop.post(url, 'two');
    const check = () => comptoir(['relay', 'check', '--database', database, '--json']);
    const sound = await check();
    expect(sound.code).toBe(0);
    expect(sound.lines[0]).toMatchObject({ shops: 1, events: 3, devices: 1, schema: migrations.length });
    await rawSql(database)`delete from comptoir_relay.log where seq = 1`;
    const unsound = await check();
    expect([unsound.code, unsound.stderr]).toEqual([1, expect.stringContaining('are missing')]);
  });

  it('refuses a database that a newer version or another hand has changed', async () => {
    const { database } = await relayOfThisTest();
    const sql = rawSql(database);
    const check = async () => (await comptoir(['relay', 'check', '--database', database])).stderr;
    await sql`update comptoir_relay.schema_version set sha256 = 'other' where n = 1`;
    expect(await check()).toContain('changed by another program');
    await sql`insert into comptoir_relay.schema_version (n, sha256) values (9, 'later')`;
    await sql`delete from comptoir_relay.schema_version where n = 1`;
    expect(await check()).toContain('newer version');
    expect((await comptoir(['relay', 'check', '--database', await cluster.database()])).stderr).toContain(
      '--migrate',
    );
    const nowhere = 'postgres://relay@127.0.0.1:1/nowhere';
    expect((await comptoir(['relay', 'check', '--database', nowhere])).stderr).toContain('does not answer');
  });

  it('stops in order and answers who waits', async () => {
    const { database, relay, url } = await relayOfThisTest();
    const shop = await joinedShop(database, url);
    await shop.post(url, 'one');
    const [row] = await readAll(shop, url);
    const waiting = shop.log(url, { after: 1, last: row?.key ?? '', wait: 25 });
    await expect
      .poll(async () => (await (await fetch(`${url}/metrics`)).text()).includes('devices_waiting 1'))
      .toBe(true);
    const stopping = relay.end();
    expect((await waiting).rows).toEqual([]);
    expect(await stopping).toBe(0);
  });
});
