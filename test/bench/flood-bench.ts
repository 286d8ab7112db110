import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { postLoad } from './post-load';
import { refusedLoad } from './refused-load';

/**
 * Strangers with a wrong secret beside real payments: what they cost in memory, and whether the payments are answered.
 * `npm run bench:receiver -- flood [SECONDS [STRANGERS]]`
 */
export async function floodBench(seconds: number, strangers: number): Promise<void> {
  const folder = await mkdtemp(join(process.env.COMPTOIR_BENCH_DIR ?? tmpdir(), 'comptoir-bench-'));
  const child = fork(fileURLToPath(new URL('receiver-server.js', import.meta.url)), [
    'receiver, journal',
    folder,
  ]);
  try {
    const [target] = (await once(child, 'message')) as [{ port: number; path: string; secret: string }]; // our own child
    const rows: Record<string, string | number>[] = [];
    // The first round warms up; memory has to stand still over the others.
    for (let round = 0; round < 5; round += 1) {
      child.send('start');
      const flood = refusedLoad(target.port, target.path, { strangers, seconds });
      const honest = await postLoad({ ...target, connections: 4, seconds });
      const { perSecond, others } = await flood;
      child.send('stop');
      const [effort] = (await once(child, 'message')) as [{ rssMb: number; loopP99Ms: number }]; // our own child
      rows.push({
        'refused/s': Math.round(perSecond),
        'otherwise answered': others,
        'payments/s': Math.round(honest.perSecond),
        'payments refused': honest.refused,
        'payments p99 ms': Math.round(honest.p99Ms),
        'loop p99 ms': Math.round(effort.loopP99Ms),
        'RSS MB': Math.round(effort.rssMb),
      });
    }
    process.stdout.write(`\n${strangers} strangers beside 4 honest connections, ${seconds} s a round\n`);
    console.table(rows);
  } finally {
    child.kill();
    await once(child, 'exit');
    await rm(folder, { recursive: true, force: true });
  }
}
