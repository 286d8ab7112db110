import postgres from 'postgres';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Payment } from '../../src/shared/payment/payment';
import { openComptoir, type OpenedComptoir } from '../support/open-comptoir';
import { clusterOfTests } from '../support/cluster-of-tests';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';
import { joinOnce, relayHere } from '../support/relay-here';
import { postAs, relayKey } from '../support/relay-process';
import { temporaryFolder } from '../support/temporary-folder';

const secret = 'the live secret of this test';
const soon = { timeout: 20_000 };

const cluster = clusterOfTests();

/** A relay, and a shop's first counter that has joined it. */
async function firstCounter(folder: string) {
  const database = await cluster.database();
  const key = relayKey();
  const relay = await relayHere(database, { key });
  onTestFinished(() => relay.end());
  const { webhookUrl } = await joinOnce(folder, relay.url, database);
  return { database, key, relay, webhookUrl };
}

/** Both counters of one shop, with so many payments that the first of them has heard. */
async function twoCounters(folders: { readonly one: string; readonly two: string }, payments: number) {
  const { database, key, relay, webhookUrl } = await firstCounter(folders.one);
  const one = await openComptoir(folders.one);
  onTestFinished(() => one[Symbol.asyncDispose]());
  await expect.poll(() => one.state().relay.kind, soon).toBe('collecting');
  for (let at = 0; at < payments; at += 1) expect(await postAs(webhookUrl, secret, `paid ${at}`)).toBe(200);
  await expect.poll(async () => (await held(one)).length, soon).toBe(payments);
  const { invitation } = await one.handlers.inviteCounter({ lasts: false });
  const two = await openComptoir(folders.two, { environment: {} });
  onTestFinished(() => two[Symbol.asyncDispose]());
  await two.handlers.joinRelay({ invitation });
  await expect.poll(async () => (await held(two)).length, soon).toBe(payments);
  const again = async () => {
    const relayAgain = await relayHere(database, { key, port: Number(new URL(relay.url).port) });
    onTestFinished(() => relayAgain.end());
  };
  // Each knows of the other before goods are handed over.
  await postAs(webhookUrl, secret, 'a last one');
  await expect.poll(() => [countersOf(one), countersOf(two)], soon).toEqual([2, 2]);
  return { one, two, relay, database, webhookUrl, invitation, again };
}

async function held(shop: OpenedComptoir): Promise<readonly Payment[]> {
  return (await shop.handlers.listPayments({ limit: 50 })).payments;
}

async function paid(shop: OpenedComptoir, transactionId: string): Promise<Payment> {
  const found = (await held(shop)).find((payment) => payment.transactionId === transactionId);
  if (found === undefined) throw new Error(`${transactionId} is not here`);
  return found;
}

function countersOf({ state }: OpenedComptoir): number {
  const { relay } = state();
  return relay.kind === 'collecting' ? (relay.counters?.length ?? 1) : 0;
}

async function handOver(shop: OpenedComptoir, transactionId: string, by: string): Promise<string> {
  const { id } = await paid(shop, transactionId);
  return shop.handlers.handOver({ id, by }).then(
    () => 'done',
    (error: unknown) => (error instanceof Error ? error.message : ''),
  );
}

