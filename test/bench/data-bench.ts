import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { comptoir, ServeProcess } from '../support/headless-process';
import { NgrokEdge } from '../support/ngrok-edge/ngrok-edge';
import { hasPostgres, postgresCluster } from '../support/postgres-cluster';
import { realNow } from '../support/real-now';
import { RelayProcess, relayKey } from '../support/relay-process';
import { countingPass } from './counting-pass';

/**
 * What Comptoir takes of a prepaid line: `npm run bench:data [-- MINUTES]`, 3 by default. The real command line, the real ngrok SDK
 * and the real relay, each behind a pass that counts. Real ones add TLS where the stand-in's public side has none.
 */
const minutes = Number(process.argv[2] ?? 3);
const secret = 'hash-secret-of-the-live-endpoint';
const quiet = ['--no-notifications', '--port=0', '--ui-port=0'];
const daysAMonth = 30;

const folder = await mkdtemp(join(tmpdir(), 'comptoir-data-'));
try {
  console.table({ ...(await byTunnel(join(folder, 'tunnel'))), ...(await byRelay(join(folder, 'relay'))) });
} finally {
  await rm(folder, { recursive: true, force: true });
}

type Row = Readonly<Record<string, string>>;

/** Of a line that only waits. */
function waiting(bytes: number): Row {
  const anHour = (bytes * 60) / minutes;
  const month = (hours: number): string => `${((anHour * hours * daysAMonth) / 1e6).toFixed(1)} MB`;
  return {
    'an hour': `${(anHour / 1_000).toFixed(0)} kB`,
    '12 h a day': month(12),
    'day and night': month(24),
  };
}

function once(bytes: number): Row {
  return { once: `${(bytes / 1_000).toFixed(1)} kB` };
}

async function byTunnel(data: string): Promise<Readonly<Record<string, Row>>> {
  const edge = await NgrokEdge.start({ devDomain: 'boutique-awa.ngrok-free.app' });
  await using agent = await countingPass(edge.serverAddr);
  await using outside = await countingPass(edge.publicAddr);
  const caFile = join(folder, 'edge.pem');
  await writeFile(caFile, edge.caPem);
  try {
    await using shop = await ServeProcess.ready(
      [`--data=${data}`, '--tunnel=ngrok', '--development', ...quiet],
      {
        COMPTOIR_HASH_SECRET: secret,
        NGROK_AUTHTOKEN: '2abc_a-token-as-ngrok-shows-it',
        COMPTOIR_NGROK_SERVER_ADDR: agent.address,
        COMPTOIR_NGROK_CA_PEM: caFile,
        COMPTOIR_NGROK_PUBLIC_ADDR: outside.address,
      },
    );
    const online = await shop.line(
      ({ event, state }) => event === 'tunnel' && JSON.stringify(state).includes('"online"'),
    );
    const start = agent.counted();
    const test = outside.counted();
    await pause(minutes * 60_000);
    const idle = agent.counted() - start;
    const body = kkiapayBody({ event: 'success', amountXof: 500, at: new Date(realNow()).toISOString() });
    const { host } = new URL(urlIn(online));
    const path = new URL(shop.text('webhookUrl')).pathname;
    const before = agent.counted();
    const headers = { 'content-type': 'application/json', 'x-kkiapay-secret': secret };
    const { status } = await edge.request(`https://${host}${path}`, { method: 'POST', headers, body });
    if (status !== 200) throw new Error(`the payment was answered ${status}`);
    return {
      'tunnel, connecting': once(start),
      'tunnel, waiting': waiting(idle),
      'a self-test, from outside': once(test),
      'a payment by the tunnel': once(agent.counted() - before),
    };
  } finally {
    await edge.stop();
  }
}

function urlIn({ state }: Readonly<Record<string, unknown>>): string {
  if (typeof state === 'object' && state !== null && 'url' in state && typeof state.url === 'string')
    return state.url;
  throw new Error('the tunnel is online and tells no address');
}

async function byRelay(data: string): Promise<Readonly<Record<string, Row>>> {
  if (!hasPostgres) return { 'relay: not measured, no PostgreSQL': {} };
  await using cluster = await postgresCluster();
  const database = await cluster.database();
  await using relay = await RelayProcess.ready(database, { key: relayKey() });
  await using line = await countingPass(new URL(relay.url).host);
  const environment = { COMPTOIR_HASH_SECRET: secret };
  const started = [`--data=${data}`, '--tunnel=none', ...quiet];
  await using first = await ServeProcess.ready(started, environment);
  await first.end();
  const invite = ['relay', 'invite', `--database=${database}`, `--public-url=http://${line.address}`];
  const invitation = String((await comptoir(invite)).lines[0]?.invitation);
  const joined = await comptoir(['join', '--data', data, '--invitation', invitation], environment);
  if (joined.code !== 0) throw new Error(joined.stderr);
  await using shop = await ServeProcess.ready(started, environment);
  await shop.line(({ event, state }) => event === 'relay' && JSON.stringify(state).includes('"collecting"'));
  const start = line.counted();
  await pause(minutes * 60_000);
  const idle = line.counted() - start;
  const before = line.counted();
  const address = String(joined.lines[0]?.webhookUrl).replace(/^https?:\/\/[^/]+/, relay.url);
  const simulated = await comptoir(['simulate', '--url', address, '--secret', secret]);
  if (simulated.code !== 0) throw new Error(simulated.stderr);
  await shop.line(({ event }) => event === 'payment');
  return { 'relay, waiting': waiting(idle), 'a payment by the relay': once(line.counted() - before) };
}
