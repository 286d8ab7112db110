import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPeers } from './install-peers';
import { floodBench } from './flood-bench';
import { median } from './median';
import { postLoad, type LoadReport } from './post-load';
import { startBench } from './start-bench';
import { variants, type Variant } from './receiver-variants';

/**
 * How many calls a second each receiver answers, and how long it keeps its event loop from everything else. Only ratios
 * within one run mean anything. `npm run bench:receiver [-- SECONDS [CONNECTIONS]]`, and `-- flood` and `-- start`
 */

interface Effort {
  readonly loopP99Ms: number;
  /** Of all the server's threads, also those that flush. */
  readonly cpuMicros: number;
  readonly rssMb: number;
}
type Row = LoadReport & Effort;

const [what = '2', ...more] = process.argv.slice(2);
const seconds = Number(what);
const rounds = 5;
const connectionCounts = more[0] === undefined ? [1, 8, 64] : [Number(more[0])];
const server = fileURLToPath(new URL('receiver-server.js', import.meta.url));

async function reply<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, 'message')) as [T]; // our own child, next to this file
  return message;
}

async function measure(variant: Variant, connections: number): Promise<Row> {
  const folder = await mkdtemp(join(process.env.COMPTOIR_BENCH_DIR ?? tmpdir(), 'comptoir-bench-'));
  const child = fork(server, [variant, folder]);
  try {
    const target = await reply<{ port: number; path: string; secret: string }>(child);
    await postLoad({ ...target, connections, seconds: Math.max(1, seconds / 3) });
    child.send('start');
    const report = await postLoad({ ...target, connections, seconds });
    child.send('stop');
    return { ...report, ...(await reply<Effort>(child)) };
  } finally {
    child.kill();
    await once(child, 'exit');
    await rm(folder, { recursive: true, force: true });
  }
}

/** The receivers in turn, some rounds of it: a machine's slow moment then meets them all. Figures are medians of the rounds. */
async function compare(): Promise<void> {
  installPeers();
  for (const connections of connectionCounts) {
    const measured = new Map<Variant, Row[]>(variants.map((variant) => [variant, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const [variant, rows] of measured) {
        const row = await measure(variant, connections);
        if (row.refused > 0) throw new Error(`${variant} refused ${row.refused} calls`);
        rows.push(row);
      }
    }
    process.stdout.write(
      `\n${connections} connection${connections > 1 ? 's' : ''}, ${rounds} rounds of ${seconds} s each\n`,
    );
    console.table(
      Object.fromEntries([...measured].map(([variant, rows]) => [variant, figuresOf(rows, measured)])),
    );
  }
}

function figuresOf(rows: readonly Row[], measured: ReadonlyMap<Variant, readonly Row[]>) {
  const middle = (of: (row: Row, round: number) => number): number =>
    Math.round(median(rows.map(of)) * 100) / 100;
  const share = (peer: Variant): number =>
    middle((row, round) => row.perSecond / (measured.get(peer)?.[round]?.perSecond ?? NaN));
  return {
    'calls/s': Math.round(middle((row) => row.perSecond)),
    'of Express plain': share('Express, plain'),
    'of no store': share('receiver, no store'),
    'of SQLite FULL': share('receiver, SQLite FULL'),
    'p50 ms': middle((row) => row.p50Ms),
    'p99 ms': middle((row) => row.p99Ms),
    'CPU µs a call': Math.round(middle((row) => row.cpuMicros / row.calls)),
    'loop p99 ms': middle((row) => row.loopP99Ms),
    'RSS MB': Math.round(middle((row) => row.rssMb)),
  };
}

if (what === 'flood') await floodBench(Number(more[0] ?? 5), Number(more[1] ?? 200));
else if (what === 'start') await startBench(more[0] ?? '');
else await compare();
