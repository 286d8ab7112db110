import type { TunnelAdvice, TunnelState, TunnelTrouble } from '../../shared/state/tunnel';
import type { ChildReport } from './child-protocol';
import type { SelfTestResult } from './self-test';

/** The supervisor's knowledge: values only. */
export interface Supervision {
  readonly phase: Phase;
  /** Failed tries since the last passed test. */
  readonly attempt: number;
  /** The last passed self-test. */
  readonly provenAt: number | null;
  /** The last moment at which we were surely heard: the last passed self-test, or the last heartbeat after one. */
  readonly heardAt: number | null;
  readonly wishes: Wishes;
  readonly rhythm: Rhythm;
}

/** What the next attempt asks for: less, where ngrok refuses it. */
export interface Wishes {
  readonly domain: boolean;
  readonly trafficPolicy: boolean;
  readonly hostRoots: boolean;
}

export interface Rhythm {
  /** How long after a heartbeat a child without the next one counts as hung. */
  readonly beatOverdueMs: number;
}

export type Phase =
  | { readonly kind: 'token-missing' }
  | { readonly kind: 'connecting'; readonly since: number }
  /** There is a session; a test checks whether it is heard. */
  | { readonly kind: 'proving'; readonly url: string; readonly code: string | null }
  | { readonly kind: 'online'; readonly url: string; readonly since: number; readonly doubt: Doubt }
  /** The connection broke and the SDK retries by itself for a moment. */
  | { readonly kind: 'resuming'; readonly url: string; readonly since: number }
  /** There is a session, but the self-test keeps failing. It may still be heard, so keep it. */
  | ({ readonly kind: 'unheard'; readonly url: string } & Trouble)
  | ({ readonly kind: 'waiting'; readonly to: 'connect' | 'bind' } & Trouble)
  | { readonly kind: 'refused'; readonly code: string | null; readonly advice: TunnelAdvice };

export interface Trouble {
  readonly trouble: TunnelTrouble;
  readonly code: string | null;
  readonly until: number;
}

/** `strong`: the connection is probably dead, and one failed test is enough. */
type Doubt = 'none' | 'slight' | 'strong';

export type SupervisorFact =
  | { readonly kind: 'token'; readonly present: boolean }
  | { readonly kind: 'probe' }
  /** A timer fired much too late. */
  | { readonly kind: 'woke' }
  | { readonly kind: 'report'; readonly report: ChildReport }
  | { readonly kind: 'child-exited' }
  | { readonly kind: 'timer'; readonly timer: TimerName }
  | { readonly kind: 'self-tested'; readonly result: SelfTestResult };

export type TimerName = 'attempt' | 'timeout' | 'beat';

export type SupervisorAction =
  /** `fresh`: in a new child, because the present one may hold a session, which cannot be closed otherwise. */
  | { readonly kind: 'start'; readonly fresh: boolean }
  | { readonly kind: 'bind' }
  | { readonly kind: 'kill' }
  | { readonly kind: 'self-test'; readonly timeoutMs: number }
  /**
   * Sets the timer `attempt` for the next self-test of a tunnel that works, by the shop's hours and the month's quota.
   */
  | { readonly kind: 'recheck-later' }
  | { readonly kind: 'set-timer'; readonly timer: TimerName; readonly delayMs: number }
  /** ngrok refuses this wish; the tunnel works without it. */
  | { readonly kind: 'note'; readonly refused: 'domain' | 'trafficPolicy' }
  /** Cancels every timer and a running self-test. */
  | { readonly kind: 'settle' }
  | { readonly kind: 'log'; readonly line: string };

export interface Moment {
  readonly now: number;
  /** 0 to 1: spreads the attempts of many shops after an outage at ngrok. */
  readonly chance: number;
}

export interface Step {
  readonly supervision: Supervision;
  readonly actions: readonly SupervisorAction[];
}

export function initialSupervision(wishes: Wishes, rhythm: Rhythm): Supervision {
  return { phase: { kind: 'token-missing' }, attempt: 0, provenAt: null, heardAt: null, wishes, rhythm };
}

export function tunnelStateOf({ phase, attempt }: Supervision): TunnelState {
  const iso = (instant: number): string => new Date(instant).toISOString();
  switch (phase.kind) {
    case 'token-missing':
      return phase;
    case 'refused':
      return phase;
    case 'connecting':
      return { kind: 'connecting', attempt };
    case 'proving':
      return { kind: 'proving', url: phase.url };
    case 'online':
      return { kind: 'online', url: phase.url, since: iso(phase.since) };
    case 'resuming':
      return { kind: 'retrying', attempt, nextAttemptAt: iso(phase.since), reason: 'network', code: null };
    case 'unheard':
    case 'waiting':
      return {
        kind: 'retrying',
        attempt,
        nextAttemptAt: iso(phase.until),
        reason: phase.trouble,
        code: phase.code,
      };
  }
}

export function hasSession(
  phase: Phase,
): phase is Extract<Phase, { url: string }> | Extract<Phase, { kind: 'waiting' }> {
  return 'url' in phase || (phase.kind === 'waiting' && phase.to === 'bind');
}
