import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createOpener } from '../../src/core/sealing/sealed-box';
import { createShopEndpoints } from '../../src/relay/receive/shop-endpoints';
import { createAppendLanes } from '../../src/relay/store/append-lanes';
import { connect, type Sql } from '../../src/relay/store/database';
import { migrate } from '../../src/relay/store/migrate';
import { invite, join, retell, sha256 } from '../../src/relay/store/shops';
import { fakeClock } from '../support/fake-clock';
import { hasPostgres, postgresCluster, postgresRemedy, type Cluster } from '../support/postgres-cluster';

let cluster: Cluster;
beforeAll(async () => {
  if (hasPostgres) cluster = await postgresCluster();
}, 60_000);
afterAll(async () => {
  if (hasPostgres) await cluster[Symbol.asyncDispose]();
});

const clock = fakeClock();
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
  const told = { sealKey: opener.publicKey.toString('base64'), endpoints: [endpointWith('old')] };
  const ids = await join(sql, code, { ...told, tokenSha256: sha256('token').toString('hex') });
  if (ids === null || ids === 'taken') throw new Error('joining failed');
  return { database, sql, opener, told, ids };
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
      onWritten: () => {
        groups += 1;
      },
    });
    onTestFinished(() => lanes.close());
    const sealed = Buffer.alloc(1024 * 1024);
    const written = await Promise.allSettled(
      Array.from({ length: 70 }, (_, at) =>
        lanes.append({ shop: ids.shop, kind: 0, key: sha256(`call ${at}`), sealed }),
      ),
    );
    // Two went at once, one on each lane; of the rest 64 MB may wait, and 8 MB go together.
    expect(written.filter(({ status }) => status === 'fulfilled')).toHaveLength(66);
    expect(groups).toBe(10);
    const later = { shop: ids.shop, kind: 0 as const, key: sha256('later'), sealed };
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
    expect(await retell(sql, ids, { ...told, endpoints: [endpointWith('new')] })).toBe(true);
    const second = endpoints.refresh();
    // One behind the other on that connection: what the second asks is answered by then.
    for (let turn = 0; turn < 8; turn += 1) await sql`select 1`;
    letGo();
    await Promise.all([first, second]);
    expect(endpoints.book.find(path)?.shut?.().digests).toEqual([digestOf('new')]);
  });
});
