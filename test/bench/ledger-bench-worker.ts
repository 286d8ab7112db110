import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ReceivedEvent } from '../../src/core/ledger/ledger';
import { eventNumber } from './event-number';
import { openStore, type StoreName } from './ledger-stores';

/** One store in a process of its own, so that its memory and its delays are its own. */
export interface Task {
  readonly store: StoreName;
  readonly folder: string;
  /** Fill with events of these numbers, telling how long each hundred thousand took. */
  readonly fill?: { readonly from: number; readonly to: number };
  readonly posters?: readonly number[];
  readonly seconds?: number;
}

export interface Cell {
  readonly posters: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly loopP99Ms: number;
}

export interface Outcome {
  readonly openMs: number;
  readonly openMb: number;
  /** Of each hundred thousand filled: milliseconds, and megabytes in use after it. */
  readonly filled: readonly { readonly ms: number; readonly mb: number }[];
  readonly cells: readonly Cell[];
}

const task = JSON.parse(process.argv[2] ?? '{}') as Task; // written by the bench that starts us
const outcome = await run(task);
process.send?.(outcome);

async function run({ store: name, folder, fill, posters = [], seconds = 2 }: Task): Promise<Outcome> {
  const before = performance.now();
  const store = await openStore(name, folder);
  const openMs = performance.now() - before;
  const filled: { ms: number; mb: number }[] = [];
  if (fill !== undefined) {
    for (let from = fill.from; from < fill.to; from += 100_000) {
      const start = performance.now();
      await store.fill(events(from, Math.min(fill.to, from + 100_000)));
      filled.push({ ms: performance.now() - start, mb: megabytes() });
    }
  }
  if (posters.length > 0) await measure((n) => store.append(eventNumber(2e9 + n)), 1, 0.1); // what is loaded behind the opening
  const openMb = megabytes();
  const cells: Cell[] = [];
  let next = 1e9 + Math.floor(Math.random() * 1e8);
  for (const count of posters) {
    const append = (): Promise<unknown> => store.append(eventNumber(next++));
    await measure(append, count, seconds / 4);
    cells.push(await measure(append, count, seconds));
  }
  await store.close();
  return { openMs, openMb, filled, cells };
}

async function measure(
  append: (n: number) => Promise<unknown>,
  posters: number,
  seconds: number,
): Promise<Cell> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1_000;
  delay.enable();
  let sequence = Math.floor(Math.random() * 1e8);
  const post = async (): Promise<void> => {
    for (let now = performance.now(); now < end;) {
      await append(sequence++);
      const after = performance.now();
      latencies.push(after - now);
      now = after;
      // A store that answers without ever leaving the thread would keep the delays from being measured.
      if (latencies.length % 64 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await Promise.all(Array.from({ length: posters }, post));
  delay.disable();
  const elapsed = (performance.now() - start) / 1_000;
  latencies.sort((one, other) => one - other);
  const at = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? NaN;
  return {
    posters,
    perSecond: latencies.length / elapsed,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    loopP99Ms: delay.percentile(99) / 1e6,
  };
}

function* events(from: number, to: number): Generator<ReceivedEvent> {
  for (let n = from; n < to; n += 1) yield eventNumber(n);
}

function megabytes(): number {
  return process.memoryUsage().rss / 1e6;
}
