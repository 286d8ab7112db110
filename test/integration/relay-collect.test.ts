import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Fact } from '../../src/shared/state/fact';
import { comptoir, ServeProcess } from '../support/headless-process';
import { openComptoir } from '../support/open-comptoir';
import { hasPostgres, postgresCluster, postgresRemedy, type Cluster } from '../support/postgres-cluster';
import { postAs, relayKey, RelayProcess } from '../support/relay-process';
import { temporaryFolder } from '../support/temporary-folder';

const secret = 'the live secret of this test';
const environment = { COMPTOIR_HASH_SECRET: secret };
const payments = Number(process.env.COMPTOIR_RELAYED ?? '60');
const longWait = { timeout: 15_000 };

let cluster: Cluster;
beforeAll(async () => {
  if (hasPostgres) cluster = await postgresCluster();
}, 60_000);
afterAll(async () => {
  if (hasPostgres) await cluster[Symbol.asyncDispose]();
});

/** A relay, and a counter that was opened once, joined it, and is off. */
async function joinedCounter(folder: string) {
  const database = await cluster.database();
  const key = relayKey();
  const relay = await RelayProcess.ready(database, { key });
  onTestFinished(async () => {
    await relay.end();
  });
  const first = await ServeProcess.ready(['--data', folder, '--tunnel', 'none', '--port', '0'], environment);
  await first.end();
  const invited = await comptoir(['relay', 'invite', '--database', database, '--public-url', relay.url]);
  const { invitation } = invited.lines[0] as { invitation: string }; // the command's one line
  const joined = await comptoir(['join', '--data', folder, '--invitation', invitation], environment);
  expect(joined.stderr).toBe('');
  const { webhookUrl } = joined.lines[0] as { webhookUrl: string }; // the command's one line
  expect(webhookUrl).toMatch(new RegExp(`^${relay.url}/kkiapay/\\w+$`));
  return { database, key, relay, invitation, webhookUrl };
}

async function listed(folder: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return (await comptoir(['list', '--data', folder, '--limit', '1000', '--json'])).lines; // one payment a line
}

