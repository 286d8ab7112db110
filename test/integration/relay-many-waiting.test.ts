import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLongPolls } from '../../src/relay/collect/long-poll';
import { createNews } from '../../src/relay/collect/news';
import { connect, type Sql } from '../../src/relay/store/database';
import { migrate } from '../../src/relay/store/migrate';
import { invite, join, sha256, type Device } from '../../src/relay/store/shops';
import { clusterOfTests } from '../support/cluster-of-tests';
import { fakeClock } from '../support/fake-clock';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';

const cluster = clusterOfTests();
const phones = 300;

/** The same connections, and how often something was asked over them. */
function counted(sql: Sql) {
  let asked = 0;
  const counting = new Proxy(sql, {
    apply(target, self, args) {
      asked += 1;
      return Reflect.apply(target, self, args) as unknown; // as the library answers
    },
    get(target, name) {
      if (name === 'begin') asked += 1;
      return Reflect.get(target, name) as unknown; // as the library has it
    },
  });
  return { sql: counting, asked: () => asked };
}

async function waitingShop() {
  const database = await cluster.database();
  const service = connect(database, { max: 4, asApp: false });
  onTestFinished(() => service.end());
  await migrate(service);
  const readers = connect(database, { max: 4, asApp: true });
  onTestFinished(() => readers.end());
  const clock = fakeClock();
  const { code } = await invite(service, null, Date.parse('2999-01-01T00:00:00.000Z'));
  const joined = await join(service, code, {
    sealKey: Buffer.from(sha256('a key')).toString('base64'),
    ...{ endpoints: [], hours: null, tokenSha256: sha256('token').toString('hex') },
  });
  if (joined === null || joined === 'taken') throw new Error('joining failed');
  const { shop, device: counter } = joined;
  const news = createNews({
    ...{ sql: service, clock, log: () => undefined },
    onAddressesChanged: () => Promise.resolve(),
    onRevoked: () => undefined,
  });
  const reads = counted(readers);
  const besides = counted(service);
  const parts = { news, clock, relayKey: 'the key' };
  const polls = createLongPolls({ ...parts, readers: reads.sql, service: besides.sql });
  const place = { after: { seq: 0, key: '' }, since: '1970-01-01T00:00:00.000Z', limit: 500 };
  const poll = { ...place, waitMs: 60_000, refusedSince: '2026-11-23T00:00:00.000Z' };
  const server = createServer((request, response) => {
    const id = Number(request.url?.slice(1));
    const kind = id === counter ? 'counter' : 'phone';
    const device: Device = { id, shop, kind, phone: null, isRevoked: false };
    polls.answer(device, poll, response).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo; // it listens on TCP
  const ask = (device: number) => fetch(`http://127.0.0.1:${port}/${device}`);
  return { service, news, reads, besides, polls, clock, counter, shop, ask };
}

describe.skipIf(!hasPostgres)(`many devices of one shop${postgresRemedy}`, () => {
  it('learn of one row by one reading of the log', { timeout: 60_000 }, async () => {
    const { service, shop, counter, news, reads, besides, polls, ask } = await waitingShop();
    const ids = [counter, ...Array.from({ length: phones }, (_, at) => 1_000 + at)];
    const answers = await Promise.all(ids.map(ask));
    expect(polls.waiting()).toBe(phones + 1);
    const before = { reads: reads.asked(), besides: besides.asked() };
    await service`select comptoir_relay.append(
      ${[shop]}::int[], ${[0]}::smallint[], ${[sha256('call').toString('hex')]}::text[], ${['00ff']}::text[])`;
    news.told(new Set([shop]));
    const told = (await Promise.all(answers.map((answer) => answer.json()))) as {
      rows: { seq: number; sealed: string }[];
      counters: { device: number; isHere: boolean }[];
    }[]; // checked here
    expect(told).toHaveLength(phones + 1);
    for (const { rows } of told) expect(rows).toMatchObject([{ seq: 1, sealed: 'AP8=' }]);
    for (const [at, { counters }] of told.entries())
      expect(counters).toMatchObject([{ device: counter, isHere: at === 0 }]);
    // Once for the phones, once for the counter; besides the rows, three questions each.
    expect(reads.asked() - before.reads).toBeLessThanOrEqual(2);
    expect(besides.asked() - before.besides).toBeLessThanOrEqual(1 + 2 * 3);
    expect(polls.waiting()).toBe(0);
  });

  it('ask nothing of the database while nothing comes, and are told so in the end', async () => {
    const { reads, besides, clock, polls, ask } = await waitingShop();
    const answers = await Promise.all(Array.from({ length: phones }, (_, at) => ask(1_000 + at)));
    const before = reads.asked();
    for (let beat = 0; beat < 11; beat += 1) clock.advance(5_000);
    expect([reads.asked() - before, polls.waiting()]).toEqual([0, phones]);
    clock.advance(5_000);
    const told = await Promise.all(answers.map((answer) => answer.text()));
    // Blanks for as long as they waited.
    for (const text of told) expect(text).toMatch(/^ {12}\{.*"rows":\[\]/);
    expect(reads.asked() - before).toBe(0);
    expect(besides.asked()).toBeLessThanOrEqual(3 * 2);
  });
});
