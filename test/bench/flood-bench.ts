import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { postLoad } from './post-load';
import type { Variant } from './receiver-variants';
import { refusedLoad } from './refused-load';

/** The first round warms up; memory must not grow over the others. */
const rounds = 4;

/**
 * Strangers with a wrong secret, alone and beside real payments, on connections they keep and on new ones: how many are
 * refused, what they cost in memory, and whether the payments are answered. Beside it a bare server that says yes to all.
 * `npm run bench:receiver -- flood [SECONDS [STRANGERS]]`
 */
export async function floodBench(seconds: number, strangers: number): Promise<void> {
  const rows = [
    ...(await flood('node:http', [0], seconds, strangers)),
    ...(await flood('receiver, journal', [0, 4], seconds, strangers)),
  ];
  process.stdout.write(`\n${strangers} strangers, ${seconds} s a round\n`);
  console.table(rows);
}

async function flood(
  variant: Variant,
  honestConnections: readonly number[],
  seconds: number,
  strangers: number,
): Promise<Record<string, string | number>[]> {
  const folder = await mkdtemp(join(process.env.COMPTOIR_BENCH_DIR ?? tmpdir(), 'comptoir-bench-'));
  const child = fork(fileURLToPath(new URL('receiver-server.js', import.meta.url)), [variant, folder]);
  try {
    const [target] = (await once(child, 'message')) as [{ port: number; path: string; secret: string }]; // our own child
    const rows: Record<string, string | number>[] = [];
    for (const comeAnew of [false, true])
      for (const connections of honestConnections)
        for (let round = 0; round < rounds; round += 1) {
          child.send('start');
          const refusing = refusedLoad(target.port, target.path, { strangers, seconds, comeAnew });
          const honest = connections === 0 ? null : await postLoad({ ...target, connections, seconds });
          const { perSecond, others } = await refusing;
          child.send('stop');
          const [effort] = (await once(child, 'message')) as [{ rssMb: number; loopP99Ms: number }]; // our own child
          rows.push({
            server: variant,
            connections: comeAnew ? 'new' : 'kept',
            'honest beside': connections,
            'answered/s': Math.round(perSecond),
            'not refused': others,
            'payments/s': honest === null ? '-' : Math.round(honest.perSecond),
            'payments refused': honest?.refused ?? '-',
            'payments p99 ms': honest === null ? '-' : Math.round(honest.p99Ms),
            'loop p99 ms': Math.round(effort.loopP99Ms),
            'RSS MB': Math.round(effort.rssMb),
          });
        }
    return rows;
  } finally {
    child.kill();
    await once(child, 'exit');
    await rm(folder, { recursive: true, force: true });
  }
}
