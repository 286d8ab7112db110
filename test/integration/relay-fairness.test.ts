import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOpener } from '../../src/core/sealing/sealed-box';
import { createShopEndpoints } from '../../src/relay/receive/shop-endpoints';
import { createAppendLanes } from '../../src/relay/store/append-lanes';
import { connect } from '../../src/relay/store/database';
import { retire } from '../../src/relay/store/retire';
import { addRefusals } from '../../src/relay/store/hearing';
import { migrate } from '../../src/relay/store/migrate';
import { invite, join, retell, sha256 } from '../../src/relay/store/shops';
import { fakeClock } from '../support/fake-clock';
import { clusterOfTests } from '../support/cluster-of-tests';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';
import { relayHere } from '../support/relay-here';
import { joinedShop, relayKey } from '../support/relay-process';

const cluster = clusterOfTests();

const clock = fakeClock();
const longWait = { timeout: 15_000 };
const path = '/kkiapay/of-this-test';
const endpointWith = (secret: string) => ({
  ...{ path: digestOf(path), provider: 'kkiapay', mode: 'live' as const },
  ...{ digests: [digestOf(secret)], sealed: [] },
});

async function databaseWithShop() {
  const database = await cluster.database();
  const sql = connect(database, { max: 1, asApp: false });
  onTestFinished(() => sql.end());
  await migrate(sql);
  // Far ahead, for the database's own clock says when it is over.
  const { code } = await invite(sql, null, Date.parse('2999-01-01T00:00:00.000Z'));
  const opener = createOpener(randomBytes(32));
  const told = {
    sealKey: opener.publicKey.toString('base64'),
    endpoints: [endpointWith('old')],
    hours: null,
  };
  const ids = await join(sql, code, { ...told, tokenSha256: sha256('token').toString('hex') });
  if (ids === null || ids === 'taken') throw new Error('joining failed');
  return { database, sql, opener, told, ids };
}

/** A relay with a shop that has joined it. */
async function servedShop() {
  const database = await cluster.database();
  const relay = await relayHere(database, { key: relayKey() });
  onTestFinished(async () => {
    await relay.end();
  });
  return { database, url: relay.url, shop: await joinedShop(database, relay.url) };
}

