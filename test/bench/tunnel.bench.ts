import { cpus } from 'node:os';
import { expect, it } from 'vitest';
import { failures } from '../support/ngrok-edge/agent-protocol';
import { randomFaults, untilAnswered } from '../support/ngrok-edge/random-faults';
import { reached, TunnelRig } from '../support/ngrok-edge/tunnel-rig';
import { openEdgeNames, type EdgeName } from './edge-name';
import { bare, pauseFor, supervised, supervisedApart, type Subject } from './tunnel-subjects';
import { realNow } from '../support/real-now';

/** How long the bare SDK is watched before "not back" is said of it. */
const watchedMs = 200_000;
const faultsInARow = Number(process.env.COMPTOIR_BENCH_FAULTS ?? '200');
const goalMs = 3_000;

interface World {
  readonly rig: TunnelRig;
  readonly subject: Subject;
  /** Null where the edge's address is a number. */
  readonly name: EdgeName | null;
}
interface Case {
  readonly name: string;
  /** Breaks the world; resolves at the moment from which on a webhook could be answered again. */
  strike(world: World): Promise<void> | void;
  readonly apart?: true;
  readonly byName?: true;
}

const outage = (seconds: number): Case => ({
  name: `${seconds} s outage`,
  async strike({ rig }) {
    await rig.edge.down();
    await pauseFor(seconds * 1_000);
    await rig.edge.up();
  },
});
const refusedFor = (name: string, seconds: number, refuse: (rig: TunnelRig) => void): Case => ({
  name,
  async strike({ rig }) {
    refuse(rig);
    rig.edge.cut();
    await pauseFor(seconds * 1_000);
    rig.edge.options.onAuth = () => null;
    rig.edge.options.onBind = () => null;
  },
});

const cases: readonly Case[] = [
  { name: 'link cut', strike: ({ rig }) => rig.edge.cut() },
  outage(1),
  outage(3),
  outage(5),
  outage(60),
  outage(140),
  {
    name: 'silent link (from the missed beat)',
    async strike({ rig, subject }) {
      rig.edge.freeze();
      await subject.missedBeat();
    },
  },
  {
    name: 'asleep 60 s, session dead meanwhile',
    apart: true,
    async strike({ rig, subject }) {
      const pids = subject.pids();
      for (const pid of pids) process.kill(pid, 'SIGSTOP');
      rig.edge.freeze();
      await pauseFor(60_000);
      for (const pid of pids) process.kill(pid, 'SIGCONT');
    },
  },
  {
    name: 'edge restarts',
    async strike({ rig }) {
      await rig.edge.down();
      await rig.edge.up();
    },
  },
  { name: 'child killed', strike: ({ subject }) => subject.killChild() },
  refusedFor('endpoint taken for 10 s (334)', 10, ({ edge }) => {
    edge.options.onBind = () => failures.endpointOnline('https://boutique-essai.ngrok-free.app');
  }),
  refusedFor('session limit for 10 s (108)', 10, ({ edge }) => {
    edge.options.onAuth = () => failures.sessionLimit;
  }),
  {
    name: 'name does not resolve for 10 s',
    byName: true,
    async strike({ rig, name }) {
      await name?.fail();
      await rig.edge.down();
      await pauseFor(5_000);
      await rig.edge.up();
      await pauseFor(5_000);
      await name?.mend();
    },
  },
];

/** What a webhook is answered; null where it is not. */
async function post(rig: TunnelRig, url: string): Promise<number | null> {
  const call = { method: 'POST', body: '{}', timeoutMs: 1_000 };
  const reply = await rig.edge.request(`${url}/webhook`, call).catch(() => null);
  return reply?.status ?? null;
}

/** Milliseconds from the mending to the next answered webhook; null where none came while we watched. */
async function measure(
  which: Case,
  open: (rig: TunnelRig, name: EdgeName | null) => Promise<Subject>,
  name: EdgeName | null,
): Promise<number | null> {
  const rig = await TunnelRig.open();
  const subject = await open(rig, name);
  const [endpoint] = rig.edge.endpoints.values();
  const before = endpoint?.mux;
  const strike = async (): Promise<void> => which.strike({ rig, subject, name });
  // Whoever waits for something that never comes is not waited for.
  const struck = await Promise.race([strike().then(() => true), pauseFor(watchedMs).then(() => false)]);
  const mendedAt = performance.now();
  let back: number | null = null;
  while (struck && back === null && performance.now() - mendedAt < watchedMs) {
    // The old session may look alive for a moment: only a new one counts, or the old one resumed on a new link.
    const [now] = rig.edge.endpoints.values();
    if (now !== undefined && now.mux !== before) {
      if ((await post(rig, now.url)) === 200) back = performance.now() - mendedAt;
    }
    await pauseFor(10);
  }
  if (back !== null) await expect.poll(() => rig.edge.agents.size, { timeout: 5_000 }).toBe(1);
  await subject.stop();
  await expect.poll(() => [rig.edge.agents.size, subject.pids().length], { timeout: 5_000 }).toEqual([0, 0]);
  await rig.close();
  return back;
}

