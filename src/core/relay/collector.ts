import { setImmediate as immediate } from 'node:timers/promises';
import type { EndpointName } from '../../shared/payment/endpoint';
import type { RelayCounter, RelayState } from '../../shared/state/relay-state';
import type { Payment } from '../../shared/payment/payment';
import type { Recorded } from '../intake/call-listeners';
import type { Clock, Log } from '../ports';
import type { FirstPass, RelayCursor } from './cursor-file';
import { createPauses } from './pauses';
import { createReadAhead } from './read-ahead';
import { RelayRefusal, type RelayClient, type RelayPage } from './relay-client';
import type { TakenCall, TakenRows } from './take-rows';

export interface CollectorParts {
  /** Rejects while the vault does not open the token. */
  readonly client: () => Promise<RelayClient>;
  readonly cursor: () => RelayCursor;
  readonly firstPass: FirstPass;
  /** On the disk once resolved; the rest of the cursor does not change. */
  readonly keep: (change: Partial<RelayCursor>) => Promise<void>;
  readonly take: (rows: RelayPage['rows'], readBefore: number) => Promise<TakenRows>;
  /** Tells the relay what has changed since the last time. */
  readonly tell: (client: RelayClient, relayKey: string) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onState: (state: RelayState) => void;
  readonly onRecorded: (recorded: Recorded) => void;
  /** The former run stored it, and may have ended before announcing it. */
  readonly onUntold: (payment: Payment) => void;
  readonly onCalled: (endpoint: EndpointName, at: string) => void;
  readonly onRefused: (refused: RelayPage['refused']) => void;
  /** Rows that no key of this counter opens. */
  readonly onUnreadable: (count: number) => void;
  /** Everything that the relay held when asked is in the ledger. `since`: the uptime of that question. */
  readonly onHead: (asked: {
    readonly sinceMs: number;
    readonly relayNow: string;
    readonly client: RelayClient;
  }) => Promise<void>;
  /** Whether a task waits for the end of the log: then the next question does not wait for news. */
  readonly isAwaited: () => boolean;
}

export interface Collector {
  /** Asks at once: the network is back, or the computer woke. */
  wake(): void;
  /** Reads everything again. */
  again(): void;
  stop(): Promise<void>;
}

const waitS = 25;
const mostToldAtOnce = 100;