async function metrics(url: string): Promise<string> {
  return (await fetch(`${url}/metrics`)).text();
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

describe.skipIf(!hasPostgres)(`one shop of the relay${postgresRemedy}`, () => {
  it('makes no group too long to be stored, and fills no memory', { timeout: 60_000 }, async () => {
    const { database, ids } = await databaseWithShop();
    let groups = 0;
    const lanes = createAppendLanes({
      ...{ database, clock, log: () => undefined },
      name: 'lanes of a test',
      onWritten: () => {
        groups += 1;
      },
    });
    onTestFinished(() => lanes.close());
    const sealed = Buffer.alloc(1024 * 1024);
    const written = await Promise.allSettled(
      Array.from({ length: 70 }, (_, at) =>
        lanes.append({ shop: ids.shop, kind: 'live', device: null, key: sha256(`call ${at}`), sealed }),
      ),
    );
    // One went at once; of the rest 64 MB may wait, and 8 MB go together.
    expect(written.filter(({ status }) => status === 'fulfilled')).toHaveLength(65);
    expect(groups).toBe(9);
    const later = { shop: ids.shop, kind: 'live' as const, device: null, key: sha256('later'), sealed };
    expect((await lanes.append(later)).fresh).toBe(true);
  });

  it('keeps a revoked secret revoked where an answer of before comes late', async () => {
    const { sql, opener, told, ids } = await databaseWithShop();
    let letGo = (): void => undefined;
    const late = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let asked = 0;
    const slow = new Proxy(sql, {
      apply(target, self, args) {
        // Waited for, for a question of this library is only sent then.
        const answer = Promise.resolve<unknown>(Reflect.apply(target, self, args));
        asked += 1;
        return asked === 1 ? late.then(() => answer) : answer;
      },
    }); // the same connection, whose first answer is late
    const endpoints = createShopEndpoints(slow, opener, clock);
    const first = endpoints.refresh();
    // On one connection, answered after the question before it.
    await sql`select 1`;
    expect(await retell(sql, ids, { ...told, endpoints: [endpointWith('new')] })).toBe('told');
    const second = endpoints.refresh();
    // One behind the other on that connection: what the second asks is answered by then.
    for (let turn = 0; turn < 8; turn += 1) await sql`select 1`;
    letGo();
    await Promise.all([first, second]);
    expect(endpoints.book.find(path)?.shut?.().digests).toEqual([digestOf('new')]);
  });

  it('keeps a body until every counter that is there has collected it', async () => {
    const { sql, ids } = await databaseWithShop();
    await sql`
      insert into comptoir_relay.log (shop, seq, kind, key, sealed, at)
      values (${ids.shop}, 1, 0, ${sha256('call')}, ${sha256('body')}, now() - interval '100 days')`;
    await sql`update comptoir_relay.device set acked = 1`;
    await sql`
      insert into comptoir_relay.device (shop, kind, token_sha256) values (${ids.shop}, 'counter', ${sha256('other')})`;
    const kept = async () =>
      (await sql<{ kept: boolean }[]>`select length(sealed) > 0 as kept from comptoir_relay.log`)[0]?.kept;
    await retire(sql);
    expect(await kept()).toBe(true);
    await sql`update comptoir_relay.device set revoked_at = now() where token_sha256 = ${sha256('other')}`;
    await retire(sql);
    expect(await kept()).toBe(false);
  });

  it('leaves nothing behind for ever', async () => {
    const { sql, told, ids } = await databaseWithShop();
    await retell(sql, ids, { ...told, endpoints: [] });
    await retell(sql, ids, {
      ...told,
      endpoints: [{ ...endpointWith('new'), path: digestOf('/kkiapay/new') }],
    });
    await invite(sql, null, Date.parse('2001-01-01T00:00:00.000Z'));
    await addRefusals(
      sql,
      ['2001-01-01T00:00:00.000Z', '2999-01-01T00:00:00.000Z'].map((minute) => ({
        ...{ shop: ids.shop, minute, reason: 'wrong-secret', mode: 'live', count: 1 },
      })),
    );
    const left = async () => {
      const [row] = await sql<Record<string, number>[]>`
        select (select count(*)::int from comptoir_relay.endpoint) as endpoints,
          (select count(*)::int from comptoir_relay.invitation) as invitations,
          (select count(*)::int from comptoir_relay.refusal) as refusals`;
      return row;
    };
    await retire(sql);
    // Every relay has yet to hear that the address went.
    expect(await left()).toEqual({ endpoints: 2, invitations: 1, refusals: 1 });
    await sql`update comptoir_relay.endpoint set gone_at = gone_at - interval '31 days'`;
    await retire(sql);
    expect(await left()).toEqual({ endpoints: 1, invitations: 1, refusals: 1 });
  });
});

describe.skipIf(!hasPostgres)(`who paid, at the relay${postgresRemedy}`, () => {
  it.each([
    { months: null, kept: [0, 50, 100] },
    { months: 2, kept: [0, 50, 100] },
    { months: 1, kept: [0, 100] },
    { months: 120, kept: [0, 50, 100] },
  ])('is forgotten as the shop forgets it: after $months months', async ({ months, kept }) => {
    const { sql, told, ids } = await databaseWithShop();
    await retell(sql, ids, { ...told, retentionMonths: months });
    // The last one was not collected.
    await sql`
      insert into comptoir_relay.log (shop, seq, kind, key, sealed, at)
      select ${ids.shop}, nth, 0, int4send(nth::int), '\\x01', now() - days * interval '1 day'
      from unnest(${[0, 50, 100, 100]}::int[]) with ordinality each(days, nth)`;
    await sql`update comptoir_relay.device set acked = 3 where id = ${ids.device}`;
    await retire(sql);
    const left = await sql<{ days: number }[]>`
      select extract(day from now() - at)::int as days from comptoir_relay.log where length(sealed) > 0 order by seq`;
    // 90 days are the relay's own.
    expect(left.map(({ days }) => days)).toEqual(kept);
  });
});

describe.skipIf(!hasPostgres)(`one device of the relay${postgresRemedy}`, () => {
  it('has so many waiting questions at once and no more, and its places are free again', async () => {
    const { url, shop } = await servedShop();
    const gone = new AbortController();
    const waiting = Array.from({ length: 4 }, () =>
      fetch(`${url}/v1/log?wait=60`, {
        ...{ signal: gone.signal, headers: { authorization: `Bearer ${shop.token}` } },
      }).catch(() => null),
    );
    await expect.poll(async () => (await metrics(url)).includes('devices_waiting 4'), longWait).toBe(true);
    expect((await shop.log(url)).status).toBe(429);
    gone.abort();
    await Promise.all(waiting);
    await expect.poll(async () => (await shop.log(url)).status, longWait).toBe(200);
    expect((await shop.log(url, { after: 1, last: 'a'.repeat(65) })).status).toBe(400);
  });

  it('tells its addresses so often a minute and no more', async () => {
    const { url, shop } = await servedShop();
    const tell = async () =>
      (
        await fetch(`${url}/v1/counter`, {
          ...{ method: 'PUT', headers: { authorization: `Bearer ${shop.token}` } },
          body: JSON.stringify({ sealKey: shop.opener.publicKey.toString('base64'), endpoints: [] }),
        })
      ).status;
    const statuses: number[] = [];
    for (let time = 0; time < 12; time += 1) statuses.push(await tell());
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 204));
    expect(statuses).toContain(429);
  });
});

describe.skipIf(!hasPostgres)(`a stranger at the relay${postgresRemedy}`, () => {
  it('delays neither heartbeats nor shops under a flood of requests to join without an invitation', async () => {
    const { database, url, shop } = await servedShop();
    const sql = connect(database, { max: 2, asApp: false });
    onTestFinished(() => sql.end());
    const beatAt = async () => {
      const [row] = await sql<{ at: string }[]>`select max(to_at)::text as at from comptoir_relay.beat`;
      return row?.at;
    };
    const junk = (count: number) =>
      Array.from({ length: count }, async () => {
        const told = { sealKey: shop.opener.publicKey.toString('base64'), endpoints: [] };
        const body = JSON.stringify({ ...told, code: 'junk', tokenSha256: 'a'.repeat(64) });
        return (await fetch(`${url}/v1/shops`, { method: 'POST', body })).status;
      });
    await sql
      .begin(async (step) => {
        // Whoever asks for an invitation waits for this.
        await step`lock table comptoir_relay.invitation in access exclusive mode`;
        const joins = junk(8);
        // Two wait; those beyond are turned away at once.
        const turnedAway: number[] = [];
        const heard = Promise.all(joins.map((join) => join.then((status) => turnedAway.push(status))));
        await expect.poll(() => turnedAway, longWait).toEqual(Array.from({ length: 6 }, () => 503));
        const before = await beatAt();
        expect((await shop.log(url)).status).toBe(200);
        expect((await fetch(`${url}/healthz`)).status).toBe(200);
        await expect.poll(async () => (await beatAt()) !== before, longWait).toBe(true);
        return { heard };
      })
      .then(({ heard }) => heard);
    await expect.poll(async () => (await Promise.all(junk(1)))[0], longWait).toBe(403);
  });
});