/** From the cut of the link to the moment at which the code of the refusal is known. */
async function measureNaming(): Promise<number> {
  const rig = await TunnelRig.open();
  const subject = await supervised(rig, null);
  rig.edge.options.onAuth = () => failures.invalidToken;
  const from = performance.now();
  rig.edge.cut();
  expect(await subject.refusal()).toBe('ERR_NGROK_107');
  const ms = performance.now() - from;
  await subject.stop();
  await rig.close();
  return ms;
}

const seconds = (ms: number | null): string =>
  ms === null ? `not in ${watchedMs / 1_000} s` : `${(ms / 1_000).toFixed(2)} s`;
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

it('comes back in time, beside the bare SDK', async () => {
  const openName = await openEdgeNames();
  const nameFor = ({ byName }: Case): EdgeName | null => (byName && openName ? openName() : null);
  const possible = cases.filter((which) => openName !== null || which.byName !== true);
  // Waiting is most of it, so all run side by side, but start one after the other: a start is work.
  const row = async (which: Case, index: number): Promise<string[]> => {
    await pauseFor(index * 1_500);
    const [alone, ours] = await Promise.all([
      measure(which, bare, nameFor(which)),
      measure(which, which.apart ? supervisedApart : supervised, nameFor(which)),
    ]);
    return [which.name, seconds(alone), seconds(ours), ours !== null && ours <= goalMs ? 'yes' : 'NO'];
  };
  const rows = await Promise.all(possible.map(row));
  const named = await measureNaming();
  if (openName === null)
    print('a name that does not resolve: not measured, for want of a C compiler and glibc');
  const table = [
    ['webhook answered again, after', 'bare SDK', 'Comptoir', 'within 3 s'],
    ...rows,
    ['token revoked (107): named', 'never', seconds(named), '-'],
  ];
  print(`\n${cpus()[0]?.model ?? ''}, Node ${process.version}, heartbeats of production (10 s + 5 s)\n`);
  for (const [what = '', ...figures] of table)
    print(`${what.padEnd(38)}${figures.map((figure) => figure.padStart(14)).join('')}`);
  expect(rows.filter(([, , , inTime]) => inTime !== 'yes')).toEqual([]);
});

it(`leaves nothing behind after ${faultsInARow} faults in a row`, async () => {
  const rig = await TunnelRig.open();
  // A session that the SDK resumed is never told that its endpoint is gone: only the self-test finds that out.
  const tunnel = rig.tunnel({ recheckMs: () => 5_000 });
  const { url } = await reached(tunnel, 'online');
  const times: { name: string; ms: number }[] = [];
  const seed = realNow() % 100_000;
  let mostAgents = 0;
  rig.edge.on('auth', () => (mostAgents = Math.max(mostAgents, rig.edge.agents.size)));
  for (const fault of randomFaults(seed, faultsInARow)) {
    const noticed = Promise.race([
      reached(tunnel, 'retrying'),
      reached(tunnel, 'connecting'),
      pauseFor(20_000).then(() => Promise.reject(new Error(`nobody noticed: ${fault.name}`))),
    ]);
    await fault.strike(rig);
    const from = performance.now();
    await noticed;
    while ((await post(rig, url)) !== 200) await pauseFor(10);
    times.push({ name: fault.name, ms: performance.now() - from });
    await untilAnswered(rig, tunnel, 20_000);
    if (times.length % 20 === 0) process.stderr.write(`${times.length} faults survived\n`);
  }
  await expect.poll(() => [rig.edge.agents.size, rig.orphans().length], { timeout: 5_000 }).toEqual([1, 1]);
  await tunnel.stop();
  await expect.poll(() => [rig.edge.agents.size, rig.orphans().length], { timeout: 5_000 }).toEqual([0, 0]);
  print(
    `\n${times.length} faults in a row (seed ${seed}), heartbeats of 1 s + 1 s, a self-test each 5 s, ${rig.children.length} children in all`,
  );
  for (const name of new Set(times.map((time) => time.name))) {
    const sorted = times.flatMap((time) => (time.name === name ? [time.ms] : [])).sort((a, b) => a - b);
    const at = (share: number): string => seconds(sorted[Math.floor((sorted.length - 1) * share)] ?? null);
    print(
      `${name.padEnd(38)}${String(sorted.length).padStart(5)} times, median ${at(0.5)}, slowest ${at(1)}`,
    );
  }
  print(`agents left at the edge: 0; processes left: 0; most agents at once: ${mostAgents}`);
  await rig.close();
});
