import { fork } from 'node:child_process';
import * as v from 'valibot';
import type { ChildProcessHandle } from '../../src/core/ports';
import { parseChildReport, type StartOrder } from '../../src/core/tunnel/child-protocol';
import type { EdgeName } from './edge-name';
import { buildTunnelParent } from '../support/ngrok-edge/build-child';
import { isAlive, reached, type TunnelRig } from '../support/ngrok-edge/tunnel-rig';

/** One of those that are measured side by side. */
export interface Subject {
  /** Every process of it. */
  readonly pids: () => number[];
  /** Resolves once a heartbeat stayed unanswered. */
  missedBeat(): Promise<void>;
  killChild(): void;
  /** Resolves to ngrok's code once the reason of a lost session is known; never, where it stays hidden. */
  refusal(): Promise<string | null>;
  stop(): Promise<void>;
}

export const heartbeat = { intervalS: 10, toleranceS: 5 };

/** The variable with the edge's address for this subject. */
const serverAddrOf = (rig: TunnelRig, name: EdgeName | null): string =>
  name === null ? rig.edge.serverAddr : rig.edge.serverAddr.replace('127.0.0.1', name.host);

/** The tunnel as it ships. */
export async function supervised(rig: TunnelRig, name: EdgeName | null): Promise<Subject> {
  const edge = { serverAddr: serverAddrOf(rig, name), caPem: rig.edge.caPem };
  const tunnel = rig.tunnel({ heartbeat, edge });
  await reached(tunnel, 'online');
  return {
    pids: () => rig.orphans(),
    async missedBeat() {
      while (!rig.logged.some((line) => line.includes('silent-link'))) await pauseFor(5);
    },
    killChild: () => rig.children.at(-1)?.kill(),
    refusal: async () => (await reached(tunnel, 'refused')).code,
    stop: () => tunnel.stop(),
  };
}

/** The SDK left alone, through its better entrance: a session of its own, reconnecting as it likes. */
export async function bare(rig: TunnelRig, name: EdgeName | null): Promise<Subject> {
  const child = rig.spawnChild();
  const missed = new Promise<void>((resolve) => {
    child.onMessage((message) => parseChildReport(message)?.kind === 'beat-missed' && resolve());
  });
  const online = new Promise<void>((resolve) => {
    child.onMessage((message) => parseChildReport(message)?.kind === 'online' && resolve());
  });
  const order: StartOrder = {
    ...{ kind: 'start', authtoken: '2abc_good', metadata: 'bare', target: rig.target, heartbeat },
    ...{ domain: null, trafficPolicy: null, hostRoots: false },
    ...{ serverAddr: serverAddrOf(rig, name), caPem: rig.edge.caPem },
  };
  child.send(order);
  await online;
  return {
    pids: () => rig.orphans(),
    missedBeat: () => missed,
    killChild: () => child.kill(),
    refusal: () => new Promise<never>(() => undefined),
    stop: () => ended(child),
  };
}

/** The tunnel as it ships, in a process of its own that can be put to sleep. */
export async function supervisedApart(rig: TunnelRig): Promise<Subject> {
  const { serverAddr, caPem, publicAddr } = rig.edge;
  const order = JSON.stringify({ entryFile: rig.entryFile, serverAddr, caPem, publicAddr });
  const parent = fork(await buildTunnelParent(rig.folder), [order], { execArgv: [] });
  const pids = parent.pid === undefined ? [] : [parent.pid];
  await new Promise<void>((resolve) => {
    parent.on('message', (message) => {
      const told = v.parse(v.object({ pid: v.optional(v.number()), state: v.optional(v.string()) }), message);
      if (told.pid !== undefined) pids.push(told.pid);
      if (told.state === 'online') resolve();
    });
  });
  return {
    pids: () => pids.filter(isAlive),
    missedBeat: () => new Promise<never>(() => undefined),
    killChild: () => undefined,
    refusal: () => new Promise<never>(() => undefined),
    async stop() {
      parent.kill('SIGKILL');
      while (pids.some(isAlive)) await pauseFor(20);
    },
  };
}

export function pauseFor(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function ended(child: ChildProcessHandle): Promise<void> {
  return new Promise((resolve) => {
    if (child.pid === undefined || !isAlive(child.pid)) resolve();
    else {
      child.onExit(() => resolve());
      child.kill();
    }
  });
}
