import postgres from 'postgres';
import { systemClock } from '../../src/core/ports';
import { createReadAhead } from '../../src/core/relay/read-ahead';
import { createRelayClient } from '../../src/core/relay/relay-client';
import { createInterface } from 'node:readline';
import { exitCode, parseLine } from '../support/fact-process';
import { comptoir, ServeProcess, start } from '../support/headless-process';
import { appProcesses } from './app-processes';
import { fillRelay } from '../support/fill-relay';
import type { Cluster } from '../support/postgres-cluster';
import { realNow } from '../support/real-now';
import { joinedShop, relayKey, RelayProcess, type TestShop } from '../support/relay-process';

const ticksASecond = 100;
const secret = 'the secret of the shop that catches up';

/** A counter that was away for so many payments: read and opened alone, and into the ledger of `comptoir serve`. */
export async function catchUpBench(cluster: Cluster, data: string, rows: number): Promise<void> {
  const database = await cluster.database();
  await using relay = await RelayProcess.ready(database, { key: relayKey() });
  const sql = postgres(database, { max: 1, onnotice: () => undefined });
  const shop = await joinedShop(database, relay.url);
  await fillRelay(sql, 1, rows);
  const readAndOpened = await readAll(relay, shop, rows);

  const environment = { COMPTOIR_HASH_SECRET: secret };
  const args = ['--data', data, '--tunnel', 'none', '--port', '0', '--no-notifications'];
  await (await ServeProcess.ready(args, environment)).end();
  const invited = await comptoir(['relay', 'invite', '--database', database, '--public-url', relay.url]);
  const { invitation } = invited.lines[0] as { invitation: string }; // the command's one line
  await comptoir(['join', '--data', data, '--invitation', invitation], environment);
  await fillRelay(sql, 2, rows);
  const intoTheLedger = await takeAll(['serve', ...args], environment);
  const { lines } = await comptoir(['check', '--data', data, '--json']);
  await sql.end();
  process.stdout.write(`\n${rows} payments behind\n`);
  console.table({
    'read and opened': figures(rows, readAndOpened),
    'into the ledger, told and flushed': figures(rows, intoTheLedger),
  });
  process.stdout.write(`the ledger: ${JSON.stringify(lines[0])}\n`);
}

/** As the counter reads: one page on its way while one is opened. */
async function readAll(relay: RelayProcess, shop: TestShop, rows: number): Promise<Took> {
  const client = createRelayClient({ origin: relay.url, token: shop.token, fetch, clock: systemClock });
  const ahead = createReadAhead(systemClock);
  const began = performance.now();
  const before = process.cpuUsage();
  let place = { seq: 0, key: '', refusedSince: new Date(realNow()).toISOString() };
  let opened = 0;
  while (opened < rows) {
    const { page } = await ahead.page(client, place, 0);
    ahead.askBehind(client, page, place);
    for (const row of page.rows) if (shop.opened(row) !== null) opened += 1;
    const last = page.rows.at(-1);
    if (last === undefined) throw new Error(`${opened} rows were opened`);
    place = { ...place, seq: last.seq, key: last.key };
  }
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - began) / 1_000, cpuSeconds: (user + system) / 1e6 };
}

/** From its `ready` until it has read all that was there. Its lines are not kept: there is one for each payment. */
async function takeAll(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<Took> {
  const counter = start(args, environment);
  counter.stderr.resume();
  const ended = exitCode(counter);
  const cpu = (): number =>
    appProcesses(counter.pid ?? 0).reduce((ticks, { cpuTicks }) => ticks + cpuTicks, 0) / ticksASecond;
  let began = NaN;
  let cpuBefore = NaN;
  let wasBehind = false;
  for await (const text of createInterface({ input: counter.stdout })) {
    if (!/"event":"(ready|relay)"/.test(text)) continue;
    const { event, state } = parseLine(text);
    if (event === 'ready') [began, cpuBefore] = [performance.now(), cpu()];
    const { behind = 0 } = (state ?? {}) as { readonly behind?: number }; // as `serve` tells it
    if (wasBehind && behind === 0) break;
    wasBehind ||= behind > 0;
  }
  const took = { seconds: (performance.now() - began) / 1_000, cpuSeconds: cpu() - cpuBefore };
  counter.kill();
  await ended;
  return took;
}

interface Took {
  readonly seconds: number;
  /** Of the counter, or of its replacement. */
  readonly cpuSeconds: number;
}

function figures(rows: number, { seconds, cpuSeconds }: Took) {
  return {
    seconds: seconds.toFixed(1),
    'a second': Math.round(rows / seconds),
    'CPU us each': Math.round((cpuSeconds / rows) * 1e6),
  };
}
