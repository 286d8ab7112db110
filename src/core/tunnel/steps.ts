import type { TunnelTrouble } from '../../shared/state/tunnel';
import * as pace from './pace';
import type { Moment, Phase, Step, Supervision, SupervisorAction, TimerName } from './supervision';

/** `childIsClean`: it holds no session, so the next attempt may use it. */
export function retry(
  before: Supervision,
  trouble: TunnelTrouble,
  code: string | null,
  moment: Moment,
  childIsClean = false,
): Step {
  const attempt = before.attempt + 1;
  const delayMs = pace.pause(attempt, trouble, moment);
  const waiting = { kind: 'waiting', to: 'connect', trouble, code, until: moment.now + delayMs } as const;
  const timer = setTimer('attempt', delayMs);
  return enter({ ...before, attempt }, waiting, ...(childIsClean ? [timer] : [timer, kill]));
}

export function start(before: Supervision, { now }: Moment, why: string | null = null, fresh = true): Step {
  const log = why === null ? [] : [{ kind: 'log', line: `a new tunnel session: ${why}` } as const];
  return enter(
    before,
    { kind: 'connecting', since: now },
    ...log,
    { kind: 'start', fresh },
    setTimer('timeout', pace.connectTimeoutMs),
  );
}

/** Asks again on the existing session. */
export function bind(before: Supervision, { now }: Moment): Step {
  return enter(
    before,
    { kind: 'connecting', since: now },
    { kind: 'bind' },
    setTimer('timeout', pace.connectTimeoutMs),
  );
}

export function enter(before: Supervision, phase: Phase, ...actions: SupervisorAction[]): Step {
  return { supervision: { ...before, phase }, actions: [{ kind: 'settle' }, ...actions] };
}

export function stay(supervision: Supervision, ...actions: SupervisorAction[]): Step {
  return { supervision, actions };
}

export const kill: SupervisorAction = { kind: 'kill' };
export const setTimer = (timer: TimerName, delayMs: number): SupervisorAction => ({
  kind: 'set-timer',
  timer,
  delayMs,
});
export const selfTest = (timeoutMs: number): SupervisorAction => ({ kind: 'self-test', timeoutMs });
export const watchBeats = ({ rhythm }: Supervision): SupervisorAction =>
  setTimer('beat', rhythm.beatOverdueMs);
