import { createHash, randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSealer } from '../../src/core/sealing/sealed-box';
import { comptoir } from '../support/headless-process';
import { clusterOfTests } from '../support/cluster-of-tests';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';
import { relayHere } from '../support/relay-here';
import { joinedShop, relayKey, type TestShop } from '../support/relay-process';

const cluster = clusterOfTests();

const keyOf = (name: string): string => createHash('sha256').update(name).digest('hex');

async function servedShop(relays = 1) {
  const database = await cluster.database();
  const key = relayKey();
  const urls: string[] = [];
  for (let one = 0; one < relays; one += 1) {
    const relay = await relayHere(database, { key });
    onTestFinished(async () => {
      await relay.end();
    });
    urls.push(relay.url);
  }
  const [url = ''] = urls;
  const sql = postgres(database, { max: 1, onnotice: () => undefined });
  onTestFinished(() => sql.end());
  return { database, url, urls, sql, shop: await joinedShop(database, url) };
}

function sealedFor(shop: TestShop, text: string): string {
  return createSealer(shop.opener.publicKey, () => 0)
    .seal(Buffer.from(text))
    .toString('base64');
}

interface Answer {
  readonly status: number;
  readonly rows?: readonly {
    readonly seq: number;
    readonly fresh: boolean;
    readonly first?: { readonly at: string; readonly device: number; readonly sealed: string };
  }[];
}

async function write(url: string, token: string, rows: readonly object[]): Promise<Answer> {
  const answer = await fetch(`${url}/v1/log`, {
    ...{ method: 'POST', headers: { authorization: `Bearer ${token}` } },
    body: JSON.stringify({ rows }),
  });
  const told = (await answer.json()) as Pick<Answer, 'rows'>; // checked by each test
  return { ...told, status: answer.status };
}

/** One more device of the first shop. */
async function deviceOf(sql: postgres.Sql, kind: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await sql`
    insert into comptoir_relay.device (shop, kind, token_sha256)
    values (1, ${kind}, ${createHash('sha256').update(token).digest()})`;
  return token;
}

describe.skipIf(!hasPostgres)(`what devices write at the relay${postgresRemedy}`, () => {
  it('stands in the one log with the calls, and the first about a payment holds', async () => {
    const { database, url, sql, shop } = await servedShop();
    const other = await deviceOf(sql, 'counter');
    await shop.post(url, 'one');
    const mine = { kind: 'deed', key: keyOf('one 1'), sealed: sealedFor(shop, 'Awa') };
    const theirs = { ...mine, sealed: sealedFor(shop, 'Bio') };
    const card = { kind: 'card', key: keyOf('one 1'), sealed: sealedFor(shop, 'a day') };
    expect(await write(url, shop.token, [mine, mine, card])).toEqual({
      status: 200,
      rows: [
        { seq: 2, fresh: true },
        { seq: 2, fresh: false, first: { ...anyInstant(), device: 1, sealed: mine.sealed } },
        { seq: 3, fresh: true },
      ],
    });
    const late = await write(url, other, [theirs]);
    expect(late.rows).toEqual([
      { seq: 2, fresh: false, first: { ...anyInstant(), device: 1, sealed: mine.sealed } },
    ]);
    const { rows } = await shop.log(url);
    expect(rows.map(({ seq, kind, device }) => [seq, kind, device])).toEqual([
      [1, 'live', null],
      [2, 'deed', 1],
      [3, 'card', 1],
    ]);
    expect(shop.opener.open(Buffer.from(rows[1]?.sealed ?? '', 'base64'))?.toString()).toBe('Awa');
    const [kept] = await sql<{ key: string }[]>`
      select encode(key, 'hex') as key from comptoir_relay.log where seq = 2`;
    expect(kept?.key).not.toBe(mine.key);
    expect((await comptoir(['relay', 'check', '--database', database])).code).toBe(0);
  });

  it(
    'has one winner of each deed, of sixteen devices over two relays amid calls',
    { timeout: 60_000 },
    async () => {
      const { database, urls, sql, shop } = await servedShop(2);
      const tokens = [shop.token];
      while (tokens.length < 16) tokens.push(await deviceOf(sql, 'counter'));
      const deeds = Array.from({ length: 20 }, (_, at) => keyOf(`payment ${at}`));
      const calls = Array.from({ length: 20 }, (_, at) => shop.post(urls[at % 2] ?? '', `call ${at}`));
      const answers = await Promise.all(
        tokens.map((token, racer) => {
          // Each begins elsewhere: groups take the same rows in other orders.
          const from = (racer * 7) % deeds.length;
          const rows = [...deeds.slice(from), ...deeds.slice(0, from)].map((key) => ({
            ...{ kind: 'deed', key, sealed: sealedFor(shop, `racer ${racer}`) },
          }));
          return write(urls[racer % 2] ?? '', token, rows);
        }),
      );
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      const fresh = answers.flatMap(({ rows = [] }) => rows).filter((row) => row.fresh);
      expect(new Set(fresh.map(({ seq }) => seq)).size).toBe(20);
      expect(fresh).toHaveLength(20);
      expect(new Set(await Promise.all(calls))).toEqual(new Set([200]));
      expect((await shop.log(urls[0] ?? '')).rows.map(({ seq }) => seq)).toEqual(
        Array.from({ length: 40 }, (_, at) => at + 1),
      );
      expect((await comptoir(['relay', 'check', '--database', database])).code).toBe(0);
    },
  );

  it('is accepted only from a counter, of a known kind and of allowed length', async () => {
    const { url, sql, shop } = await servedShop();
    const phone = await deviceOf(sql, 'phone');
    const row = { kind: 'deed', key: keyOf('one'), sealed: sealedFor(shop, 'Awa') };
    expect((await write(url, phone, [row])).status).toBe(403);
    expect((await write(url, 'x'.repeat(43), [row])).status).toBe(401);
    for (const wrong of [
      { ...row, kind: 'live' },
      { ...row, key: 'ab' },
      { ...row, sealed: '' },
      { ...row, sealed: Buffer.alloc(20_000).toString('base64') },
    ])
      expect((await write(url, shop.token, [wrong])).status).toBe(400);
    expect((await write(url, shop.token, [])).status).toBe(400);
    expect((await shop.log(url)).rows).toEqual([]);
  });

  it('is limited in a flood, and blocks no call', { timeout: 30_000 }, async () => {
    const { url, shop } = await servedShop();
    const many = (from: number) =>
      Array.from({ length: 100 }, (_, at) => ({
        ...{ kind: 'card', key: keyOf(`card ${from + at}`), sealed: sealedFor(shop, 'x') },
      }));
    const statuses: number[] = [];
    for (let time = 0; time < 12; time += 1)
      statuses.push((await write(url, shop.token, many(time * 100))).status);
    expect(statuses.slice(0, 4)).toEqual([200, 200, 200, 200]);
    expect(statuses).toContain(429);
    expect(await shop.post(url, 'a payment')).toBe(200);
  });

  it('never takes the place of a call, nor is told to another shop', async () => {
    const { database, url, shop } = await servedShop();
    await shop.post(url, 'one');
    const [call] = (await shop.log(url)).rows;
    const row = { kind: 'deed', key: call?.key ?? '', sealed: sealedFor(shop, 'Awa') };
    expect((await write(url, shop.token, [row])).rows).toEqual([{ seq: 2, fresh: true }]);
    const other = await joinedShop(database, url);
    expect((await write(url, other.token, [row])).rows).toEqual([{ seq: 1, fresh: true }]);
  });
});

function anyInstant() {
  return { at: expect.stringMatching(/^\d{4}-.*Z$/) as string }; // stands for one
}
