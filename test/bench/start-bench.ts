import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { requestBytes } from '../support/raw-call';
import { median } from './median';
import { postLoad } from './post-load';
import { readIdentity } from '../../src/core/intake/identity';
import { realDisk } from '../../src/core/storage/disk';
import { realNow } from '../support/real-now';

const secret = 'Zq7kP2vXw9LmN4tRb8sYc3dFg6hJ1aQe';
const program = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

interface Start {
  /** From the start of the process until a connection is taken. */
  readonly listeningMs: number;
  /** Until the first payment, sent at that moment, is answered 200; NaN for the empty server. */
  readonly answeredMs: number;
  /** Until it says that it is ready. */
  readonly readyMs: number;
  readonly rssMb: number;
}

/**
 * `comptoir serve` as it is built, over a folder whose writer was killed under load each time, beside an empty server.
 * `npm run bench:receiver -- start FOLDER`, with a folder that holds a filled ledger.
 */
export async function startBench(folder: string, rounds = 9): Promise<void> {
  const ours: Start[] = [];
  const empty: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const emptyMs = await emptyStart();
    const start = await ourStart(folder);
    if (round === 0) continue; // nothing was killed before it
    empty.push(emptyMs);
    ours.push(start);
  }
  const of = (name: keyof Start): number => Math.round(median(ours.map((start) => start[name])));
  const ratio = median(ours.map(({ listeningMs }) => listeningMs)) / median(empty);
  console.table({
    'an empty node:http server': { 'listening after ms': Math.round(median(empty)) },
    'comptoir serve, after a kill': {
      'listening after ms': of('listeningMs'),
      ratio: Math.round(ratio * 100) / 100,
      'first payment answered after ms': of('answeredMs'),
      'ready after ms': of('readyMs'),
      'RSS at rest MB': of('rssMb'),
    },
  });
}

async function emptyStart(): Promise<number> {
  const port = await freePort();
  const before = performance.now();
  const child = spawn(process.execPath, [program('empty-server.js'), String(port)], { stdio: 'ignore' });
  const socket = await connected(port);
  const tookMs = performance.now() - before;
  socket.destroy();
  child.kill('SIGKILL');
  await once(child, 'exit');
  return tookMs;
}

async function ourStart(folder: string): Promise<Start> {
  const port = await freePort();
  const path = await knownPath(folder);
  const before = performance.now();
  const child = spawn(
    process.execPath,
    [
      ...[program('../headless/cli.js'), 'serve', '--data', folder, '--port', String(port)],
      ...['--tunnel', 'none', '--no-notifications'],
    ],
    { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, COMPTOIR_HASH_SECRET: secret } },
  );
  const ready = once(child.stdout, 'data').then(() => performance.now() - before);
  const socket = await connected(port);
  const listeningMs = performance.now() - before;
  const answeredMs = path === null ? NaN : await payment(socket, path).then(() => performance.now() - before);
  const readyMs = await ready;
  socket.destroy();
  // At rest: what the start read in the background is read.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const rssMb = await rssOf(child.pid ?? 0);
  if (path !== null) await postLoad({ port, path, secret, connections: 16, seconds: 0.5 });
  child.kill('SIGKILL');
  await once(child, 'exit');
  return { listeningMs, answeredMs, readyMs, rssMb };
}

async function payment(socket: Socket, path: string): Promise<void> {
  const body = kkiapayBody({ event: 'success', amountXof: 1_000, at: new Date(realNow()).toISOString() });
  socket.write(requestBytes(secret, path, { body }));
  const [answer] = (await once(socket, 'data')) as [Buffer]; // no encoding is set
  const status = answer.toString('latin1', 9, 12);
  if (status !== '200') throw new Error(`the first payment was answered ${status}`);
}

/** Null before the first start, which makes the path. */
async function knownPath(folder: string): Promise<string | null> {
  const { live } = (await readIdentity(realDisk, folder)).pathSegments;
  return live === undefined ? null : `/kkiapay/${live}`;
}

/** Tries until the port is open. */
async function connected(port: number): Promise<Socket> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const opened = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    if (opened) return socket;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  server.close();
  await once(server, 'close');
  return port;
}

/** Where the system tells it. */
async function rssOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s*(\d+)/.exec(status)?.[1] ?? NaN) / 1_024;
}
