import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { hasPostgres, postgresCluster, standbyOf, type Cluster } from '../support/postgres-cluster';
import { joinedShop, relayKey, RelayProcess } from '../support/relay-process';
import { appProcesses } from './app-processes';
import { median } from './median';
import { postLoad } from './post-load';
import { catchUpBench } from './relay-catch-up';
import { idleBench } from './relay-idle';

/**
 * The relay beside the app's own receiver, and beside itself with a transaction a call, on a PostgreSQL with a synchronous standby; then
 * how fast a counter catches up, and what a device takes that waits. `npm run bench:relay [-- SECONDS [PART [ROWS]]]`: 3, all
 * and 100,000 by default; PART is receive, catch-up or idle, ROWS what there is to catch up with.
 */
const [seconds = '3', part = 'all', rows = '100000'] = process.argv.slice(2);
const rounds = 5;
const connections = 64;
const ticksASecond = 100;

interface Subject {
  readonly name: string;
  readonly target: { readonly port: number; readonly path: string; readonly secret: string };
  /** Whose processor time counts, with all that descends from them. */
  readonly pids: readonly number[];
}
interface Run {
  readonly perSecond: number;
  readonly p99Ms: number;
  readonly cpuMicros: number;
  readonly calls: number;
}

if (!hasPostgres) throw new Error('there is no PostgreSQL here: apt-get install postgresql');
const folder = await mkdtemp(join(tmpdir(), 'comptoir-bench-'));
await using primary = await postgresCluster(['max_connections = 200']);
try {
  if (part === 'all' || part === 'receive') await receiveBench(primary);
  if (part === 'all' || part === 'catch-up')
    await catchUpBench(primary, join(folder, 'counter'), Number(rows));
  if (part === 'all' || part === 'idle') await idleBench(primary);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function receiveBench(cluster: Cluster): Promise<void> {
  await using standby = await standbyOf(cluster, 'b');
  const servers = [cluster.pid(), standby.pid()];
  const database = await cluster.database();
  const key = relayKey();
  await using first = await RelayProcess.ready(database, { key });
  const shop = await joinedShop(database, first.url);
  await first.end();
  const sql = postgres(database, { max: 1, onnotice: () => undefined });
  await sql`update comptoir_relay.shop set per_second = 1000000, burst = 1000000, rows_a_day = 1000000000`;
  await sql`alter system set synchronous_standby_names = 'FIRST 1 (b)'`;
  await sql`select pg_reload_conf()`;
  const isSynchronous = async (): Promise<boolean> =>
    (await sql<{ sync_state: string }[]>`select sync_state from pg_stat_replication`)[0]?.sync_state ===
    'sync';
  while (!(await isSynchronous()));

  const own = fork(fileURLToPath(new URL('receiver-server.js', import.meta.url)), [
    'receiver, journal',
    folder,
  ]);
  const [ownTarget] = (await once(own, 'message')) as [Subject['target']]; // as that program says it
  const single = fork(fileURLToPath(new URL('relay-server.js', import.meta.url)), [database]);
  const [{ port: singlePort }] = (await once(single, 'message')) as [{ port: number }]; // as that program says it
  await using relay = await RelayProcess.ready(database, { key });
  const { path, secret } = shop;
  const subjects: readonly Subject[] = [
    { name: 'app, journal', target: ownTarget, pids: [own.pid ?? 0] },
    {
      name: 'relay, a transaction a call',
      target: { port: singlePort, path, secret },
      pids: [single.pid ?? 0, ...servers],
    },
    {
      name: 'relay',
      target: { port: Number(new URL(relay.url).port), path, secret },
      pids: [relay.pid, ...servers],
    },
  ];
  const runs = new Map<string, Run[]>(subjects.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const subject of subjects) runs.get(subject.name)?.push(await measure(subject));
  report(runs);
  await relay.end();
  for (const child of [own, single]) child.kill();
  await sql`alter system reset synchronous_standby_names`;
  await sql`select pg_reload_conf()`;
  await sql`select pg_terminate_backend(active_pid) from pg_replication_slots`;
  await sql.end();
}

async function measure({ target, pids }: Subject): Promise<Run> {
  const cpu = (): number =>
    pids.flatMap(appProcesses).reduce((ticks, { cpuTicks }) => ticks + cpuTicks, 0) / ticksASecond;
  await postLoad({ ...target, connections, seconds: 1 });
  const before = cpu();
  const { perSecond, p99Ms, calls, refused } = await postLoad({
    ...target,
    connections,
    seconds: Number(seconds),
  });
  if (refused > 0) throw new Error(`${refused} calls were refused`);
  return { perSecond, p99Ms, calls, cpuMicros: ((cpu() - before) / calls) * 1e6 };
}

function report(runs: ReadonlyMap<string, readonly Run[]>): void {
  process.stdout.write(
    `\n${connections} connections, a synchronous standby, ${rounds} rounds of ${seconds} s\n`,
  );
  const own = runs.get('app, journal') ?? [];
  console.table(
    Object.fromEntries(
      [...runs].map(([name, each]) => [
        name,
        {
          'acks/s': Math.round(median(each.map(({ perSecond }) => perSecond))),
          'to the app': median(
            each.map(({ perSecond }, at) => perSecond / (own[at]?.perSecond ?? NaN)),
          ).toFixed(2),
          'p99 ms': Math.round(median(each.map(({ p99Ms }) => p99Ms))),
          'CPU us an ack': Math.round(median(each.map(({ cpuMicros }) => cpuMicros))),
          'all rounds': each
            .map(({ perSecond, cpuMicros }) => `${Math.round(perSecond)}/${Math.round(cpuMicros)}`)
            .join(' '),
        },
      ]),
    ),
  );
}
