import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ReceivedEvent } from '../../src/core/ledger/ledger';
import { receivedEvent } from '../support/ledger-events';
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

/** A thousand payments a day: a busy shop, over years. */
function eventNumber(n: number): ReceivedEvent {
  const day = Math.min(2_000, Math.floor(n / 1_000));
  const at = Date.UTC(2022, 0, 1, 12) + day * 86_400_000 + (n % 1_000);
  return receivedEvent({
    transactionId: transactionNumber(n),
    amountXof: 100 + (n % 977) * 25,
    receivedAt: new Date(at).toISOString(),
    performedAt: new Date(at - 900).toISOString(),
  });
}

/** Nine characters in no order, as KKiaPay gives them: keys that come in order would spare a tree its searching. */
function transactionNumber(n: number): string {
  const scattered = (Math.imul(n + 1, 0x9e3779b1) >>> 0) * 2 ** 20 + (Math.imul(n, 0x85ebca6b) >>> 12);
  return scattered.toString(36).padStart(11, '0').slice(-11);
}

function megabytes(): number {
  return process.memoryUsage().rss / 1e6;
}
