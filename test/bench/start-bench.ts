import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { postLoad } from './post-load';

/**
 * From the start of the process until it listens, over a folder whose writer was killed under load each time, beside an
 * empty server. `npm run bench:receiver -- start FOLDER`, with a folder that holds a filled ledger.
 */
export async function startBench(folder: string, rounds = 7): Promise<void> {
  const ours: number[] = [];
  const empty: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const emptyMs = await timeToListen('empty-server.js', [], () => Promise.resolve());
    const oursMs = await timeToListen('receiver-server.js', ['receiver, journal', folder], (target) =>
      postLoad({ ...target, connections: 16, seconds: 0.5 }),
    );
    if (round === 0) continue; // nothing was killed before it
    empty.push(emptyMs);
    ours.push(oursMs);
  }
  const ratio = median(ours) / median(empty);
  console.table({
    'an empty node:http server': { 'listening after ms, median': Math.round(median(empty)) },
    'the receiver over its ledger, after a kill': {
      'listening after ms, median': Math.round(median(ours)),
      ratio: Math.round(ratio * 100) / 100,
    },
  });
}

interface Target {
  readonly port: number;
  readonly path: string;
  readonly secret: string;
}

async function timeToListen(
  program: string,
  args: readonly string[],
  use: (target: Target) => Promise<unknown>,
): Promise<number> {
  const before = performance.now();
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), args);
  const [target] = (await once(child, 'message')) as [Target]; // our own child, next to this file
  const tookMs = performance.now() - before;
  await use(target);
  child.kill('SIGKILL');
  await once(child, 'exit');
  return tookMs;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}
