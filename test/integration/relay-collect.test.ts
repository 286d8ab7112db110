import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Fact } from '../../src/shared/state/fact';
import { comptoir, ServeProcess } from '../support/headless-process';
import { openComptoir } from '../support/open-comptoir';
import { clusterOfTests } from '../support/cluster-of-tests';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';
import { joinOnce, relayHere } from '../support/relay-here';
import { invitationTo, postAs, relayKey, RelayProcess } from '../support/relay-process';
import { temporaryFolder } from '../support/temporary-folder';

const secret = 'the live secret of this test';
const environment = { COMPTOIR_HASH_SECRET: secret };
const payments = Number(process.env.COMPTOIR_RELAYED ?? '60');
const longWait = { timeout: 15_000 };

const cluster = clusterOfTests();

/** A process of its own, which can be killed. */
const builtRelay = (database: string, options: { readonly key: string }) =>
  RelayProcess.ready(database, options);

/** A relay, and a counter that was opened once, joined it, and is off. */
async function joinedCounter(folder: string, openRelay: typeof builtRelay | typeof relayHere = relayHere) {
  const database = await cluster.database();
  const key = relayKey();
  const relay = await openRelay(database, { key });
  onTestFinished(async () => {
    await relay.end();
  });
  const { invitation, webhookUrl } = await joinOnce(folder, relay.url, database);
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
      const { database, key, relay, webhookUrl } = await joinedCounter(folder.path, builtRelay);
      await using shop = await openComptoir(folder.path);
      await expect.poll(() => shop.state().hearing.kind, longWait).toBe('listening');
      const port = Number(new URL(relay.url).port);
      await relay.end('SIGKILL');
      await expect.poll(() => shop.state().relay.kind, longWait).toBe('late');
      expect(shop.state().hearing).toMatchObject({ kind: 'deaf', cause: 'relay-silent' });
      const again = await relayHere(database, { key, port });
      onTestFinished(async () => {
        await again.end();
      });
      expect(await postAs(webhookUrl, secret, 'after')).toBe(200);
      await expect.poll(() => shop.announced.length, longWait).toBe(1);
      expect(shop.state().hearing.kind).toBe('listening');
    },
  );

  it(
    'tells its relay when the shop is open and how long it keeps payers, as soon as that changes',
    { timeout: 60_000 },
    async () => {
      await using folder = await temporaryFolder();
      const { database, webhookUrl } = await joinedCounter(folder.path);
      await using shop = await openComptoir(folder.path);
      await expect.poll(() => shop.state().relay.kind, longWait).toBe('collecting');
      const openingHours = { opensAt: '07:30', closesAt: '21:00' };
      await shop.handlers.changeSettings({ openingHours, retentionMonths: 2 });
      // What comes in ends the question that waits; the next word is said then.
      expect(await postAs(webhookUrl, secret, 'meanwhile')).toBe(200);
      const sql = postgres(database, { max: 1, onnotice: () => undefined });
      onTestFinished(() => sql.end());
      const told = async () =>
        (
          await sql`select opens_at, closes_at, utc_offset_minutes, retention_months from comptoir_relay.shop`
        )[0];
      const hours = { opens_at: '07:30', closes_at: '21:00', utc_offset_minutes: 60 };
      await expect.poll(told, longWait).toEqual({ ...hours, retention_months: 2 });
    },
  );

  it(
    'is late, not deaf, where a provider has called the relay; also from the start, and covered in the end',
    { timeout: 60_000 },
    async () => {
      await using folder = await temporaryFolder();
      const { database, key, relay, webhookUrl } = await joinedCounter(folder.path, builtRelay);
      expect(await postAs(webhookUrl, secret, 'before')).toBe(200);
      const port = Number(new URL(relay.url).port);
      {
        await using shop = await openComptoir(folder.path);
        await expect.poll(() => shop.state().hearing.kind, longWait).toBe('listening');
        await expect.poll(() => shop.state().isAddressCalled, longWait).toBe(true);
        await relay.end('SIGKILL');
        await expect.poll(() => shop.state().hearing.kind, longWait).toBe('late');
      }
      await using again = await openComptoir(folder.path);
      await expect.poll(() => again.state().hearing.kind, longWait).toBe('late');
      const [lasting] = await again.handlers.listDeafPeriods({
        ...{ from: '1970-01-01', to: '9999-12-31', after: null, until: null },
      });
      expect(lasting).toMatchObject({ to: null });
      const back = await relayHere(database, { key, port });
      onTestFinished(async () => {
        await back.end();
      });
      await expect.poll(() => again.state().hearing.kind, { timeout: 30_000 }).toBe('listening');
    },
  );

  it(
    'reads again what its own files have lost, says it once, and counts nothing twice',
    { timeout: 60_000 },
    async () => {
      await using folder = await temporaryFolder();
      const { webhookUrl } = await joinedCounter(folder.path);
      const ids = ['one', 'two', 'three', 'four'];
      {
        await using shop = await openComptoir(folder.path);
        await expect.poll(() => shop.state().relay.kind, longWait).toBe('collecting');
        for (const id of ids) expect(await postAs(webhookUrl, secret, id)).toBe(200);
        await expect.poll(() => shop.announced.length, longWait).toBe(ids.length);
      }
      let lost = 0;
      for (const name of await readdir(join(folder.path, 'events'), { recursive: true })) {
        if (!/\d{4}-\d\d-\d\d\.json$/.test(name)) continue;
        const file = join(folder.path, 'events', name);
        const lines = (await readFile(file, 'utf8')).split('\n');
        const left = lines.filter((line) => !/"transactionId":"(two|three)"/.test(line));
        lost += lines.length - left.length;
        await writeFile(file, left.join('\n'));
      }
      expect(lost).toBe(2);
      await using shop = await openComptoir(folder.path);
      const held = async () => (await shop.handlers.listPayments({ limit: 50 })).payments;
      await expect.poll(async () => (await held()).length, { timeout: 30_000 }).toBe(ids.length);
      expect((await held()).map(({ deliveries }) => deliveries)).toEqual([1, 1, 1, 1]);
      await expect
        .poll(() => shop.announced.map(({ title }) => title), longWait)
        .toEqual([expect.stringContaining('Relus au relais : 2 paiements')]);
    },
  );

  it('that another computer was copied from joins no relay beside it, and hears why', longWait, async () => {
    const database = await cluster.database();
    await using relay = await relayHere(database, { key: relayKey() });
    await using folder = await temporaryFolder();
    await using copied = await temporaryFolder();
    await (await openComptoir(folder.path))[Symbol.asyncDispose]();
    await cp(folder.path, copied.path, { recursive: true });
    await using shop = await openComptoir(folder.path);
    await using copy = await openComptoir(copied.path);
    const joins = async ({ handlers }: typeof shop) =>
      handlers.joinRelay({ invitation: await invitationTo(relay.url, database) });
    await joins(shop);
    await expect(joins(copy)).rejects.toMatchObject({ code: 'relay-address-taken' });
    // As the sentence tells the person to do.
    await shop.handlers.leaveRelay(null);
    await joins(copy);
    expect(copy.state().relay.kind).not.toBe('off');
  });

  it(
    'leaves, and is called at its own address again; an invitation serves once',
    { timeout: 60_000 },
    async () => {
      await using folder = await temporaryFolder();
      const { invitation, webhookUrl } = await joinedCounter(folder.path);
      const again = await comptoir(['join', '--data', folder.path, '--invitation', invitation], environment);
      expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('used already')]);
      await using shop = await openComptoir(folder.path);
      // An invitation that brings nothing leaves everything as it was.
      await expect.poll(() => shop.state().relay.kind, longWait).toBe('collecting');
      await expect(
        shop.handlers.joinRelay({ invitation: 'http://evil.example/i/abcdefghijklmnopqrst' }),
      ).rejects.toThrow();
      await shop.handlers.leaveRelay(null);
      expect(shop.state().relay.kind).toBe('off');
      expect(webhookUrl).toContain('/kkiapay/');
    },
  );
});
