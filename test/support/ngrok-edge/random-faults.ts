import type { Tunnel } from '../../../src/core/tunnel/tunnel';
import type { TunnelRig } from './tunnel-rig';

/** One thing that happens to a tunnel; once `strike` resolves, it could be heard again. */
export interface Fault {
  readonly name: string;
  strike(rig: TunnelRig): Promise<void> | void;
}

const pauseFor = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Without those that last long by nature. */
export const shortFaults: readonly Fault[] = [
  { name: 'link cut', strike: (rig) => rig.edge.cut() },
  { name: 'child killed', strike: (rig) => rig.children.at(-1)?.kill() },
  { name: 'link silent', strike: (rig) => rig.edge.freeze() },
  {
    name: 'edge away for a moment',
    async strike(rig) {
      await rig.edge.down();
      await pauseFor(200); // the length of the outage is the fault itself
      await rig.edge.up();
    },
  },
  {
    name: 'endpoint taken away',
    strike(rig) {
      for (const endpoint of rig.edge.endpoints.values()) {
        rig.edge.takeAway(endpoint, { code: 'ERR_NGROK_9999', message: 'taken away' });
      }
    },
  },
  {
    name: 'two faults at once',
    strike(rig) {
      rig.children.at(-1)?.kill();
      rig.edge.cut();
    },
  },
];

/** A repeatable choice: the same seed breaks the same things in the same order. */
export function* randomFaults(seed: number, count: number): Generator<Fault> {
  let state = seed >>> 0;
  for (let index = 0; index < count; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const fault = shortFaults[Math.floor((state / 2 ** 32) * shortFaults.length)];
    if (fault !== undefined) yield fault;
  }
}

/** Milliseconds until a webhook is answered again; throws after `timeoutMs`. */
export async function untilAnswered(rig: TunnelRig, tunnel: Tunnel, timeoutMs: number): Promise<number> {
  const from = performance.now();
  for (;;) {
    const status = await rig.webhook(tunnel).catch(() => 0);
    const ms = performance.now() - from;
    if (status === 200) return ms;
    if (ms > timeoutMs)
      throw new Error(`no answer within ${timeoutMs} ms; the tunnel is ${tunnel.state().kind}`);
    await pauseFor(20);
  }
}
