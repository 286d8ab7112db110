import type { TunnelState } from '../../shared/state/tunnel';
import { within, type Clock, type Log, type SpawnTunnelChild } from '../ports';
import type { SelfTest } from './self-test';
import {
  initialSupervision,
  tunnelStateOf,
  type SupervisorAction,
  type SupervisorFact,
  type TimerName,
} from './supervision';
import { supervise } from './supervisor';
import type { Tunnel } from './tunnel';
import { createTunnelProcess } from './tunnel-process';

/** Where ngrok's edge is, if not at its usual address. */
export interface NgrokEdge {
  /** host:port. */
  readonly serverAddr: string;
  /** The authority that signed its certificate. */
  readonly caPem: string;
}

export interface NgrokTunnelOptions {
  readonly spawnChild: SpawnTunnelChild;
  readonly clock: Clock;
  readonly log: Log;
  /** The receiver's address on this computer. */
  readonly target: string;
  readonly authtoken: string | null;
  /** Left out, a session counts as heard as soon as it exists. */
  readonly selfTest?: SelfTest | undefined;
  /** JSON, applied at ngrok's edge. */
  readonly trafficPolicy?: string | undefined;
  readonly domain?: string | undefined;
  /** Called when ngrok does not allow one of these for the account: the tunnel then works without it. */
  readonly onWishRefused?: ((wish: 'domain' | 'trafficPolicy') => void) | undefined;
  readonly edge?: NgrokEdge | undefined;
  readonly heartbeat?: { readonly intervalS: number; readonly toleranceS: number } | undefined;
  /** From a passed self-test to the next; read each time. */
  readonly recheckMs: () => number;
}

/** A timer this late means that the computer slept, or that its clock was set forward: both need a new session. */
const sleptMs = 15_000;
/** How late a heartbeat may be before the child counts as hung. */
const beatReportSlackMs = 5_000;
const stopTimeoutMs = 1_000;

/** Keeps a session with ngrok alive in a child process that may be killed at any time. */
export function createNgrokTunnel(options: NgrokTunnelOptions): Tunnel {
  const { clock, log, selfTest, domain = null, trafficPolicy = null, edge } = options;
  const heartbeat = options.heartbeat ?? { intervalS: 10, toleranceS: 5 };
  const listeners = new Set<(state: TunnelState) => void>();
  const timers = new Map<TimerName, () => void>();
  let { authtoken } = options;
  const child = createTunnelProcess({
    spawn: options.spawnChild,
    onReport: (report) => tell({ kind: 'report', report }),
    onExit: () => tell({ kind: 'child-exited' }),
  });
  let stopped = false;
  let test: AbortController | null = null;
  let supervision = initialSupervision(
    { domain: domain !== null, trafficPolicy: trafficPolicy !== null, hostRoots: false },
    {
      beatOverdueMs: (heartbeat.intervalS + heartbeat.toleranceS) * 1_000 + beatReportSlackMs,
    },
  );
  let shown = tunnelStateOf(supervision);

  function tell(fact: SupervisorFact): void {
    if (stopped) return;
    const step = supervise(supervision, fact, { now: clock.now(), chance: Math.random() });
    supervision = step.supervision;
    for (const action of step.actions) act(action);
    const state = tunnelStateOf(supervision);
    if (JSON.stringify(state) === JSON.stringify(shown)) return;
    shown = state;
    for (const listener of listeners) listener(state);
  }

  function act(action: SupervisorAction): void {
    switch (action.kind) {
      case 'start':
        if (action.fresh) child.kill();
        child.start({ ...startOrder(), ...wished() });
        return;
      case 'bind':
        child.order({ kind: 'bind', ...wished() });
        return;
      case 'kill':
        child.kill();
        return;
      case 'self-test':
        runSelfTest(action.timeoutMs);
        return;
      case 'recheck-later':
        setTimer('attempt', options.recheckMs());
        return;
      case 'set-timer':
        setTimer(action.timer, action.delayMs);
        return;
      case 'note':
        options.onWishRefused?.(action.refused);
        return;
      case 'settle':
        settle();
        return;
      case 'log':
        log(action.line);
        return;
    }
  }

  const startOrder = () => ({
    kind: 'start' as const,
    authtoken: authtoken ?? '',
    metadata: 'Comptoir',
    target: options.target,
    serverAddr: edge?.serverAddr ?? null,
    caPem: edge?.caPem ?? null,
    hostRoots: supervision.wishes.hostRoots,
    heartbeat,
  });
  const wished = () => ({
    domain: supervision.wishes.domain ? domain : null,
    trafficPolicy: supervision.wishes.trafficPolicy ? trafficPolicy : null,
  });

  function runSelfTest(timeoutMs: number): void {
    const { phase } = supervision;
    if (!('url' in phase)) return;
    test?.abort();
    const run = new AbortController();
    test = run;
    const cancel = clock.after(timeoutMs, () => run.abort());
    const result = selfTest?.run(phase.url, run.signal) ?? Promise.resolve({ kind: 'passed' as const });
    result.then(
      (outcome) => {
        cancel();
        if (test === run) tell({ kind: 'self-tested', result: outcome });
      },
      (error: unknown) => log(`the test of the address could not be made: ${String(error)}`),
    );
  }

  function setTimer(timer: TimerName, delayMs: number): void {
    timers.get(timer)?.();
    const dueAt = clock.now() + delayMs;
    timers.set(
      timer,
      clock.after(delayMs, () => {
        timers.delete(timer);
        tell(clock.now() - dueAt > sleptMs ? { kind: 'woke' } : { kind: 'timer', timer });
      }),
    );
  }

  function settle(): void {
    test?.abort();
    test = null;
    for (const cancel of timers.values()) cancel();
    timers.clear();
  }

  if (authtoken !== null) tell({ kind: 'token', present: true });

  return {
    state: () => shown,
    lastHeardAt: () => supervision.heardAt,
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    probe: () => tell({ kind: 'probe' }),
    useToken(changed) {
      const refused = supervision.phase.kind === 'refused';
      if (changed === authtoken && !refused) return;
      authtoken = changed;
      tell({ kind: 'token', present: changed !== null });
    },
    async stop() {
      if (stopped) return;
      stopped = true;
      settle();
      listeners.clear();
      child.kill();
      await within(clock, stopTimeoutMs, child.ended(), undefined);
    },
  };
}
