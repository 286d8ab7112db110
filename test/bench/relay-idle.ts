import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import postgres from 'postgres';
import { sha256 } from '../../src/relay/store/shops';
import type { Cluster } from '../support/postgres-cluster';
import { joinedShop, relayKey, RelayProcess, type TestShop } from '../support/relay-process';
import { appProcesses } from './app-processes';
import type { Load, LoadReport } from './post-load';

const devices = 10_000;
/** From several of this computer's addresses, for each has so many ports. */
const addresses = ['127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5'];
const atOnce = 200;
const ticksASecond = 100;
const idleSeconds = 10;
const loadSeconds = 12;

/**
 * What a device costs the relay that waits for news: memory, processor, the time in which one call reaches all of a shop's, and
 * how long another shop's calls wait for their answers meanwhile. Each device that was told asks again, as a phone does.
 */
export async function idleBench(cluster: Cluster): Promise<void> {
  const database = await cluster.database();
  await using relay = await RelayProcess.ready(database, { key: relayKey() });
  const shop = await joinedShop(database, relay.url);
  const other = await joinedShop(database, relay.url);
  const sql = postgres(database, { max: 1, onnotice: () => undefined });
  const tokens = Array.from({ length: devices }, () => randomBytes(32).toString('base64url'));
  await sql`
    insert into comptoir_relay.device (shop, kind, token_sha256)
    select 1, 'phone', decode(t, 'hex') from unnest(${tokens.map((token) => sha256(token).toString('hex'))}::text[]) t`;
  await sql`update comptoir_relay.shop set per_second = 1000000, burst = 1000000, rows_a_day = 1000000000`;
  const before = await residentKb(relay.pid);
  const sockets: Socket[] = [];
  const heard: Promise<void>[] = [];
  const began = performance.now();
  for (let done = 0; done < devices; done += atOnce) {
    await Promise.all(
      tokens.slice(done, done + atOnce).map(async (token, nth) => {
        const { socket, rows, isWaiting } = waiter(relay.url, token, addresses[nth % addresses.length] ?? '');
        sockets.push(socket);
        heard.push(rows);
        await isWaiting;
      }),
    );
  }
  const connectedAfter = performance.now() - began;
  const resident = await residentKb(relay.pid);
  const ticks = cpuTicks([relay.pid, cluster.pid()]);
  await sleep(idleSeconds * 1_000);
  const idleShare = (cpuTicks([relay.pid, cluster.pid()]) - ticks) / ticksASecond / idleSeconds;
  const quiet = await loadOf(other, relay.url, 3);
  const busy = loadOf(other, relay.url, loadSeconds);
  await sleep(1_000);
  const posted = performance.now();
  if ((await shop.post(relay.url, 'for all')) !== 200) throw new Error('the call was not taken');
  await Promise.all(heard);
  const toldAfter = performance.now() - posted;
  const meanwhile = await busy;
  for (const socket of sockets) socket.destroy();
  await sql.end();
  process.stdout.write(`\n${devices} devices of one shop wait\n`);
  console.table({
    'kB each': ((resident - before) / devices).toFixed(1),
    'MB together': Math.round(resident / 1_024),
    'connected in s': (connectedAfter / 1_000).toFixed(1),
    'of a processor while they wait, with the database': idleShare.toFixed(2),
    'one call at all of them in ms': Math.round(toldAfter),
    "another shop's calls before, ms": latencyOf(quiet),
    "another shop's calls meanwhile, ms": latencyOf(meanwhile),
  });
}

function latencyOf({ p50Ms, p99Ms, slowestMs, refused }: LoadReport): string {
  const told = [p50Ms, p99Ms, slowestMs].map((ms) => ms.toFixed(0));
  return `p50 ${told[0]}, p99 ${told[1]}, slowest ${told[2]}, refused ${refused}`;
}

async function loadOf({ path, secret }: TestShop, url: string, seconds: number): Promise<LoadReport> {
  const load: Load = { port: Number(new URL(url).port), path, secret, connections: 4, seconds };
  const [report] = (await once(
    new Worker(new URL('post-worker.js', import.meta.url), { workerData: load }),
    'message',
  )) as [LoadReport]; // as that program says it
  return report;
}

function cpuTicks(pids: readonly number[]): number {
  return pids.flatMap(appProcesses).reduce((sum, { cpuTicks: own }) => sum + own, 0);
}

/** A long poll: `isWaiting` once its head has come, `rows` once a row has. */
function waiter(url: string, token: string, localAddress: string) {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), localAddress });
  const ask = (query: string): unknown =>
    socket.write(
      `GET /v1/log?${query} HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${token}\r\n\r\n`,
    );
  ask('wait=60');
  let said = '';
  let waiting = (): void => undefined;
  let got = (): void => undefined;
  const isWaiting = new Promise<void>((resolve) => (waiting = resolve));
  const rows = new Promise<void>((resolve, reject) => {
    got = resolve;
    socket.once('error', reject);
    socket.once('close', () => reject(new Error(`closed after ${said.slice(0, 40)}`)));
  });
  socket.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('latin1')).slice(-20_000);
    if (said.includes('HTTP/1.1 200')) waiting();
    const [, key] = /"seq":1,.*?"key":"([0-9a-f]+)"/.exec(said) ?? [];
    if (key === undefined || !said.endsWith('0\r\n\r\n')) return;
    got();
    said = '';
    ask(`after=1&last=${key}&wait=60`);
  });
  // The caller that waits for the row gets the failure.
  rows.catch(() => waiting());
  return { socket, rows, isWaiting };
}

async function residentKb(pid: number): Promise<number> {
  return Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]);
}
