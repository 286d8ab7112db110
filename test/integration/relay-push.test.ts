import { createPublicKey, randomBytes, verify } from 'node:crypto';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createOpener } from '../../src/core/sealing/sealed-box';
import { publicNetwork, type PushNetwork } from '../../src/relay/push/push-network';
import { createWatch } from '../../src/relay/push/watch';
import { createWebPush } from '../../src/relay/push/push-sender';
import { connect } from '../../src/relay/store/database';
import { migrate } from '../../src/relay/store/migrate';
import { subscribe } from '../../src/relay/store/push';
import { retire } from '../../src/relay/store/retire';
import { invite, join, sha256, type ToldCounter } from '../../src/relay/store/shops';
import { realNow } from '../support/real-now';
import { fakeClock, type FakeClock } from '../support/fake-clock';
import { clusterOfTests } from '../support/cluster-of-tests';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';
import { createSubscriber, openPushServer, type PushServer } from '../support/push-server';
import { relayHere } from '../support/relay-here';
import { joinedShop, relayKey } from '../support/relay-process';

const cluster = clusterOfTests();
let server: PushServer;
beforeAll(async () => {
  server = await openPushServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const seed = randomBytes(32);
const hour = 3_600_000;

/** A database with one shop, its counter and its phone, and a relay's watch over it. */
async function watchedShop(hours: ToldCounter['hours'] = null) {
  const database = await cluster.database();
  const sql = connect(database, { max: 2, asApp: false });
  onTestFinished(() => sql.end());
  await migrate(sql);
  const { code } = await invite(sql, null, Date.parse('2999-01-01T00:00:00.000Z'));
  const sealKey = createOpener(randomBytes(32)).publicKey.toString('base64');
  const told = { sealKey, endpoints: [], hours, tokenSha256: sha256('token').toString('hex') };
  const ids = await join(sql, code, told);
  if (ids === null || ids === 'taken') throw new Error('joining failed');
  const phone = await phoneOf(ids.shop);
  async function phoneOf(shop: number) {
    const path = `/${randomBytes(8).toString('hex')}`;
    const subscriber = createSubscriber();
    const [made] = await sql<{ id: number }[]>`
      insert into comptoir_relay.device (shop, kind, token_sha256)
      values (${shop}, 'phone', ${randomBytes(32)}) returning id`;
    const device = made?.id ?? 0;
    await subscribe(sql, device, { endpoint: `${server.origin}${path}`, ...subscriber.keys });
    const taken = () => server.taken.filter((push) => push.path === path);
    return { device, path, taken, opened: () => taken().map(({ body }) => subscriber.opened(body)) };
  }
  return {
    ...{ database, sql, phone, ...ids },
    anotherPhone: () => phoneOf(ids.shop),
    /** The counter asked so long ago. */
    heard: (seconds: number) => sql`
      update comptoir_relay.device set heard_at = clock_timestamp() - ${seconds} * interval '1 second'
      where kind = 'counter'`,
    /** A call came so long ago, and nobody collected it. */
    called: (seconds: number, kind: 0 | 1 = 0) => sql`
      with head as (update comptoir_relay.shop set head = head + 1 where id = ${ids.shop} returning head)
      insert into comptoir_relay.log (shop, seq, kind, key, sealed, at)
      select ${ids.shop}, head, ${kind}, ${randomBytes(8)}, ''::bytea,
        clock_timestamp() - ${seconds} * interval '1 second' from head`,
    collected: () => sql`update comptoir_relay.device d set acked = s.head
      from comptoir_relay.shop s where s.id = d.shop and d.kind = 'counter'`,
  };
}

const atTheServer: PushNetwork = { isAllowed: (address) => /^(127\.0\.0\.1|::1)$/.test(address) };

/** One that has watched for an hour. */
async function watch(
  sql: Awaited<ReturnType<typeof watchedShop>>['sql'],
  {
    clock = fakeClock(realNow()),
    network = atTheServer,
    instance = 'one',
  }: { clock?: FakeClock; network?: PushNetwork; instance?: string } = {},
) {
  const webPush = createWebPush({
    ...{ seed, publicUrl: 'https://relay.example.com', clock },
    network: { ...network, certificate: server.certificate },
  });
  const made = createWatch({ ...{ sql, instance, webPush, clock }, log: () => undefined });
  const round = async (): Promise<void> => {
    clock.advance(10_000);
    await made.round();
  };
  for (let at = 0; at < 19; at += 1) await round();
  return { ...made, round, clock, key: webPush.key };
}

describe.skipIf(!hasPostgres)(`pushes of the relay${postgresRemedy}`, () => {
  it('tell a phone once that a payment waits, sealed, without sum or name, and again the next time', async () => {
    const { sql, phone, shop, heard, called, collected } = await watchedShop();
    const { round, key } = await watch(sql);
    await heard(1);
    await called(60);
    await round();
    expect(phone.taken()).toEqual([]);
    await called(71, 1);
    await round();
    expect(phone.taken()).toEqual([]);
    await sql`update comptoir_relay.log set at = at - interval '11 seconds' where kind = 0`;
    await round();
    await round();
    const [push] = phone.opened();
    const said = v.parse(
      v.strictObject({ kind: v.string(), shop: v.number(), since: v.pipe(v.string(), v.isoTimestamp()) }),
      push,
    );
    expect(said).toMatchObject({ kind: 'uncollected', shop });
    const headers = phone.taken()[0]?.headers;
    expect(headers).toMatchObject({ urgency: 'high', ttl: '3600', topic: `${shop}-uncollected` });
    expect(proofIn(headers?.authorization ?? '', key)).toMatchObject({
      ...{ aud: server.origin, sub: 'https://relay.example.com' },
    });
    await collected();
    await round();
    await called(80);
    await round();
    expect(phone.taken()).toHaveLength(2);
  });

  it('tell that the counter is silent, to every phone that is not revoked', async () => {
    const { sql, phone, shop, heard, anotherPhone } = await watchedShop();
    const [second, revoked] = [await anotherPhone(), await anotherPhone()];
    await sql`update comptoir_relay.device set revoked_at = now() where id = ${revoked.device}`;
    const { round } = await watch(sql);
    await heard(179);
    await round();
    expect(phone.taken()).toEqual([]);
    await heard(181);
    await round();
    for (const one of [phone, second]) expect(one.opened()).toMatchObject([{ kind: 'counter-silent', shop }]);
    expect(revoked.taken()).toEqual([]);
    await retire(sql);
    const [left] = await sql`select count(*)::int as n from comptoir_relay.push`;
    expect(left).toEqual({ n: 2 });
  });

  it('tell nothing while the shop is closed', async () => {
    // An hour that is nowhere near the database's present one.
    const now = new Date(realNow() + 12 * hour).toISOString().slice(11, 13);
    const { sql, phone, heard, called } = await watchedShop({
      ...{ opensAt: `${now}:00`, closesAt: `${now}:30`, utcOffsetMinutes: 0 },
    });
    const { round } = await watch(sql);
    await heard(1_000);
    await called(1_000);
    await round();
    expect(phone.taken()).toEqual([]);
  });

  it('tell once where two relays watch, and go on where one of them ends', async () => {
    const { sql, phone, called } = await watchedShop();
    const first = await watch(sql);
    const second = await watch(sql, { instance: 'two' });
    await called(80);
    await Promise.all([first.round(), second.round(), second.round()]);
    expect(phone.taken()).toHaveLength(1);
    await sql`update comptoir_relay.alarm set over_at = now()`;
    await sql`update comptoir_relay.log set at = at - interval '1 second'`;
    await first.stop();
    await second.round();
    await second.round();
    expect(phone.taken()).toHaveLength(2);
    // The lease of one that was killed is over in half a minute.
    await first.round();
    expect(phone.taken()).toHaveLength(2);
    await sql`update comptoir_relay.lease set until_at = now() - interval '1 second'`;
    await sql`update comptoir_relay.alarm set over_at = now()`;
    await first.round();
    expect(phone.taken()).toHaveLength(3);
  });

  it('drop a subscription that is gone, and tell later what was not taken', async () => {
    const { sql, phone, anotherPhone, called } = await watchedShop();
    const busy = await anotherPhone();
    server.answers.set(phone.path, 410).set(busy.path, 503);
    const { round, counted } = await watch(sql);
    await called(80);
    await round();
    await round();
    expect([phone.taken().length, busy.taken().length]).toEqual([1, 2]);
    server.answers.delete(busy.path);
    await round();
    await round();
    expect([phone.taken().length, busy.taken().length]).toEqual([1, 3]);
    expect(counted).toEqual({ told: 1, failed: 3 });
  });

  it('go to no neighbour of the relay, whatever a name leads to', async () => {
    const { sql, phone, called } = await watchedShop();
    const { round, counted } = await watch(sql, { network: publicNetwork() });
    await called(80);
    await round();
    await sql`update comptoir_relay.push set endpoint = replace(endpoint, 'localhost', '127.0.0.1')`;
    await round();
    expect(phone.taken()).toEqual([]);
    expect(counted).toEqual({ told: 0, failed: 2 });
  });

  it('call no counter silent for a time in which the relay was not there', async () => {
    const { sql, phone, heard } = await watchedShop();
    const { round, clock } = await watch(sql);
    clock.advance(hour);
    await heard(3_000);
    for (let at = 0; at < 18; at += 1) await round();
    expect(phone.taken()).toEqual([]);
    await round();
    expect(phone.taken()).toHaveLength(1);
  });
});

describe.skipIf(!hasPostgres)(`a phone at the relay${postgresRemedy}`, () => {
  it('subscribes and unsubscribes, and names no address within', async () => {
    const database = await cluster.database();
    const relay = await relayHere(database, { key: relayKey() });
    onTestFinished(async () => {
      await relay.end();
    });
    const sql = connect(database, { max: 1, asApp: false });
    onTestFinished(() => sql.end());
    const asker = (token: string) => async (method: string, told?: object) => {
      const answer = await fetch(`${relay.url}/v1/push`, {
        ...{ method, headers: { authorization: `Bearer ${token}` } },
        ...(told !== undefined && { body: JSON.stringify(told) }),
      });
      await answer.arrayBuffer();
      return answer.status;
    };
    const shop = await joinedShop(database, relay.url);
    const phoneOf = async () => {
      const token = randomBytes(32).toString('base64url');
      await sql`
        insert into comptoir_relay.device (shop, kind, token_sha256) values (1, 'phone', ${sha256(token)})`;
      return asker(token);
    };
    const [phone, hostile, stranger] = [await phoneOf(), await phoneOf(), asker('x'.repeat(43))];
    const { keys } = createSubscriber();
    const kept = async () => (await sql<{ endpoint: string }[]>`select endpoint from comptoir_relay.push`)[0];
    const answer = await fetch(`${relay.url}/v1/push/key`);
    expect(await answer.text()).toMatch(/^\{"key":"B[\w-]{86}"\}$/m);

    for (const endpoint of [
      ...['https://127.0.0.1/push', 'https://[::1]/push', 'https://169.254.169.254/latest'],
      ...[
        'https://localhost/push',
        'https://[::ffff:7f00:1]/',
        'https://0x7f000001/',
        'https://me:x@9.9.9.9/',
      ],
      ...['http://9.9.9.9/push', 'file:///etc/passwd', `https://9.9.9.9/${'x'.repeat(1_000)}`],
    ])
      expect(await hostile('PUT', { endpoint, keys }), endpoint).toBe(400);
    const endpoint = 'https://9.9.9.9/push';
    expect(await hostile('PUT', { endpoint, keys })).toBe(429);
    expect(await phone('PUT', { endpoint, keys: { ...keys, p256dh: 'A'.repeat(87) } })).toBe(400);
    expect([await stranger('PUT', { endpoint, keys }), await stranger('DELETE')]).toEqual([401, 401]);
    expect(await asker(shop.token)('PUT', { endpoint, keys })).toBe(403);
    expect(await kept()).toBeUndefined();
    expect(await phone('PUT', { endpoint, keys, expirationTime: null })).toBe(204);
    expect(await kept()).toEqual({ endpoint });
    expect(await phone('DELETE')).toBe(204);
    expect(await kept()).toBeUndefined();
    // Whoever asks is heard, of a log that holds nothing too.
    expect(await shop.log(relay.url)).toMatchObject({ status: 200, head: 0 });
    const heard = () => sql`select from comptoir_relay.device where heard_at is not null`;
    await expect.poll(async () => (await heard()).length).toBe(1);
    const metrics = await (await fetch(`${relay.url}/metrics`)).text();
    expect(metrics).toContain('comptoir_relay_pushes_total 0');
  });
});

const proof = v.object({ aud: v.string(), sub: v.string(), exp: v.number() });

/** What the relay says of itself to the push service, once its signature is the one of its key (RFC 8292). */
function proofIn(authorization: string, key: string): v.InferOutput<typeof proof> {
  const [, token = '', shown] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization) ?? [];
  expect(shown).toBe(key);
  const [head = '', claims = '', signature = ''] = token.split('.');
  const raw = Buffer.from(key, 'base64url');
  const [x, y] = [raw.subarray(1, 33), raw.subarray(33)].map((half) => half.toString('base64url'));
  const publicKey = createPublicKey({
    ...{ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' } },
  });
  const isOurs = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  expect(isOurs).toBe(true);
  return v.parse(proof, JSON.parse(Buffer.from(claims, 'base64url').toString()));
}