/** Reads the relay's log page by page while it runs, and stores each page before asking for more. */
export function createCollector(parts: CollectorParts): Collector {
  const { clock, log, onState } = parts;
  const { origin } = parts.cursor();
  let isStopped = false;
  const ahead = createReadAhead(clock);
  // Random pauses, because many counters may come back at once.
  const pauses = createPauses(clock, Math.random);
  let state: RelayState = { kind: 'connecting', origin };
  /** Null once all waiting rows have been read. */
  let firstPass: FirstPass | null = parts.firstPass;
  /** The last row that was waiting when collecting began. */
  let waitedUntil = 0;
  let isAgain = false;
  const be = (next: RelayState): void => {
    const isSame = JSON.stringify(next) === JSON.stringify(state);
    state = next;
    if (!isSame) onState(next);
  };
  const isCalled = (): boolean => ('isCalled' in state ? state.isCalled : parts.cursor().isCalled);
  const nowIso = (): string => new Date(clock.now()).toISOString();
  const collecting = (behind: number, { calledAt, counters, now }: RelayPage): void =>
    be({
      kind: 'collecting',
      origin,
      behind,
      isCalled: calledAt !== null,
      since: state.kind === 'collecting' ? state.since : nowIso(),
      newsFrom: parts.cursor().newsFrom,
      ...(counters.length > 1 && { counters: counters.map((one) => presenceOf(one, now)) }),
    });

  const takePage = async (page: RelayPage): Promise<void> => {
    const before = parts.cursor();
    const last = page.rows.at(-1);
    if (page.head > (last?.seq ?? before.seq)) collecting(page.head - before.seq, page);
    const taken = await parts.take(page.rows, Math.max(before.readBefore, firstPass?.storedUntil ?? 0));
    const tellFrom = firstPass?.tellFrom ?? Infinity;
    const toTell = taken.calls.filter(({ seq, isReread }) => !isReread || seq > tellFrom);
    await Promise.all([keepPlace(page, before, toTell.some(isToldLater)), tellAll(toTell)]);
    for (const { endpoint, at } of taken.called) parts.onCalled(endpoint, at);
    if (taken.unreadable > 0) parts.onUnreadable(taken.unreadable);
    if (page.refused.length > 0) parts.onRefused(page.refused);
  };
  /** Announced together with the other waiting ones, not when it is stored. */
  const isToldLater = ({ seq, outcome: { payment, duplicate }, isReread }: TakenCall): boolean =>
    payment.mode === 'live' && (isReread || (seq <= waitedUntil && !duplicate));
  /** Payments that arrive here at the same time are announced in between. */
  const tellAll = async (calls: readonly TakenCall[]): Promise<void> => {
    for (const [at, { seq, outcome, isReread }] of calls.entries()) {
      if (at > 0 && at % mostToldAtOnce === 0) await immediate();
      if (isReread) parts.onUntold(outcome.payment);
      else parts.onRecorded({ ...outcome, waited: seq <= waitedUntil });
    }
  };
  const keepPlace = async (page: RelayPage, before: RelayCursor, isUntold: boolean): Promise<void> => {
    const last = page.rows.at(-1);
    const refusedSince = page.refused.at(-1)?.minute ?? before.refusedSince;
    const counters = page.counters.map(({ number, isHere }) => ({ number, isHere }));
    const called = page.calledAt !== null;
    const isOther =
      called !== before.isCalled || JSON.stringify(counters) !== JSON.stringify(before.counters);
    if (last !== undefined || refusedSince !== before.refusedSince || isOther)
      await parts.keep({
        refusedSince,
        counters,
        isCalled: called,
        ...(last !== undefined && { seq: last.seq, key: last.key }),
        ...(isUntold && parts.cursor().untold === null && { untold: { seq: before.seq, key: before.key } }),
      });
  };
  const askOnce = async (): Promise<void> => {
    const client = await parts.client();
    if (isAgain) await restart();
    const { seq, key, refusedSince } = parts.cursor();
    // If it was stopped meanwhile, it must not wait for news.
    if (isStopped) return;
    const wait = state.kind !== 'collecting' || parts.isAwaited() ? 0 : waitS;
    const place = { seq, key, refusedSince };
    const { page, sinceMs } = await ahead.page(client, place, wait);
    pauses.shorten();
    ahead.askBehind(client, page, place);
    if (state.kind !== 'collecting') waitedUntil = page.head;
    // The summary must know which rows are news before it gets them.
    if (state.kind !== 'collecting' || state.newsFrom !== parts.cursor().newsFrom) collecting(0, page);
    await takePage(page);
    await parts.tell(client, page.relayKey);
    if (page.head > parts.cursor().seq) return;
    firstPass = null;
    collecting(0, page);
    await parts.onHead({ sinceMs, relayNow: page.now, client });
  };
  const restart = async (): Promise<void> => {
    isAgain = false;
    firstPass = null;
    const before = parts.cursor();
    const readBefore = Math.max(before.seq, before.readBefore);
    await parts.keep({ seq: 0, key: '', untold: null, readBefore });
  };
  const failed = async (error: unknown): Promise<void> => {
    ahead.forget();
    if (isStopped) return;
    if (error instanceof RelayRefusal && error.status === 409) {
      log('the relay was set back: its log is read again');
      const wasAtStart = parts.cursor().seq === 0;
      await restart();
      // It says so even from the beginning: it is no relay, or it is broken.
      if (wasAtStart) await pauses.pause();
      return;
    }
    log(`collecting from the relay failed: ${String(error)}`);
    if (error instanceof RelayRefusal && error.status === 401) be({ kind: 'refused', origin });
    else if (error instanceof RelayRefusal && state.kind !== 'late')
      be({ kind: 'late', origin, since: nowIso(), isCalled: isCalled() });
    await pauses.pause();
  };
  const run = async (): Promise<void> => {
    onState(state);
    while (!isStopped)
      try {
        await askOnce();
      } catch (error) {
        // Errors here are retried like all others: the loop ends only with the counter.
        await failed(error).catch((again: unknown) => {
          log(`collecting from the relay failed: ${String(again)}`);
          return pauses.pause();
        });
      }
  };
  const running = run();

  return {
    wake() {
      pauses.shorten();
      pauses.end();
    },
    again() {
      isAgain = true;
      ahead.forget();
    },
    async stop() {
      isStopped = true;
      ahead.forget();
      pauses.end();
      await running;
    },
  };
}

/** A counter asks again within half a minute even without news; this counter is asking now. */
const heardWithinMs = 75_000;

function presenceOf({ number, isHere, heardAt }: RelayPage['counters'][number], now: string): RelayCounter {
  const isHeard = heardAt !== null && Date.parse(now) - Date.parse(heardAt) < heardWithinMs;
  return { number, isHere, isHeard: isHere || isHeard };
}
