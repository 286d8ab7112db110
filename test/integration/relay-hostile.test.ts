import { describe, expect, it, onTestFinished } from 'vitest';
import { clusterOfTests } from '../support/cluster-of-tests';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';
import { rawCall } from '../support/raw-call';
import { relayHere } from '../support/relay-here';
import { idOf, joinedShop, relayKey } from '../support/relay-process';

const cluster = clusterOfTests();

/** A relay, a shop with a call that waits, and another shop, whose token the attacker has. */
async function attackedRelay() {
  const database = await cluster.database();
  const relay = await relayHere(database, { key: relayKey() });
  onTestFinished(async () => {
    await relay.end();
  });
  const { url } = relay;
  const calm = await joinedShop(database, url);
  expect(await calm.post(url, 'waits')).toBe(200);
  const hostile = await joinedShop(database, url);
  const port = Number(new URL(url).port);
  const authorization = `Bearer ${hostile.token}`;
  /** The status of one answer to exactly these lines and this body, on a connection of its own. */
  const answered = async (lines: readonly string[], body = ''): Promise<number | undefined> => {
    const head = [lines[0], 'host: relay.test', `authorization: ${authorization}`, ...lines.slice(1)];
    const talk = await rawCall({ port, parts: [`${head.join('\r\n')}\r\n\r\n${body}`], answers: 1 });
    return talk.answers[0]?.status;
  };
  const asked = async (path: string, init: RequestInit = {}): Promise<number> =>
    (await fetch(`${url}${path}`, { ...init, headers: { authorization } })).status;
  /** The other shop is as it was, and is served. */
  const isUnharmed = async (): Promise<void> => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await calm.log(url)).rows.map((row) => idOf(calm.opened(row)))).toEqual(['waits']);
  };
  return { url, calm, hostile, answered, asked, isUnharmed };
}

describe.skipIf(!hasPostgres)(`who has a token of one shop at the relay${postgresRemedy}`, () => {
  it('gets an answer to a body that is none, instead of a connection for ever', async () => {
    const { answered, isUnharmed } = await attackedRelay();
    for (const request of ['POST /v1/shops', 'POST /v1/phones'])
      expect([
        request,
        await answered([`${request} HTTP/1.1`, 'transfer-encoding: chunked'], 'zz\r\n'),
      ]).toEqual([request, 400]);
    await isUnharmed();
  });

  it('gets no error of the database by a time that it does not know', async () => {
    const { asked, isUnharmed } = await attackedRelay();
    const good = '2026-11-23T20:00:00Z';
    for (const odd of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-14:00', '1969-12-31T23:59:59Z', 'x'])
      for (const query of [
        `log?wait=0&since=${odd}`,
        `log?wait=0&refusedSince=${odd}`,
        `hearing?from=${odd}&to=${good}`,
        `hearing?from=${good}&to=${odd}`,
      ])
        expect([query, await asked(`/v1/${query}`)]).toEqual([query, 400]);
    await isUnharmed();
  });

  it('is nobody from the moment it left', async () => {
    const { url, asked, hostile, isUnharmed } = await attackedRelay();
    // Its token is known to the relay from a moment ago.
    expect((await hostile.log(url)).status).toBe(200);
    expect(await asked('/v1/counter', { method: 'DELETE' })).toBe(204);
    expect((await hostile.log(url)).status).toBe(401);
    const rows = [{ kind: 'deed', key: '0'.repeat(64), sealed: 'AAAA' }];
    expect(await asked('/v1/log', { method: 'POST', body: JSON.stringify({ rows }) })).toBe(401);
    await isUnharmed();
  });

  it.each([
    ['GET /v1/log?after=999999999999999&wait=0', 409],
    ['GET /v1/log?after=9999999999999999', 400],
    ['GET /v1/log?after=-1', 400],
    ['GET /v1/log?after=1&last=%00', 400],
    ['GET /v1/log?limit=5001', 400],
    ['DELETE /v1/phones?phone=aaaaaaaa%00', 400],
    ['DELETE /v1/phones?phone=of-another', 404],
    ['GET //[', 404],
    ['GET /__proto__', 404],
    ['GET /p/..%2f..%2fetc/passwd', 404],
    ['GET /p/%', 404],
    ['CONNECT elsewhere.test:443', 405],
  ])('asks %s and gets %i', async (request, status) => {
    const { answered, isUnharmed } = await attackedRelay();
    expect(await answered([`${request} HTTP/1.1`, 'connection: close'])).toBe(status);
    await isUnharmed();
  });

  it.each([
    ['two lengths', ['content-length: 3', 'content-length: 5'], 'abcde'],
    ['a length and chunks', ['content-length: 3', 'transfer-encoding: chunked'], '0\r\n\r\n'],
    ['a coding that is none', ['transfer-encoding: gzip, chunked'], '0\r\n\r\n'],
    ['too deep a body', ['content-length: 60000'], '['.repeat(60_000)],
    [
      'a row of another kind',
      ['content-length: 72'],
      '{"rows":[{"kind":"live","key":"0","sealed":"AAAA"}],"shop":1,"device":1}',
    ],
  ])('is refused with %s', async (_name, headers, body) => {
    const { answered, isUnharmed } = await attackedRelay();
    expect(await answered(['POST /v1/log HTTP/1.1', ...headers], body)).toBe(400);
    await isUnharmed();
  });
});
