import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPeers } from './install-peers';
import { floodBench } from './flood-bench';
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

const [what = '3', ...more] = process.argv.slice(2);
const seconds = Number(what);
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

async function compare(): Promise<void> {
  installPeers();
  for (const connections of connectionCounts) {
    const rows: Record<string, Record<string, number>> = {};
    const perSecond = new Map<Variant, number>();
    for (const variant of variants) {
      const row = await measure(variant, connections);
      perSecond.set(variant, row.perSecond);
      if (row.refused > 0) throw new Error(`${variant} refused ${row.refused} calls`);
      const round = (value: number): number => Math.round(value * 100) / 100;
      rows[variant] = {
        'calls/s': Math.round(row.perSecond),
        'of Express plain': round(row.perSecond / (perSecond.get('Express, plain') ?? NaN)),
        'of no store': round(row.perSecond / (perSecond.get('receiver, no store') ?? NaN)),
        'of SQLite FULL': round(row.perSecond / (perSecond.get('receiver, SQLite FULL') ?? NaN)),
        'p50 ms': round(row.p50Ms),
        'p99 ms': round(row.p99Ms),
        'CPU µs a call': Math.round(row.cpuMicros / row.calls),
        'loop p99 ms': round(row.loopP99Ms),
        'RSS MB': Math.round(row.rssMb),
      };
    }
    process.stdout.write(`\n${connections} connection${connections > 1 ? 's' : ''}, ${seconds} s each\n`);
    console.table(rows);
  }
}

if (what === 'flood') await floodBench(Number(more[0] ?? 5), Number(more[1] ?? 200));
else if (what === 'start') await startBench(more[0] ?? '');
else await compare();
