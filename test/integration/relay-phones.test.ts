import { createHash, randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOpener } from '../../src/core/sealing/sealed-box';
import { clusterOfTests } from '../support/cluster-of-tests';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';
import { relayHere } from '../support/relay-here';
import { joinedShop, relayKey, type TestShop } from '../support/relay-process';

const cluster = clusterOfTests();

interface Place {
  readonly database: string;
  readonly key: string;
  readonly url: string;
  readonly shop: TestShop;
}

async function openPlace(): Promise<Place> {
  const database = await cluster.database();
  const key = relayKey();
  const relay = await relayHere(database, { key });
  onTestFinished(async () => {
    await relay.end();
  });
  return { database, key, url: relay.url, shop: await joinedShop(database, relay.url) };
}

function ask(url: string, token: string, method: string, body?: unknown): Promise<Response> {
  return fetch(url, {
    ...{ method, headers: { authorization: `Bearer ${token}` } },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function offer({ url, shop }: Place, phone: string): Promise<string> {
  const code = randomBytes(16).toString('base64url');
  const answer = await ask(`${url}/v1/phones/offer`, shop.token, 'PUT', {
    ...{ phone, codeSha256: sha256(code), name: 'bmFtZQ==', bundle: 'YnVuZGxl' },
  });
  expect(answer.status).toBe(204);
  return code;
}

async function comeIn(
  url: string,
  code: string,
): Promise<{ readonly status: number; readonly token: string }> {
  const token = randomBytes(32).toString('base64url');
  const { status } = await fetch(`${url}/v1/phones`, {
    method: 'POST',
    body: JSON.stringify({
      ...{ code, tokenSha256: sha256(token), proof: 'cHJvb2Y=' },
      publicKey: createOpener(randomBytes(32)).publicKey.toString('base64'),
    }),
  });
  return { status, token };
}

async function phoneAt(place: Place, name: string): Promise<string> {
  const { status, token } = await comeIn(place.url, await offer(place, name));
  expect(status).toBe(201);
  return token;
}

describe.skipIf(!hasPostgres)(`an owner’s phone at the relay${postgresRemedy}`, () => {
  it(
    'comes in once by an offer, reads its shop’s log, and no other shop’s',
    { timeout: 60_000 },
    async () => {
      const place = await openPlace();
      const { url, shop, database } = place;
      const other = await joinedShop(database, url);
      expect(await other.post(url, 'of another shop')).toBe(200);
      expect(await shop.post(url, 'of this shop')).toBe(200);
      const code = await offer(place, 'phone-one');
      const { token, status } = await comeIn(url, code);
      expect(status).toBe(201);
      expect((await comeIn(url, code)).status).toBe(403);
      const rows = await ask(`${url}/v1/log`, token, 'GET');
      const read = (await rows.json()) as { rows: readonly { sealed: string }[] }; // looked at below
      expect(read.rows).toHaveLength(1);
      expect(shop.opened(read.rows[0] ?? { sealed: '' })).not.toBeNull();
      const view: unknown = await (await ask(`${url}/v1/phone`, token, 'GET')).json();
      expect(view).toMatchObject({ bundle: null, counters: [{ acked: 0 }] });
      const listed: unknown = await (await ask(`${url}/v1/phones`, shop.token, 'GET')).json();
      expect(listed).toMatchObject({ phones: [{ phone: 'phone-one', name: 'bmFtZQ==', proof: 'cHJvb2Y=' }] });
      const others: unknown = await (await ask(`${url}/v1/phones`, other.token, 'GET')).json();
      expect(others).toEqual({ phones: [] });
    },
  );

  it('may read, and nothing that is the counter’s', { timeout: 60_000 }, async () => {
    const place = await openPlace();
    const token = await phoneAt(place, 'phone-one');
    const { url, shop } = place;
    for (const [method, path] of [
      ['PUT', '/v1/counter'],
      ['DELETE', '/v1/counter'],
      ['PUT', '/v1/phones/offer'],
      ['DELETE', '/v1/phones/offer'],
      ['GET', '/v1/phones'],
      ['DELETE', '/v1/phones?phone=phone-one'],
    ] as const)
      expect([path, (await ask(`${url}${path}`, token, method)).status]).toEqual([path, 403]);
    expect((await ask(`${url}/v1/phone`, shop.token, 'GET')).status).toBe(403);
    // The shop is there all the same, and receives.
    expect(await shop.post(url, 'after all that')).toBe(200);
  });

  it(
    'is turned away by every relay as soon as it is taken out, though it waits',
    { timeout: 60_000 },
    async () => {
      const place = await openPlace();
      const second = await relayHere(place.database, { key: place.key });
      onTestFinished(async () => {
        await second.end();
      });
      const token = await phoneAt(place, 'phone-one');
      const kept = await phoneAt(place, 'phone-two');
      const waiting = [place.url, second.url].map((url) =>
        ask(`${url}/v1/log?wait=50`, token, 'GET')
          .then((answer) => answer.text())
          .then(
            () => 'told',
            () => 'cut off',
          ),
      );
      expect((await ask(`${second.url}/v1/phone`, token, 'GET')).status).toBe(200);
      const removed = await ask(`${place.url}/v1/phones?phone=phone-one`, place.shop.token, 'DELETE');
      expect(removed.status).toBe(204);
      expect((await ask(`${place.url}/v1/phone`, token, 'GET')).status).toBe(401);
      await expect.poll(async () => (await ask(`${second.url}/v1/phone`, token, 'GET')).status).toBe(401);
      expect(await Promise.all(waiting)).toEqual(['cut off', 'cut off']);
      expect((await ask(`${second.url}/v1/phone`, kept, 'GET')).status).toBe(200);
      expect((await ask(`${place.url}/v1/phones?phone=phone-one`, place.shop.token, 'DELETE')).status).toBe(
        404,
      );
      const again = await ask(`${place.url}/v1/phones?phone=phone-two`, place.shop.token, 'DELETE');
      expect(again.status).toBe(204);
    },
  );

  it('comes in by no offer that is old, withdrawn or replaced', { timeout: 60_000 }, async () => {
    const place = await openPlace();
    const replaced = await offer(place, 'phone-one');
    const withdrawn = await offer(place, 'phone-two');
    expect((await comeIn(place.url, replaced)).status).toBe(403);
    expect((await ask(`${place.url}/v1/phones/offer`, place.shop.token, 'DELETE')).status).toBe(204);
    expect((await comeIn(place.url, withdrawn)).status).toBe(403);
    const old = await offer(place, 'phone-three');
    const sql = postgres(place.database, { max: 1, onnotice: () => undefined });
    onTestFinished(() => sql.end());
    await sql`update comptoir_relay.phone_offer set expires_at = now() - interval '1 second'`;
    expect((await comeIn(place.url, old)).status).toBe(403);
  });

  it(
    'reads nothing off the counter’s collecting, and begins where it wants to',
    { timeout: 60_000 },
    async () => {
      const place = await openPlace();
      const token = await phoneAt(place, 'phone-one');
      await place.shop.post(place.url, 'one');
      await place.shop.post(place.url, 'two');
      const read = async (query: string) =>
        (await (await ask(`${place.url}/v1/log?${query}`, token, 'GET')).json()) as {
          readonly rows: readonly { readonly seq: number; readonly key: string; readonly at: string }[];
        }; // looked at below
      const { rows } = await read('');
      expect(rows.map(({ seq }) => seq)).toEqual([1, 2]);
      const [, second] = rows;
      expect((await read(`since=${second?.at ?? ''}`)).rows.map(({ seq }) => seq)).toEqual([2]);
      // Asking ahead of what is stored does not confirm it.
      await read(`after=2&last=${second?.key ?? ''}&stored=1`);
      const sql = postgres(place.database, { max: 1, onnotice: () => undefined });
      onTestFinished(() => sql.end());
      const acked = async () =>
        (await sql`select acked::int from comptoir_relay.device where kind = 'phone'`)[0]?.acked as number;
      await expect.poll(acked, { timeout: 10_000 }).toBe(1);
      await read(`after=2&last=${second?.key ?? ''}`);
      await expect.poll(acked, { timeout: 10_000 }).toBe(2);
      // As far as it has read counts for nothing: the calls wait for a counter.
      const metrics = await (await fetch(`${place.url}/metrics`)).text();
      expect(Number(/oldest_uncollected_seconds ([\d.]+)/.exec(metrics)?.[1])).toBeGreaterThan(0);
    },
  );

  it(
    'is served a page that brings everything itself and reaches nothing else',
    { timeout: 60_000 },
    async () => {
      const { url } = await openPlace();
      const page = await fetch(`${url}/p`);
      expect([page.status, page.url]).toEqual([200, `${url}/p/`]);
      expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
      expect(page.headers.get('content-security-policy')).not.toMatch(/unsafe|https?:|\*/);
      const [, script = ''] = /src="\.\/(assets\/[^"]+\.js)"/.exec(await page.text()) ?? [];
      const loaded = await fetch(`${url}/p/${script}`);
      expect(loaded.headers.get('content-encoding')).toBe('gzip');
      expect(loaded.headers.get('cache-control')).toContain('immutable');
      const etag = page.headers.get('etag') ?? '';
      expect((await fetch(`${url}/p/`, { headers: { 'if-none-match': etag } })).status).toBe(304);
      for (const path of ['/p/nothing.js', '/p/..%2f..%2fpackage.json', '/p//etc/passwd'])
        expect([path, (await fetch(`${url}${path}`)).status]).toEqual([path, 404]);
    },
  );
});
