import { execFileSync } from 'node:child_process';
import postgres from 'postgres';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clusterOfTests } from '../support/cluster-of-tests';
import { plantedAppend } from '../support/planted-append';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';
import { relayLoad } from '../support/relay-load';
import { idOf, joinedShop, readAll, relayKey, RelayProcess } from '../support/relay-process';

const rounds = Number(process.env.COMPTOIR_RELAY_KILLS ?? '1');
const postersAtOnce = 16;
const longWait = { timeout: 20_000 };

const cluster = clusterOfTests();

function connection(database: string) {
  const sql = postgres(database, { max: 1, onnotice: () => undefined });
  onTestFinished(() => sql.end({ timeout: 1 })); // its connection may have been cut
  return sql;
}

async function relayAt(database: string, key: string, port = 0): Promise<RelayProcess> {
  const relay = await RelayProcess.ready(database, { key, port });
  onTestFinished(async () => {
    await relay.end('SIGKILL');
  });
  return relay;
}

describe.skipIf(!hasPostgres)(`the relay under faults${postgresRemedy}`, () => {
  it.each([
    { numbers: 'its counter', planted: '', overlooked: 0 },
    { numbers: 'a sequence, planted', planted: plantedAppend, overlooked: 1 },
  ])(
    'with $numbers: a reader overlooks $overlooked calls that commit late',
    async ({ planted, overlooked }) => {
      const database = await cluster.database();
      const relay = await relayAt(database, relayKey());
      const shop = await joinedShop(database, relay.url);
      const [late, prompt] = [connection(database), connection(database)];
      if (planted !== '') await late.unsafe(planted);
      const append = (sql: Pick<typeof late, 'unsafe'>, key: string) =>
        sql.unsafe(`select * from comptoir_relay.append('{1}', '{0}', '{${key}}', '{00}')`);
      const read: number[] = [];
      const readOn = async (): Promise<void> => {
        const { rows } = await shop.log(relay.url, { after: read.at(-1) ?? 0, last: lastKey });
        for (const { seq, key } of rows) {
          read.push(seq);
          lastKey = key;
        }
      };
      let lastKey = '';
      let promptly: Promise<unknown> = Promise.resolve();
      await late.begin(async (step) => {
        await append(step, 'aa');
        promptly = Promise.resolve(append(prompt, 'bb'));
        await Promise.race([
          promptly,
          cluster.program('pg_isready', ['-h', '127.0.0.1', '-p', String(cluster.port)]),
        ]);
        if (planted !== '') await promptly;
        await readOn();
      });
      await promptly;
      await readOn();
      expect(2 - read.length).toBe(overlooked);
    },
  );

  it(
    'loses and doubles nothing acknowledged where two relays, backends and the server are killed',
    { timeout: 60_000 + rounds * 30_000 },
    async () => {
      const database = await cluster.database();
      const key = relayKey();
      let relays = [await relayAt(database, key), await relayAt(database, key)];
      const [first] = relays;
      const shop = await joinedShop(database, first?.url ?? '');
      const load = relayLoad(shop, () => relays.map(({ url }) => url), postersAtOnce);
      await load.more(50);
      for (let round = 0; round < rounds; round += 1) {
        const backends = execFileSync('pgrep', ['-f', `postgres: relay .* 127.0.0.1`], { encoding: 'utf8' });
        const [backend = ''] = backends.split('\n').filter((pid) => isOfCluster(pid));
        if (backend !== '') process.kill(Number(backend), 'SIGKILL');
        await load.more(20);
        await cluster.kill();
        await cluster.start();
        await load.more(20);
        const [one, other] = relays;
        await one?.end('SIGKILL');
        if (other !== undefined) relays = [other, await relayAt(database, key)];
        await load.more(20);
      }
      await load.end();
      const rows = await readAll(shop, relays[0]?.url ?? '');
      const ids = rows.map((row) => idOf(shop.opened(row)));
      expect(new Set(ids).size).toBe(ids.length);
      expect(load.acknowledged.filter((id) => !ids.includes(id))).toEqual([]);
      expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, at) => at + 1));
    },
  );

  it(
    'answers 503 where the wait for the standby is cancelled, or lasts too long',
    { timeout: 60_000 },
    async () => {
      const database = await cluster.database();
      const relay = await relayAt(database, relayKey());
      const shop = await joinedShop(database, relay.url);
      expect(await shop.post(relay.url, 'before')).toBe(200);
      const sql = connection(database);
      const wait = async (standbys: string): Promise<void> => {
        await sql.unsafe(`alter system set synchronous_standby_names = '${standbys}'`);
        await sql`select pg_reload_conf()`;
      };
      await wait('nobody');
      onTestFinished(() => wait(''));
      // The checkpointer tells all others, in its own time: until then calls are answered as before.
      let calls = 0;
      const answers: number[] = [];
      let posted = Promise.resolve(200);
      const lastId = (): string => `cancelled ${calls}`;
      const cancelled = async (): Promise<number> => {
        if (answers.length === calls) {
          calls += 1;
          posted = shop.post(relay.url, lastId());
          posted.then(
            (answer) => answers.push(answer),
            () => answers.push(0),
          );
        }
        const found = await sql`
          select pg_cancel_backend(pid) from pg_stat_activity
          where wait_event = 'SyncRep' and query like '%comptoir_relay.append%'`;
        return found.length;
      };
      await expect.poll(cancelled, { timeout: 10_000 }).toBe(1);
      expect(await posted).toBe(503);
      expect(await shop.post(relay.url, 'patient')).toBe(503);
      await wait('');
      await expect.poll(() => shop.post(relay.url, lastId()), longWait).toBe(200);
    },
  );
});

/** Other tests run servers of their own. */
function isOfCluster(pid: string): boolean {
  if (pid === '') return false;
  try {
    const parent = execFileSync('ps', ['-o', 'ppid=', '-p', pid], { encoding: 'utf8' }).trim();
    return execFileSync('ps', ['-o', 'args=', '-p', parent], { encoding: 'utf8' }).includes(cluster.folder);
  } catch {
    return false; // it ended meanwhile
  }
}
