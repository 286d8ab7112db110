import type { EndpointName } from '../../shared/payment/endpoint';
import type { RelayState } from '../../shared/state/relay-state';
import type { AppendOutcome } from '../ledger/ledger';
import type { Clock, Log } from '../ports';
import type { Told } from './membership';
import type { RelayCursor } from './cursor-file';
import { RelayRefusal, type RelayClient, type RelayPage } from './relay-client';
import type { TakenRows } from './take-rows';

export interface CollectorParts {
  /** Rejects while the vault does not open the token. */
  readonly client: () => Promise<RelayClient>;
  readonly cursor: () => RelayCursor;
  /** On the disk once resolved. */
  readonly keep: (cursor: RelayCursor) => Promise<void>;
  readonly take: (rows: RelayPage['rows'], readBefore: number) => Promise<TakenRows>;
  readonly whatToTell: (relayKey: string) => Promise<Told>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onState: (state: RelayState) => void;
  readonly onRecorded: (outcome: AppendOutcome) => void;
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
const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/** Reads the relay's log for as long as it runs, one page after the other. What it read is kept before it asks for more. */
export function createCollector(parts: CollectorParts): Collector {
  const { clock, log, onState } = parts;
  const { origin } = parts.cursor();
  let isStopped = false;
  let asking: AbortController | null = null;
  let wakeUp = (): void => undefined;
  let pauseMs = firstPauseMs;
  let state: RelayState = { kind: 'connecting', origin };
  let isFirstPage = true;
  let isAgain = false;
  const be = (next: RelayState): void => {
    const isSame = JSON.stringify(next) === JSON.stringify(state);
    state = next;
    if (!isSame) onState(next);
  };
  const isCalled = (): boolean => 'isCalled' in state && state.isCalled;
  const nowIso = (): string => new Date(clock.now()).toISOString();
  const collecting = (behind: number, called: boolean): void =>
    be({
      ...{ kind: 'collecting', origin, behind, isCalled: called },
      since: state.kind === 'collecting' ? state.since : nowIso(),
    });
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      // Many counters come back at once: not all in the same second.
      const cancel = clock.after(pauseMs * (0.5 + Math.random() / 2), resolve);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      wakeUp = () => {
        cancel();
        resolve();
      };
    });

  const tell = async (client: RelayClient, relayKey: string): Promise<void> => {
    const told = await parts.whatToTell(relayKey);
    if (told.digest === parts.cursor().told) return;
    await client.tell(told.body);
    await parts.keep({ ...parts.cursor(), told: told.digest });
  };
  const takePage = async (page: RelayPage): Promise<void> => {
    const before = parts.cursor();
    const last = page.rows.at(-1);
    if (page.head > (last?.seq ?? before.seq)) collecting(page.head - before.seq, page.calledAt !== null);
    // Of the first page some may be in the ledger, where the run before this one was cut off.
    const readBefore = isFirstPage ? Infinity : before.readBefore;
    const taken = await parts.take(page.rows, readBefore);
    isFirstPage = false;
    for (const outcome of taken.outcomes) parts.onRecorded(outcome);
    for (const { endpoint, at } of taken.called) parts.onCalled(endpoint, at);
    if (taken.unreadable > 0) parts.onUnreadable(taken.unreadable);
    if (page.refused.length > 0) parts.onRefused(page.refused);
    const refusedSince = page.refused.at(-1)?.minute ?? before.refusedSince;
    if (last !== undefined || refusedSince !== before.refusedSince)
      await parts.keep({
        ...parts.cursor(),
        refusedSince,
        ...(last !== undefined && { seq: last.seq, key: last.key }),
      });
  };
  const askOnce = async (): Promise<void> => {
    const client = await parts.client();
    if (isAgain) await restart();
    const { seq, key, refusedSince } = parts.cursor();
    asking = new AbortController();
    const sinceMs = clock.uptime();
    const wait = state.kind !== 'collecting' || parts.isAwaited() ? 0 : waitS;
    const page = await client.log(
      { after: String(seq), last: key, wait: String(wait), refusedSince },
      asking.signal,
    );
    pauseMs = firstPauseMs;
    if (state.kind !== 'collecting') collecting(0, page.calledAt !== null);
    await takePage(page);
    await tell(client, page.relayKey);
    if (page.head > parts.cursor().seq) return;
    collecting(0, page.calledAt !== null);
    await parts.onHead({ sinceMs, relayNow: page.now, client });
  };
  const restart = async (): Promise<void> => {
    isAgain = false;
    const before = parts.cursor();
    const readBefore = Math.max(before.seq, before.readBefore);
    await parts.keep({ ...before, seq: 0, key: '', readBefore });
  };
  const failed = async (error: unknown): Promise<void> => {
    if (isStopped) return;
    if (error instanceof RelayRefusal && error.status === 409) {
      log('the relay was set back: its log is read again');
      await restart();
      return;
    }
    log(`collecting from the relay failed: ${String(error)}`);
    if (error instanceof RelayRefusal && error.status === 401) be({ kind: 'refused', origin });
    else if (error instanceof RelayRefusal && state.kind !== 'late')
      be({ kind: 'late', origin, since: nowIso(), isCalled: isCalled() });
    await pause();
  };
  const run = async (): Promise<void> => {
    onState(state);
    while (!isStopped)
      try {
        await askOnce();
      } catch (error) {
        // What fails here too is tried again like the rest: the loop ends with the counter alone.
        await failed(error).catch((again: unknown) => {
          log(`collecting from the relay failed: ${String(again)}`);
          return pause();
        });
      }
  };
  const running = run();

  return {
    wake() {
      pauseMs = firstPauseMs;
      wakeUp();
    },
    again() {
      isAgain = true;
      asking?.abort();
    },
    async stop() {
      isStopped = true;
      asking?.abort();
      wakeUp();
      await running;
    },
  };
}