describe.skipIf(!hasPostgres)(`a counter with a relay${postgresRemedy}`, () => {
  it('reads all that was paid while it was off, once, through two kills', { timeout: 120_000 }, async () => {
    await using folder = await temporaryFolder();
    const { database, webhookUrl } = await joinedCounter(folder.path);
    for (let at = 0; at < payments; at += 1) {
      expect(await postAs(webhookUrl, secret, `paid ${at}`)).toBe(200);
      if (at % 5 === 0) expect(await postAs(webhookUrl, secret, `paid ${at}`)).toBe(200);
    }
    const args = ['--data', folder.path, '--tunnel', 'none'];
    const cutOff = await ServeProcess.ready(args, environment);
    await cutOff.line(({ event }) => event === 'payment');
    await cutOff.end('SIGKILL');
    await (await ServeProcess.ready(args, environment)).end('SIGKILL');
    const shop = await ServeProcess.ready(args, environment);
    await shop.line(
      ({ event, state }) => event === 'relay' && (state as { kind?: string }).kind === 'collecting',
    );
    await expect.poll(async () => (await listed(folder.path)).length, longWait).toBe(payments);
    // Live now, and by both ways: once.
    expect(await postAs(webhookUrl, secret, 'while it is on')).toBe(200);
    const local = shop.text('webhookUrl');
    expect(await postAs(local, secret, 'while it is on')).toBe(200);
    await shop.line(
      ({ event, payment }) =>
        event === 'payment' && (payment as { transactionId?: string }).transactionId === 'while it is on',
    );
    await shop.end();
    const all = await listed(folder.path);
    expect(new Set(all.map(({ transactionId }) => transactionId)).size).toBe(payments + 1);
    expect(all).toHaveLength(payments + 1);
    const { lines, code } = await comptoir(['check', '--data', folder.path, '--json']);
    expect([code, lines[0]]).toMatchObject([0, { damaged: 0, payments: payments + 1 }]);
    const relayed = await comptoir(['relay', 'check', '--database', database, '--json']);
    expect(relayed.lines[0]).toMatchObject({ shops: 1, devices: 1 });
  });

  it(
    'says once what was paid while it was off, and that the relay covered that time',
    { timeout: 60_000 },
    async () => {
      await using folder = await temporaryFolder();
      const { webhookUrl } = await joinedCounter(folder.path);
      for (let at = 0; at < 7; at += 1) await postAs(webhookUrl, secret, `paid ${at}`);
      await using shop = await openComptoir(folder.path);
      const facts: Fact[] = [];
      shop.onFact((fact) => facts.push(fact));
      await expect.poll(() => shop.announced.length, longWait).toBe(1);
      expect(shop.announced[0]?.title).toContain('7');
      await expect
        .poll(
          () => facts.some((fact) => fact.kind === 'deaf-period' && fact.period.coveredBy === 'relay'),
          longWait,
        )
        .toBe(true);
      const [period] = await shop.handlers.listDeafPeriods({
        from: '1970-01-01',
        to: '9999-12-31',
        after: null,
        until: null,
      });
      expect(period).toBeUndefined();
      expect(shop.state()).toMatchObject({
        hearing: { kind: 'listening' },
        relay: { kind: 'collecting' },
        isAddressCalled: true,
      });
    },
  );

  it(
    'reads on from a relay that was set back to an older copy, and misses nothing',
    { timeout: 60_000 },
    async () => {
      await using folder = await temporaryFolder();
      const { database, webhookUrl } = await joinedCounter(folder.path);
      await using shop = await openComptoir(folder.path);
      await expect.poll(() => shop.state().relay.kind, longWait).toBe('collecting');
      for (const id of ['one', 'two', 'three']) expect(await postAs(webhookUrl, secret, id)).toBe(200);
      const held = async () => (await shop.handlers.listPayments({ limit: 50 })).payments;
      await expect.poll(async () => (await held()).length, longWait).toBe(3);
      const sql = postgres(database, { max: 1, onnotice: () => undefined });
      onTestFinished(() => sql.end());
      await sql`delete from comptoir_relay.log where seq > 1`;
      await sql`update comptoir_relay.shop set head = 1`;
      for (const id of ['four', 'five', 'six']) expect(await postAs(webhookUrl, secret, id)).toBe(200);
      await expect.poll(async () => (await held()).length, longWait).toBe(6);
      expect((await held()).map(({ deliveries }) => deliveries)).toEqual([1, 1, 1, 1, 1, 1]);
    },
  );

  it(
    'is late, and never green, while the relay does not answer; then reads on',
    { timeout: 60_000 },
    async () => {
      await using folder = await temporaryFolder();
      const { database, key, relay, webhookUrl } = await joinedCounter(folder.path);
      await using shop = await openComptoir(folder.path);
      await expect.poll(() => shop.state().hearing.kind, longWait).toBe('listening');
      const port = Number(new URL(relay.url).port);
      await relay.end('SIGKILL');
      await expect.poll(() => shop.state().relay.kind, longWait).toBe('late');
      expect(shop.state().hearing).toMatchObject({ kind: 'deaf', cause: 'relay-silent' });
      const again = await RelayProcess.ready(database, { key, port });
      onTestFinished(async () => {
        await again.end();
      });
      expect(await postAs(webhookUrl, secret, 'after')).toBe(200);
      await expect.poll(() => shop.announced.length, longWait).toBe(1);
      expect(shop.state().hearing.kind).toBe('listening');
    },
  );

  it(
    'leaves, and is called at its own address again; an invitation serves once',
    { timeout: 60_000 },
    async () => {
      await using folder = await temporaryFolder();
      const { invitation, webhookUrl } = await joinedCounter(folder.path);
      const again = await comptoir(['join', '--data', folder.path, '--invitation', invitation], environment);
      expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('used already')]);
      await using shop = await openComptoir(folder.path);
      await expect.poll(() => shop.state().relay.kind, longWait).toBe('refused');
      await expect(
        shop.handlers.joinRelay({ invitation: 'http://evil.example/i/abcdefghijklmnopqrst' }),
      ).rejects.toThrow();
      await shop.handlers.leaveRelay(null);
      expect(shop.state().relay.kind).toBe('off');
      expect(webhookUrl).toContain('/kkiapay/');
    },
  );
});
