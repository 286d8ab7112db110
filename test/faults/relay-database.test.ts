import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cutLine } from '../support/cut-line';
import {
  hasPostgres,
  postgresCluster,
  postgresRemedy,
  standbyOf,
  type Cluster,
} from '../support/postgres-cluster';
import { relayLoad, relayReader } from '../support/relay-load';
import { idOf, joinedShop, readAll, relayKey, RelayProcess, type TestShop } from '../support/relay-process';
import { noSmallDisk, smallDisk } from '../support/small-disk';

const run = promisify(execFile);
const rounds = Number(process.env.COMPTOIR_RELAY_CUTS ?? '1');
const postersAtOnce = 16;
/** KKiaPay gives up after it: by then a call must have been answered. */
const kkiapayTriesForMs = 7_500;
const longWait = { timeout: 20_000 };
const noDisk = await noSmallDisk();
const diskRemedy = noDisk === null ? '' : ` (skipped: ${noDisk})`;

async function clusterOfTest(settings: readonly string[] = [], within?: string): Promise<Cluster> {
  const cluster = await postgresCluster(settings, within);
  onTestFinished(() => cluster[Symbol.asyncDispose]());
  return cluster;
}

async function relayAt(database: string, key = relayKey(), port = 0): Promise<RelayProcess> {
  const relay = await RelayProcess.ready(database, { key, port });
  onTestFinished(async () => {
    await relay.end('SIGKILL');
  });
  return relay;
}

async function idsIn(shop: TestShop, url: string): Promise<readonly string[]> {
  const rows = await readAll(shop, url);
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, at) => at + 1));
  return rows.map((row) => idOf(shop.opened(row)));
}

/** One commit is tried: a server takes a changed setting only when it comes to it. */
async function doCommitsWait(database: string): Promise<boolean> {
  const open = () => postgres(database, { max: 1, onnotice: () => undefined });
  const [tried, looking] = [open(), open()];
  const [own] = await tried<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const commit = { isDone: false };
  const done = tried`select pg_logical_emit_message(true, 'tried', '')`.then(() => (commit.isDone = true));
  const isWaiting = async () =>
    (await looking`select from pg_stat_activity where pid = ${own?.pid ?? 0} and wait_event = 'SyncRep'`)
      .length > 0;
  while (!commit.isDone && !(await isWaiting()));
  const waits = !commit.isDone;
  // It gives up the wait alone: its own work is done.
  await looking`select pg_cancel_backend(${own?.pid ?? 0})`;
  await done;
  await Promise.all([tried.end(), looking.end()]);
  return waits;
}

