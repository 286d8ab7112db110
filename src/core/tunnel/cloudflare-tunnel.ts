import { createBackground, logFailures } from '../background';
import type { TunnelState } from '../../shared/state/tunnel';
import {
  endLeftCloudflared,
  startCloudflared,
  type CloudflaredOptions,
  type CloudflaredProcess,
} from './cloudflared-process';
import { createOwnAddressTunnel, type OwnAddressOptions } from './own-address';
import { pause } from './pace';
import { within, type Log } from '../ports';
import type { Tunnel } from './tunnel';

export interface CloudflareTunnelOptions
  extends Omit<OwnAddressOptions, 'url'>, Omit<CloudflaredOptions, 'token'> {
  /** The https origin that Cloudflare's dashboard shows for the tunnel. */
  readonly url: string | null;
  readonly token: string | null;
  readonly log: Log;
}

/** It reconnects well by itself; after so many failed tests (a minute) it is restarted. */
const testsPerProcess = 6;
const stopTimeoutMs = 1_000;

/**
 * A named Cloudflare tunnel: `cloudflared` as a child process that may be killed at any time, and a self-test of whether
 * it is heard. Its address and target are set in Cloudflare's dashboard; Comptoir cannot read them.
 */
export function createCloudflareTunnel(options: CloudflareTunnelOptions): Tunnel {
  const { clock, log, dataDir, url } = options;
  const inBackground = createBackground(logFailures(log));
  const listeners = new Set<(state: TunnelState) => void>();
  let { token } = options;
  let state: TunnelState = { kind: 'connecting', attempt: 0 };
  let running: { readonly process: CloudflaredProcess; readonly prover: Tunnel } | null = null;
  let cancelNext: (() => void) | null = null;
  let heardAt: number | null = null;
  let attempt = 0;
  let stopped = false;

  function become(next: TunnelState): void {
    state = next;
    for (const listener of listeners) listener(next);
  }

  function start(): void {
    cancelNext?.();
    cancelNext = null;
    if (token === null) {
      become({ kind: 'refused', code: null, advice: 'paste-cloudflare-token' });
      return;
    }
    if (url === null) {
      become({ kind: 'refused', code: null, advice: 'type-public-address' });
      return;
    }
    const process = startCloudflared({ ...options, token });
    const prover = createOwnAddressTunnel({ ...options, url });
    const mine = { process, prover };
    running = mine;
    become(prover.state());
    prover.onState((proven) => {
      if (proven.kind === 'online') attempt = 0;
      heardAt = prover.lastHeardAt();
      become(proven);
      if (proven.kind === 'retrying' && proven.attempt % testsPerProcess === 0) process.kill();
    });
    const onEnded = async (): Promise<void> => {
      const end = await process.ended;
      inBackground('the proof of the address', () => prover.stop());
      if (running !== mine) return;
      running = null;
      heardAt = prover.lastHeardAt() ?? heardAt;
      if (end === 'not-installed') become({ kind: 'refused', code: null, advice: 'install-cloudflared' });
      else if (end === 'token-refused')
        become({ kind: 'refused', code: null, advice: 'paste-cloudflare-token' });
      else restartLater();
    };
    inBackground('the end of cloudflared', onEnded);
  }

  function restartLater(): void {
    attempt += 1;
    const now = clock.now();
    const delayMs = pause(attempt, 'child-died', { now, chance: Math.random() });
    log(`cloudflared ended; it is started again in ${delayMs} ms`);
    const nextAttemptAt = new Date(now + delayMs).toISOString();
    become({ kind: 'retrying', attempt, nextAttemptAt, reason: 'child-died', code: null });
    cancelNext = clock.after(delayMs, start);
  }

  async function halt(): Promise<void> {
    cancelNext?.();
    cancelNext = null;
    const halted = running;
    running = null;
    if (halted === null) return;
    halted.process.kill();
    await halted.prover.stop();
    await within(clock, stopTimeoutMs, halted.process.ended, undefined);
  }

  inBackground('the start of cloudflared', async () => {
    await endLeftCloudflared(dataDir);
    if (!stopped && running === null) start();
  });

  return {
    state: () => state,
    lastHeardAt: () => running?.prover.lastHeardAt() ?? heardAt,
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    probe() {
      if (running !== null) running.prover.probe();
      else if (cancelNext !== null || state.kind === 'refused') start();
    },
    useToken(changed) {
      if (changed === token && state.kind !== 'refused') return;
      token = changed;
      inBackground('the change of the token', async () => {
        await halt();
        if (!stopped) start();
      });
    },
    async stop() {
      stopped = true;
      listeners.clear();
      await halt();
    },
  };
}