describe.skipIf(!hasPostgres)(`the counters of one shop${postgresRemedy}`, () => {
  it(
    'the second reads the log from its beginning, tells of it once, and hears like the first',
    { timeout: 60_000 },
    async () => {
      await using one = await temporaryFolder();
      await using two = await temporaryFolder();
      const { two: second, webhookUrl, invitation } = await twoCounters({ one: one.path, two: two.path }, 7);
      // The last one came when both were there; the others ring no more.
      await expect.poll(() => second.announced.length, soon).toBe(2);
      expect(second.announced.map(({ title }) => title)).toContainEqual(
        expect.stringContaining('Relus au relais : 7 paiements'),
      );
      await expect.poll(() => second.state().hearing.kind, soon).toBe('listening');
      expect(second.state()).toMatchObject({ isAddressCalled: true, relay: { kind: 'collecting' } });
      expect(await postAs(webhookUrl, secret, 'live')).toBe(200);
      await expect
        .poll(async () => (await held(second)).some(({ transactionId }) => transactionId === 'live'), soon)
        .toBe(true);
      // The line lets one counter in, once.
      await using third = await temporaryFolder();
      await using other = await openComptoir(third.path);
      await expect(other.handlers.joinRelay({ invitation })).rejects.toThrow();
    },
  );

  it(
    'hand one payment over once, and each says who was first; so of taking back',
    { timeout: 60_000 },
    async () => {
      await using folderOne = await temporaryFolder();
      await using folderTwo = await temporaryFolder();
      const { one, two } = await twoCounters({ one: folderOne.path, two: folderTwo.path }, 8);
      expect(await handOver(one, 'paid 0', 'Awa')).toBe('done');
      const refused = await handOver(two, 'paid 0', 'Bio');
      expect(refused).toContain('par Awa');
      expect(refused).toContain('au comptoir 1');
      expect((await paid(two, 'paid 0')).claim).toMatchObject({ by: 'Awa', counter: 1 });
      for (let at = 1; at < 8; at += 1) {
        const both = await Promise.all([
          handOver(one, `paid ${at}`, 'Awa'),
          handOver(two, `paid ${at}`, 'Bio'),
        ]);
        expect(both.filter((answer) => answer === 'done')).toHaveLength(1);
        const winner = both[0] === 'done' ? 'Awa' : 'Bio';
        for (const shop of [one, two])
          await expect.poll(async () => (await paid(shop, `paid ${at}`)).claim?.by, soon).toBe(winner);
      }
      const { id } = await paid(two, 'paid 0');
      expect((await two.handlers.takeBack({ id, by: 'Bio' })).claim).toBeNull();
      await expect.poll(async () => (await paid(one, 'paid 0')).claim, soon).toBeNull();
      expect(await handOver(one, 'paid 0', 'Awa')).toBe('done');
      await expect.poll(async () => (await paid(two, 'paid 0')).claim?.by, soon).toBe('Awa');
      for (const shop of [one, two]) {
        expect((await paid(shop, 'paid 0')).alsoClaimed).toBeUndefined();
        expect(shop.state().notices.map(({ kind }) => kind)).not.toContain('claimed-twice');
      }
    },
  );

  it(
    'go on while they cannot ask, and both show what was handed over twice until a person has read it',
    { timeout: 90_000 },
    async () => {
      await using folderOne = await temporaryFolder();
      await using folderTwo = await temporaryFolder();
      const { one, two, relay, again } = await twoCounters({ one: folderOne.path, two: folderTwo.path }, 3);
      await relay.end();
      expect(await handOver(one, 'paid 0', 'Awa')).toBe('done');
      expect(await handOver(two, 'paid 0', 'Bio')).toBe('done');
      expect(await handOver(two, 'paid 1', 'Bio')).toBe('done');
      await again();
      for (const shop of [one, two]) {
        await expect
          .poll(async () => (await paid(shop, 'paid 0')).alsoClaimed?.length, { timeout: 40_000 })
          .toBe(1);
        const { claim, alsoClaimed = [] } = await paid(shop, 'paid 0');
        expect([claim?.by, ...alsoClaimed.map(({ by }) => by)].sort()).toEqual(['Awa', 'Bio']);
        expect(shop.state().notices).toContainEqual({ kind: 'claimed-twice', count: 1, amountXof: 500 });
        await expect.poll(async () => (await paid(shop, 'paid 1')).claim?.by, soon).toBe('Bio');
        await shop.handlers.dismissNotice({ kind: 'claimed-twice' });
        expect(shop.state().notices.map(({ kind }) => kind)).not.toContain('claimed-twice');
      }
      expect((await paid(one, 'paid 0')).claim).toEqual((await paid(two, 'paid 0')).claim);
      const { id } = await paid(one, 'paid 0');
      await one.handlers.takeBack({ id, by: 'Awa' });
      for (const shop of [one, two]) {
        await expect.poll(async () => (await paid(shop, 'paid 0')).claim, soon).toBeNull();
        expect((await paid(shop, 'paid 0')).alsoClaimed).toBeUndefined();
      }
    },
  );

  it('hear of the key that one of them replaces, and none sets it back', { timeout: 60_000 }, async () => {
    await using folderOne = await temporaryFolder();
    await using folderTwo = await temporaryFolder();
    const { one, two, database, webhookUrl } = await twoCounters(
      { one: folderOne.path, two: folderTwo.path },
      1,
    );
    // A phone that is not there any more: the key is replaced all the same.
    await expect(one.handlers.removePhone({ id: 'nobody-has-it' })).rejects.toThrow();
    expect(await postAs(webhookUrl, secret, 'tells the key')).toBe(200);
    const sql = postgres(database, { max: 1, onnotice: () => undefined });
    onTestFinished(() => sql.end());
    await expect
      .poll(async () => {
        const [row] = await sql<{ n: number }[]>`
          select cardinality(former_keys) as n from comptoir_relay.shop`;
        return row?.n;
      }, soon)
      .toBe(1);
    // The relay itself hears of a changed key within seconds.
    await expect
      .poll(async () => {
        await postAs(webhookUrl, secret, 'under the new key');
        return (await held(two)).some(({ transactionId }) => transactionId === 'under the new key');
      }, soon)
      .toBe(true);
    expect(await handOver(two, 'under the new key', 'Bio')).toBe('done');
    await expect.poll(async () => (await paid(one, 'under the new key')).claim?.by, soon).toBe('Bio');
    for (const shop of [one, two])
      expect(shop.state().notices.map(({ kind }) => kind)).not.toContain('relay-rows-unreadable');
    const [row] = await sql<{ n: number }[]>`select cardinality(former_keys) as n from comptoir_relay.shop`;
    expect(row?.n).toBe(1);
  });

  it('a sheet that was printed lets another computer take over', { timeout: 60_000 }, async () => {
    await using lost = await temporaryFolder();
    await using next = await temporaryFolder();
    const { webhookUrl } = await firstCounter(lost.path);
    const before = await openComptoir(lost.path);
    await expect.poll(() => before.state().relay.kind, soon).toBe('collecting');
    const { invitation } = await before.handlers.inviteCounter({ lasts: true });
    expect(await postAs(webhookUrl, secret, 'before')).toBe(200);
    await expect.poll(async () => (await held(before)).length, soon).toBe(1);
    await before[Symbol.asyncDispose]();
    expect(await postAs(webhookUrl, secret, 'after')).toBe(200);
    await using shop = await openComptoir(next.path, { environment: {} });
    await shop.handlers.joinRelay({ invitation });
    await expect.poll(async () => (await held(shop)).length, soon).toBe(2);
    await expect.poll(() => shop.state().hearing.kind, soon).toBe('listening');
    expect(shop.state().notices.map(({ kind }) => kind)).not.toContain('relay-rows-unreadable');
  });
});
