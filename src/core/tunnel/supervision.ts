import type { TunnelAdvice, TunnelState, TunnelTrouble } from '../../shared/state/tunnel';
import type { ChildReport } from './child-protocol';
import type { SelfTestResult } from './self-test';

/** What the supervisor knows: values only. */
export interface Supervision {
  readonly phase: Phase;
  /** Failed tries since we were last proven to be heard. */
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
  /** From one heartbeat to the moment at which a child that says nothing of the next one is taken for hung. */
  readonly beatOverdueMs: number;
}

export type Phase =
  | { readonly kind: 'token-missing' }
  | { readonly kind: 'connecting'; readonly since: number }
  /** A session stands; whether it is heard is being tested. */
  | { readonly kind: 'proving'; readonly url: string; readonly code: string | null }
  | { readonly kind: 'online'; readonly url: string; readonly since: number; readonly doubt: Doubt }
  /** The link broke and the SDK tries by itself, for a moment. */
  | { readonly kind: 'resuming'; readonly url: string; readonly since: number }
  /** A session stands, but the self-test keeps failing. It may still be heard, so keep it. */
  | ({ readonly kind: 'unheard'; readonly url: string } & Trouble)
  | ({ readonly kind: 'waiting'; readonly to: 'connect' | 'bind' } & Trouble)
  | { readonly kind: 'refused'; readonly code: string | null; readonly advice: TunnelAdvice };

export interface Trouble {
  readonly trouble: TunnelTrouble;
  readonly code: string | null;
  readonly until: number;
}

/** `strong`: there is a reason to believe that the link is dead, and one failed test is enough. */
type Doubt = 'none' | 'slight' | 'strong';

export type SupervisorFact =
  | { readonly kind: 'token'; readonly present: boolean }
  | { readonly kind: 'probe' }
  /** A timer rang much too late. */
  | { readonly kind: 'woke' }
  | { readonly kind: 'report'; readonly report: ChildReport }
  | { readonly kind: 'child-exited' }
  | { readonly kind: 'timer'; readonly timer: TimerName }
  | { readonly kind: 'self-tested'; readonly result: SelfTestResult };

export type TimerName = 'attempt' | 'timeout' | 'beat';

export type SupervisorAction =
  /** `fresh`: in a new child, since the one we have may hold a session, which cannot be closed otherwise. */
  | { readonly kind: 'start'; readonly fresh: boolean }
  | { readonly kind: 'bind' }
  | { readonly kind: 'kill' }
  | { readonly kind: 'self-test'; readonly timeoutMs: number }
  /** Sets the timer `attempt` for the next self-test of a tunnel that works, by the shop's hours and the month's quota. */
  | { readonly kind: 'recheck-later' }
  | { readonly kind: 'set-timer'; readonly timer: TimerName; readonly delayMs: number }
  /** ngrok refuses to give this; it is done without. */
  | { readonly kind: 'note'; readonly refused: 'domain' | 'trafficPolicy' }
  /** Cancels every timer and forgets a self-test under way. */
  | { readonly kind: 'settle' }
  | { readonly kind: 'log'; readonly line: string };

export interface Moment {
  readonly now: number;
  /** 0 to 1: spreads the attempts of many shops after an outage of ngrok's. */
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