/** False: nothing can be read there any more, so all of it is lost. */
async function answersAgain(
  cluster: Cluster,
  ask: () => Promise<{ readonly status: number }>,
): Promise<boolean> {
  try {
    await cluster.start(2);
    await expect.poll(async () => (await ask()).status, longWait).toBe(200);
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!hasPostgres)(`the relay’s database${postgresRemedy}`, () => {
  it.each([
    { standby: 'synchronous', isWhole: true },
    { standby: 'asynchronous, and behind', isWhole: false },
  ])(
    'lost for good, its $standby standby promoted: nothing acknowledged is lost: $isWhole',
    { timeout: 120_000 },
    async ({ isWhole }) => {
      const primary = await clusterOfTest();
      const standby = await standbyOf(primary, 'b');
      onTestFinished(() => standby[Symbol.asyncDispose]());
      const name = new URL(await primary.database()).pathname;
      const both = `postgres://relay@127.0.0.1:${primary.port},127.0.0.1:${standby.port}${name}`;
      const relay = await relayAt(both);
      const shop = await joinedShop(both, relay.url);
      const sql = postgres(`postgres://relay@127.0.0.1:${primary.port}${name}`, {
        max: 1,
        onnotice: () => undefined,
      });
      onTestFinished(() => sql.end({ timeout: 1 }));
      if (isWhole) await sql`alter system set synchronous_standby_names = 'FIRST 1 (b)'`;
      await sql`select pg_reload_conf()`;
      const state = async () =>
        (await sql<{ sync_state: string }[]>`select sync_state from pg_stat_replication`)[0]?.sync_state;
      await expect.poll(state, longWait).toBe(isWhole ? 'sync' : 'async');

      const load = relayLoad(shop, () => [relay.url], postersAtOnce);
      await load.more(80);
      if (!isWhole) {
        process.kill(standby.receiver(), 'SIGSTOP');
        await load.more(40);
      }
      const before = [...load.acknowledged];
      const goneAt = performance.now();
      await primary.kill();
      if (!isWhole) {
        // Data in its sockets is not on its disk, and is lost with it.
        await standby.kill();
        await standby.start();
      }
      await standby.promote();
      await load.more(1);
      const backAfterMs = performance.now() - goneAt;
      await load.more(20);
      await load.end();
      const stored = new Set(await idsIn(shop, relay.url));
      const lost = before.filter((id) => !stored.has(id));
      expect(lost.length === 0, `${lost.length} of ${before.length} were lost`).toBe(isWhole);
      if (isWhole) {
        expect(load.acknowledged.filter((id) => !stored.has(id))).toEqual([]);
        expect(backAfterMs).toBeLessThan(kkiapayTriesForMs);
      }
    },
  );

  it('if it vanishes and its standby is promoted, calls are stored there', { timeout: 90_000 }, async () => {
    const primary = await clusterOfTest();
    const standby = await standbyOf(primary, 'b');
    onTestFinished(() => standby[Symbol.asyncDispose]());
    const name = new URL(await primary.database()).pathname;
    const line = await cutLine(primary.port);
    const both = `postgres://relay@127.0.0.1:${line.port},127.0.0.1:${standby.port}${name}`;
    const relay = await relayAt(both);
    const shop = await joinedShop(both, relay.url);
    const load = relayLoad(shop, () => [relay.url], postersAtOnce);
    await load.more(40);
    line.fallSilent();
    await standby.promote();
    await load.more(40);
    await load.end();
  });

  it('while it waits for its standby, it is not interrupted', { timeout: 60_000 }, async () => {
    const primary = await clusterOfTest();
    const database = await primary.database();
    const relay = await relayAt(database);
    const shop = await joinedShop(database, relay.url);
    expect(await shop.post(relay.url, 'before')).toBe(200);
    const sql = postgres(database, { max: 1, onnotice: () => undefined });
    onTestFinished(() => sql.end({ timeout: 1 }));
    const lanes = () => sql`
      select pid, backend_start::text from pg_stat_activity
      where application_name like 'comptoir-relay lanes%' order by pid`;
    const waitFor = async (standby: string): Promise<void> => {
      await sql`set synchronous_commit = local`;
      await sql.unsafe(`alter system set synchronous_standby_names = '${standby}'`);
      await sql`select pg_reload_conf()`;
    };
    const before = await lanes();
    await waitFor('b');
    await expect.poll(() => doCommitsWait(database), longWait).toBe(true);
    // Each gives up after four seconds; the commit it waited for goes on.
    for (const id of ['first', 'second']) expect(await shop.post(relay.url, id)).toBe(503);
    await waitFor('');
    await expect.poll(() => shop.post(relay.url, 'after'), longWait).toBe(200);
    expect(await lanes()).toEqual(expect.arrayContaining([...before]));
    expect(await idsIn(shop, relay.url)).toEqual(['before', 'first', 'second', 'after']);
  });

  it('named behind its standby: calls are stored where writing is allowed', async () => {
    const primary = await clusterOfTest();
    const standby = await standbyOf(primary, 'b');
    onTestFinished(() => standby[Symbol.asyncDispose]());
    const name = new URL(await primary.database()).pathname;
    const hosts = `127.0.0.1:${standby.port},127.0.0.1:${primary.port}`;
    const relay = await relayAt(`postgres://relay@${hosts}${name}`);
    const shop = await joinedShop(`postgres://relay@127.0.0.1:${primary.port}${name}`, relay.url);
    for (let at = 0; at < 5; at += 1) expect(await shop.post(relay.url, `call ${at}`)).toBe(200);
    expect(await idsIn(shop, relay.url)).toHaveLength(5);
  });

  it('set back to an older copy: a counter misses no row, one that knew numbers alone would', async () => {
    const cluster = await clusterOfTest();
    const [database, restored] = [await cluster.database(), await cluster.database()];
    const key = relayKey();
    let relay = await relayAt(database, key);
    const shop = await joinedShop(database, relay.url);
    const postAll = async (kind: string, count: number): Promise<void> => {
      for (let at = 0; at < count; at += 1) expect(await shop.post(relay.url, `${kind} ${at}`)).toBe(200);
    };
    const reader = relayReader(shop, () => [relay.url]);
    await postAll('copied', 30);
    const copy = join(cluster.folder, 'copy');
    const at = ['-h', '127.0.0.1', '-p', String(cluster.port), '-U', 'relay'];
    await cluster.program('pg_dump', [...at, '-Fc', '-f', copy, new URL(database).pathname.slice(1)]);
    await postAll('lost', 20);
    while (await reader.readOn());
    expect(reader.rows).toHaveLength(50);

    await relay.end();
    await cluster.program('pg_restore', [...at, '-d', new URL(restored).pathname.slice(1), copy]);
    relay = await relayAt(restored, key);
    await postAll('later', 30);
    const sql = postgres(restored, { max: 1, onnotice: () => undefined });
    onTestFinished(() => sql.end({ timeout: 1 }));
    expect(await sql`select seq from comptoir_relay.log where seq > 50`).toHaveLength(10);
    while (await reader.readOn());
    expect(reader.rewinds()).toBe(1);
    const had = new Set(reader.rows.map((row) => idOf(shop.opened(row))));
    expect(had.size).toBe(80);
    expect([...(await idsIn(shop, relay.url))].every((id) => had.has(id))).toBe(true);
  });

  it.skipIf(noDisk !== null).each([
    { settings: [], isWhole: true },
    // Planted: commits that nobody flushes.
    { settings: ['fsync = off'], isWhole: false },
  ])(
    `on a disk whose power is cut under load: with $settings nothing is lost: $isWhole${diskRemedy}`,
    { timeout: 120_000 + rounds * 30_000 },
    async ({ settings, isWhole }) => {
      const disk = await smallDisk(256);
      // PostgreSQL's user has to reach it.
      for (const folder of [disk.folder, dirname(disk.folder)]) await chmod(folder, 0o777);
      const cluster = await clusterOfTest(
        ['max_wal_size = 64MB', 'min_wal_size = 32MB', ...settings],
        disk.folder,
      );
      const database = await cluster.database();
      const relay = await relayAt(database);
      const shop = await joinedShop(database, relay.url);
      // What was set up is there whatever comes.
      await run('sync', ['-f', disk.folder]);
      const load = relayLoad(shop, () => [relay.url], postersAtOnce);
      for (let round = 0; round < (isWhole ? rounds : 1); round += 1) {
        await load.more(80 + ((round * 131) % 400));
        let before: readonly string[] = [];
        await disk.cutPower(
          () => {
            before = [...load.acknowledged];
          },
          () => cluster.kill(),
        );
        if (isWhole) {
          await cluster.start();
          await load.more(20);
        } else if (!(await answersAgain(cluster, () => shop.log(relay.url)))) return;
        const stored = new Set(await idsIn(shop, relay.url));
        const lost = before.filter((id) => !stored.has(id));
        expect(lost.length === 0, `${lost.length} of ${before.length} were lost`).toBe(isWhole);
      }
    },
  );
});
