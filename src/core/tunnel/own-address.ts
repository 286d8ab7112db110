import { createBackground, logFailures } from '../background';
import type { TunnelState } from '../../shared/state/tunnel';
import type { Clock, Log } from '../ports';
import { pause, provingTimeoutMs, recheckPauseMs, retestPauseMs, testTimeoutMs } from './pace';
import type { SelfTest } from './self-test';
import type { Tunnel } from './tunnel';

export interface OwnAddressOptions {
  /** As typed by the merchant, an https origin. */
  readonly url: string;
  readonly selfTest: SelfTest;
  readonly clock: Clock;
  readonly log: Log;
  /** From a passed test to the next; read each time. */
  readonly recheckMs: () => number;
}

/**
 * A public address that the merchant provides by other means: nothing to run, but the self-test still checks whether it
 * is heard.
 */
export function createOwnAddressTunnel({ url, selfTest, clock, log, recheckMs }: OwnAddressOptions): Tunnel {
  const inBackground = createBackground(logFailures(log));
  const listeners = new Set<(state: TunnelState) => void>();
  const iso = (instant: number): string => new Date(instant).toISOString();
  const openedAt = clock.uptime();
  let state: TunnelState = { kind: 'proving', url };
  let heardAt: number | null = null;
  let doubted = false;
  let attempt = 0;
  let cancelNext = (): void => undefined;
  let running: AbortController | null = null;

  function become(next: TunnelState): void {
    state = next;
    for (const listener of listeners) listener(next);
  }

  /** Records that the test failed, with the answer's code; returns the pause before the next test. */
  function onUnheard(code: string | null): number {
    if (state.kind === 'proving' && clock.uptime() - openedAt < provingTimeoutMs) return retestPauseMs;
    if (state.kind === 'online' && !doubted) {
      doubted = true;
      return recheckPauseMs;
    }
    attempt += 1;
    const now = clock.now();
    const delayMs = pause(attempt, 'self-test-failed', { now, chance: Math.random() });
    become({
      kind: 'retrying',
      attempt,
      nextAttemptAt: iso(now + delayMs),
      reason: 'self-test-failed',
      code,
    });
    return delayMs;
  }

  function onHeard(): number {
    attempt = 0;
    doubted = false;
    heardAt = clock.now();
    if (state.kind !== 'online') become({ kind: 'online', url, since: iso(heardAt) });
    return recheckMs();
  }

  async function test(): Promise<void> {
    cancelNext();
    running?.abort();
    const run = new AbortController();
    running = run;
    const cancelTimeout = clock.after(testTimeoutMs, () => run.abort());
    const result = await selfTest.run(url, run.signal);
    cancelTimeout();
    if (running !== run) return;
    const delayMs = result.kind === 'passed' ? onHeard() : onUnheard(result.code);
    cancelNext = clock.after(delayMs, test);
  }
  inBackground('the test of the address', test);

  return {
    state: () => state,
    lastHeardAt: () => heardAt,
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    probe: () => inBackground('the test of the address', test),
    useToken: () => undefined,
    stop() {
      cancelNext();
      running?.abort();
      running = null;
      listeners.clear();
      return Promise.resolve();
    },
  };
}
