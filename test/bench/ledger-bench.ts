import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPeers } from './install-peers';
import type { Cell, Outcome, Task } from './ledger-bench-worker';
import { slowSyncLibrary } from './slow-sync';
import { familyOf, storeNames, type StoreName } from './ledger-stores';

/**
 * Durable acknowledgements a second, beside other stores in the same run: only the ratios mean anything.
 * `npm run bench:ledger [-- MOST_STORED [SECONDS]]`; a million stored takes some minutes to prepare.
 */
const mostStored = Number(process.argv[2] ?? 1_000_000);
const seconds = Number(process.argv[3] ?? 2);
const sizes = [0, 100_000, 1_000_000].filter((size) => size <= mostStored);
const posters = [1, 8, 64];
const slowSyncMs = 5;
const durableStores = ['ledger', 'SQLite FULL', 'SQLite FULL, grouped by hand'] as const;
const worker = fileURLToPath(new URL('ledger-worker.js', import.meta.url));

installPeers();
const place = await mkdtemp(join(process.env.COMPTOIR_BENCH_DIR ?? tmpdir(), 'comptoir-bench-'));
try {
  for (const [step, stored] of sizes.entries()) {
    const outcomes = new Map<StoreName, Outcome>();
    for (const store of storeNames) {
      // Plain lowdb writes two or three a second from here on, and cannot write a million at all.
      if (store.startsWith('lowdb') && stored > 0) continue;
      const folder = join(place, familyOf(store));
      const before = sizes[step - 1];
      const firstOfFamily = storeNames.find((name) => familyOf(name) === familyOf(store)) === store;
      if (before !== undefined && firstOfFamily)
        report(store, await run({ store, folder, fill: { from: before, to: stored } }));
      outcomes.set(store, await run({ store, folder, posters, seconds }));
    }
    process.stdout.write(`\n${stored.toLocaleString('en')} stored\n`);
    print(outcomes);
  }
  const library = slowSyncLibrary(place, slowSyncMs);
  if (library === null) process.stdout.write('\nno slow disk: that needs Linux and a C compiler\n');
  else {
    const outcomes = new Map<StoreName, Outcome>();
    for (const store of durableStores) {
      const folder = join(place, familyOf(store));
      outcomes.set(store, await run({ store, folder, posters, seconds }, library));
    }
    process.stdout.write(
      `\n${mostStored.toLocaleString('en')} stored, ${slowSyncMs} ms more at each flush\n`,
    );
    print(outcomes);
  }
} finally {
  await rm(place, { recursive: true, force: true });
}

async function run(task: Task, preloaded = ''): Promise<Outcome> {
  const child = fork(worker, [JSON.stringify(task)], {
    env: { ...process.env, LD_PRELOAD: preloaded },
  });
  const [outcome] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${task.store} stopped`))),
  ])) as [Outcome]; // our own worker, next to this file
  return outcome;
}

function print(outcomes: ReadonlyMap<StoreName, Outcome>): void {
  console.table(
    Object.fromEntries([...outcomes].map(([store, outcome]) => [store, rowOf(outcome, outcomes)])),
  );
}

/** A row of the table: a second's acknowledgements and their ratio to SQLite FULL, then what they cost. */
function rowOf(outcome: Outcome, outcomes: ReadonlyMap<StoreName, Outcome>): Record<string, string> {
  const yardstick = outcomes.get('SQLite FULL')?.cells ?? [];
  const row: Record<string, string> = {};
  for (const cell of outcome.cells) {
    const full = yardstick.find((other) => other.posters === cell.posters);
    const ratio = full === undefined ? '' : ` (${(cell.perSecond / full.perSecond).toFixed(2)}x)`;
    row[`${cell.posters} posters, 1/s`] = `${Math.round(cell.perSecond).toLocaleString('en')}${ratio}`;
    row[`p50/p99 ms at ${cell.posters}`] = times(cell);
  }
  row['loop p99 ms at 64'] = (outcome.cells.at(-1)?.loopP99Ms ?? NaN).toFixed(1);
  row['open ms'] = outcome.openMs.toFixed(0);
  row['memory MB'] = outcome.openMb.toFixed(0);
  return row;
}

function times({ p50Ms, p99Ms }: Cell): string {
  return `${p50Ms.toFixed(2)} / ${p99Ms.toFixed(2)}`;
}

/** How filling went: flat means that years of payments cost the next one nothing. */
function report(store: StoreName, { filled }: Outcome): void {
  const first = filled[0];
  const last = filled.at(-1);
  if (first === undefined || last === undefined || first === last) return;
  process.stdout.write(`\n${store}: filling, first and last hundred thousand of ${filled.length}\n`);
  console.table({
    'us an event': costs(first.ms / 100, last.ms / 100),
    'memory after it, MB': costs(first.mb, last.mb),
  });
}

function costs(first: number, last: number): Record<string, string> {
  return { first: first.toFixed(1), last: last.toFixed(1), ratio: `${(last / first).toFixed(2)}x` };
}
