import postgres from 'postgres';
import { describe, expect, it } from 'vitest';
import { clusterOfTests } from '../support/cluster-of-tests';
import { openComptoir, type OpenedComptoir } from '../support/open-comptoir';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';
import { invitationTo, postAs, relayKey, RelayProcess } from '../support/relay-process';
import { temporaryFolder } from '../support/temporary-folder';
import { webhookUrlsOf } from '../../src/shared/state/app-state';

const secret = 'the live secret of this test';
const soon = { timeout: 15_000 };
/** The pauses between two questions grow to half a minute. */
const late = { timeout: 45_000 };

const cluster = clusterOfTests();

async function joinedAt(relay: RelayProcess, database: string, shop: OpenedComptoir): Promise<string> {
  await shop.handlers.joinRelay({ invitation: await invitationTo(relay.url, database) });
  await expect.poll(() => shop.state().relay.kind, soon).toBe('collecting');
  return webhookUrlsOf(shop.state(), 'live').public ?? '';
}

async function paidTo({ handlers }: OpenedComptoir): Promise<readonly (string | null)[]> {
  const { payments } = await handlers.listPayments({ limit: 50 });
  return payments.map(({ transactionId }) => transactionId).sort();
}

async function counters(database: string): Promise<{ readonly known: number; readonly open: number }> {
  const sql = postgres(database, { max: 1, onnotice: () => undefined });
  const [found = { known: -1, open: -1 }] = await sql<{ known: number; open: number }[]>`
    select (select count(*)::int from comptoir_relay.device where revoked_at is null) as known,
      (select count(*)::int from comptoir_relay.endpoint where not is_gone) as open`;
  await sql.end();
  return found;
}

describe.skipIf(!hasPostgres)(`a counter that leaves its relay${postgresRemedy}`, () => {
  it(
    'while the relay is silent says so, and tells it later, after reading what it took meanwhile',
    { timeout: 120_000 },
    async () => {
      const database = await cluster.database();
      const key = relayKey();
      const first = await RelayProcess.ready(database, { key });
      const port = Number(new URL(first.url).port);
      await using folder = await temporaryFolder();
      let former: string;
      {
        await using shop = await openComptoir(folder.path);
        former = await joinedAt(first, database, shop);
        await first.end('SIGKILL');
        await shop.handlers.leaveRelay(null);
        expect(shop.state().relay).toMatchObject({ kind: 'leaving', origin: first.url });
        // What is to be pasted at the provider is no more the relay's address.
        expect(webhookUrlsOf(shop.state(), 'live').public).toBeNull();
        await expect(shop.handlers.listPhones(null)).rejects.toMatchObject({ code: 'relay-unreachable' });
      }
      // It hears the provider again, and no counter yet.
      const deaf = await RelayProcess.ready(database, { key, port, args: ['--role', 'receive'] });
      expect(await postAs(former, secret, 'taken meanwhile')).toBe(200);
      await using shop = await openComptoir(folder.path);
      expect(shop.state().relay.kind).toBe('leaving');
      await deaf.end();
      await using relay = await RelayProcess.ready(database, { key, port });
      await expect.poll(() => shop.state().relay.kind, late).toBe('off');
      expect(await paidTo(shop)).toEqual(['taken meanwhile']);
      expect(await counters(database)).toEqual({ known: 0, open: 0 });
      expect(await postAs(former, secret, 'after it was told')).toBe(404);
      expect(relay.url).toBe(first.url);
    },
  );

  it(
    'reads what waits there before it goes, and takes another invitation of it',
    { timeout: 60_000 },
    async () => {
      const database = await cluster.database();
      await using relay = await RelayProcess.ready(database, { key: relayKey() });
      await using folder = await temporaryFolder();
      let former: string;
      {
        await using shop = await openComptoir(folder.path);
        former = await joinedAt(relay, database, shop);
      }
      for (const id of ['one', 'two']) expect(await postAs(former, secret, id)).toBe(200);
      await using shop = await openComptoir(folder.path);
      await shop.handlers.leaveRelay(null);
      expect(shop.state().relay.kind).toBe('off');
      expect(await paidTo(shop)).toEqual(['one', 'two']);
      expect(await postAs(former, secret, 'three')).toBe(404);
      await joinedAt(relay, database, shop);
    },
  );

  it('joins another relay although the former one stays silent', { timeout: 60_000 }, async () => {
    const database = await cluster.database();
    const dead = await RelayProcess.ready(database, { key: relayKey() });
    await using folder = await temporaryFolder();
    await using shop = await openComptoir(folder.path);
    await joinedAt(dead, database, shop);
    await dead.end('SIGKILL');
    await shop.handlers.leaveRelay(null);
    const elsewhere = await cluster.database();
    await using relay = await RelayProcess.ready(elsewhere, { key: relayKey() });
    expect(await postAs(await joinedAt(relay, elsewhere, shop), secret, 'here')).toBe(200);
    await expect.poll(() => paidTo(shop), soon).toEqual(['here']);
  });
});
