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
  /** On the disk once resolved; the rest of the cursor stays as it is. */
  readonly keep: (change: Partial<RelayCursor>) => Promise<void>;
  readonly take: (rows: RelayPage['rows'], readBefore: number) => Promise<TakenRows>;
  /** Tells the relay what changed since it was told last. */
  readonly tell: (client: RelayClient, relayKey: string) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onState: (state: RelayState) => void;
  readonly onRecorded: (recorded: Recorded) => void;
  /** The run before this one stored it, and ended perhaps before it was told. */
  readonly onUntold: (payment: Payment) => void;
  readonly onCalled: (endpoint: EndpointName, at: string) => void;
  readonly onRefused: (refused: RelayPage['refused']) => void;
  /** Rows that no key of this counter opens. */
  readonly onUnreadable: (count: number) => void;
  /** All that the relay held when it was asked is in the ledger. `since`: the uptime at which it was asked. */
  readonly onHead: (asked: {
    readonly sinceMs: number;
    readonly relayNow: string;
    readonly client: RelayClient;
  }) => Promise<void>;
  /** Whether somebody waits for the head to be read: then the next question does not wait for news. */
  readonly isAwaited: () => boolean;
}

export interface Collector {
  /** Asks at once: the network is back, or the computer woke. */
  wake(): void;
  /** Reads all again. */
  again(): void;
  stop(): Promise<void>;
}

const waitS = 25;
const mostToldAtOnce = 100;

/** Reads the relay's log page by page for as long as it runs, and stores each page before asking for more. */
export function createCollector(parts: CollectorParts): Collector {
  const { clock, log, onState } = parts;
  const { origin } = parts.cursor();
  let isStopped = false;
  const ahead = createReadAhead(clock);
  // Spread: many counters may come back at once.
  const pauses = createPauses(clock, Math.random);
  let state: RelayState = { kind: 'connecting', origin };
  /** Null once all that waited has been read. */
  let firstPass: FirstPass | null = parts.firstPass;
  /** The last row that waited when collecting began. */
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
  /** Together with the others that waited, and not as it is stored. */
  const isToldLater = ({ seq, outcome: { payment, duplicate }, isReread }: TakenCall): boolean =>
    payment.mode === 'live' && (isReread || (seq <= waitedUntil && !duplicate));
  /** Payments that come here at the same time are told in between. */
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
    // Asked to stop meanwhile, it would wait for news that nobody takes.
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
      // It says so of nothing at all: it is no relay, or not well.
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

/** It asks again within half a minute, however little there is to tell; this counter asks now. */
const heardWithinMs = 75_000;

function presenceOf({ number, isHere, heardAt }: RelayPage['counters'][number], now: string): RelayCounter {
  const isHeard = heardAt !== null && Date.parse(now) - Date.parse(heardAt) < heardWithinMs;
  return { number, isHere, isHeard: isHere || isHeard };
}
