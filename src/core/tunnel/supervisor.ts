import type { TunnelTrouble } from '../../shared/state/tunnel';
import type { ChildReport, Failure } from './child-protocol';
import { doubtFrom, verdictOn } from './errors';
import * as pace from './pace';
import type { SelfTestResult } from './self-test';
import { kill, retry, start, bind, enter, stay, setTimer, selfTest, watchBeats } from './steps';
import {
  hasSession,
  type Moment,
  type Phase,
  type Step,
  type Supervision,
  type SupervisorFact,
  type TimerName,
} from './supervision';

/**
 * When to connect, to doubt and to give up. Pure: facts in, actions out, the moment as an argument. The SDK's own
 * reconnection is used only for the first seconds: after three tries it waits for minutes, then hours, and it never
 * notices a silent connection.
 */
export function supervise(before: Supervision, fact: SupervisorFact, moment: Moment): Step {
  const { phase } = before;
  switch (fact.kind) {
    case 'token':
      return fact.present
        ? start({ ...before, attempt: 0 }, moment)
        : enter(before, { kind: 'token-missing' }, kill);
    case 'probe':
      return probe(before, moment);
    case 'woke':
      return phase.kind === 'token-missing' || phase.kind === 'refused'
        ? stay(before)
        : start(before, moment, 'we slept');
    case 'child-exited':
      return phase.kind === 'connecting' || hasSession(phase)
        ? lose(before, 'child-died', moment)
        : stay(before);
    case 'report':
      return onReport(before, fact.report, moment);
    case 'timer':
      return onTimer(before, fact.timer, moment);
    case 'self-tested':
      return fact.result.kind === 'passed' ? onHeard(before, moment) : onUnheard(before, fact.result, moment);
  }
}

function onReport(before: Supervision, report: ChildReport, moment: Moment): Step {
  const { phase } = before;
  switch (report.kind) {
    case 'online':
      return enter(
        before,
        { kind: 'proving', url: report.url, code: null },
        setTimer('timeout', pace.provingTimeoutMs),
        watchBeats(before),
        selfTest(pace.testTimeoutMs),
      );
    case 'beat':
      return onBeat(before, moment);
    case 'beat-missed':
      return hasSession(phase) ? lose(before, 'silent-link', moment) : stay(before);
    case 'lost':
      return onLost(before, moment);
    case 'failed':
      return phase.kind === 'connecting' ? onFailure(before, report, moment) : stay(before);
    case 'closed':
      return hasSession(phase)
        ? onFailure(before, { ...report, kind: 'failed', stage: 'bind' }, moment)
        : stay(before);
    case 'command':
      return report.command === 'restart'
        ? start(before, moment, "a restart from ngrok's dashboard")
        : retry(before, 'stopped-by-dashboard', null, moment);
  }
}

function onBeat(before: Supervision, { now }: Moment): Step {
  if (!hasSession(before.phase)) return stay(before);
  if (before.phase.kind === 'online') return stay({ ...before, heardAt: now }, watchBeats(before));
  // The first beat leaves before the edge has resumed the session, so it proves nothing by itself.
  const test = before.phase.kind === 'resuming' ? [selfTest(pace.doubtfulTestTimeoutMs)] : [];
  return stay(before, watchBeats(before), ...test);
}

function onLost(before: Supervision, moment: Moment): Step {
  const { phase } = before;
  // While resuming, the timeout of the first loss counts.
  if (phase.kind === 'resuming' || !hasSession(phase)) return stay(before);
  if (phase.kind === 'waiting') return lose(before, 'network', moment);
  return enter(
    before,
    { kind: 'resuming', url: phase.url, since: moment.now },
    setTimer('timeout', pace.resumeTimeoutMs),
  );
}

function onFailure(before: Supervision, failure: Failure, moment: Moment): Step {
  const { stage, code, message } = failure;
  const log = { kind: 'log', line: `the tunnel failed (${stage}): ${message}` } as const;
  const verdict = verdictOn(failure);
  const { wishes } = before;
  const step = ((): Step => {
    switch (verdict.kind) {
      case 'refuse':
        return enter(before, { kind: 'refused', code, advice: verdict.advice }, kill);
      case 'retry':
        return retry(before, verdict.trouble, code, moment, stage === 'connect');
      case 'rebind':
        return rebindLater(before, verdict.trouble, code, moment);
      case 'drop':
        return wishes[verdict.wish]
          ? bindWithout(before, verdict.wish, moment)
          : retry(before, 'unknown', code, moment);
      case 'other-roots': {
        const other = { ...before, wishes: { ...wishes, hostRoots: !wishes.hostRoots } };
        // Both were tried once the pinned authority is used again.
        return wishes.hostRoots
          ? retry(other, 'tls-interception', null, moment, true)
          : start(other, moment, null, false);
      }
    }
  })();
  return { ...step, actions: [log, ...step.actions] };
}

function bindWithout(before: Supervision, refused: 'domain' | 'trafficPolicy', moment: Moment): Step {
  const step = bind({ ...before, wishes: { ...before.wishes, [refused]: false } }, moment);
  return { ...step, actions: [...step.actions, { kind: 'note', refused }] };
}

/** Keeps the session: only the endpoint is taken. */
function rebindLater(before: Supervision, trouble: TunnelTrouble, code: string | null, moment: Moment): Step {
  const attempt = before.attempt + 1;
  const delayMs = pace.pause(attempt, trouble, moment);
  return enter(
    { ...before, attempt },
    { kind: 'waiting', to: 'bind', trouble, code, until: moment.now + delayMs },
    setTimer('attempt', delayMs),
    watchBeats(before),
  );
}

function onTimer(before: Supervision, timer: TimerName, moment: Moment): Step {
  const { phase } = before;
  if (timer === 'beat') return lose(before, 'silent-link', moment);
  switch (phase.kind) {
    case 'connecting':
      return retry(before, 'timed-out', null, moment);
    case 'resuming':
      // A new session gets the reason; the SDK hides it.
      return timer === 'timeout'
        ? start(before, moment, 'the link did not come back')
        : stay(before, selfTest(pace.doubtfulTestTimeoutMs));
    case 'proving':
      return timer === 'timeout'
        ? giveUpProving(before, phase, moment)
        : stay(before, selfTest(pace.testTimeoutMs));
    case 'online':
    case 'unheard':
      return stay(before, selfTest(pace.testTimeoutMs));
    case 'waiting':
      return phase.to === 'bind' ? bind(before, moment) : tryAgain(before, moment);
    case 'token-missing':
    case 'refused':
      return stay(before);
  }
}

function probe(before: Supervision, moment: Moment): Step {
  const { phase } = before;
  switch (phase.kind) {
    case 'token-missing':
      return stay(before);
    case 'connecting':
      // A try from before the network was back hangs until its packets are sent again.
      return moment.now - phase.since > pace.hangingTryMs ? start(before, moment) : stay(before);
    case 'online':
      return enter(
        before,
        { ...phase, doubt: 'strong' },
        watchBeats(before),
        selfTest(pace.doubtfulTestTimeoutMs),
      );
    case 'proving':
    case 'unheard':
      return stay(before, selfTest(pace.testTimeoutMs));
    case 'resuming':
    case 'refused':
      return start(before, moment);
    case 'waiting':
      return phase.to === 'bind' ? bind(before, moment) : tryAgain(before, moment);
  }
}

function onHeard(before: Supervision, { now }: Moment): Step {
  const { phase } = before;
  if (!('url' in phase)) return stay(before);
  const since = phase.kind === 'online' ? phase.since : now;
  return enter(
    { ...before, attempt: 0, provenAt: now, heardAt: now },
    { kind: 'online', url: phase.url, since, doubt: 'none' },
    watchBeats(before),
    { kind: 'recheck-later' },
  );
}

function onUnheard(
  before: Supervision,
  result: Extract<SelfTestResult, { kind: 'failed' }>,
  moment: Moment,
): Step {
  // A connection may work while nothing is routed to it: then heartbeats since the last test prove nothing.
  const unproven = { ...before, heardAt: before.provenAt };
  const { phase } = before;
  const doubt = doubtFrom(result);
  switch (phase.kind) {
    case 'proving':
      return doubt === 'quota'
        ? unheard(before, phase.url, 'quota-spent', result, moment)
        : stay(
            { ...before, phase: { ...phase, code: result.code } },
            setTimer('attempt', pace.retestPauseMs),
          );
    case 'resuming':
      return stay(before, setTimer('attempt', pace.retestPauseMs));
    case 'online':
      if (doubt === 'quota') return unheard(unproven, phase.url, 'quota-spent', result, moment);
      if (phase.doubt !== 'none') {
        const why = `unheard from outside (${result.code ?? 'no answer'})`;
        return start(phase.doubt === 'slight' ? unproven : before, moment, why);
      }
      return stay(
        { ...before, phase: { ...phase, doubt: 'slight' } },
        setTimer('attempt', pace.recheckPauseMs),
      );
    case 'unheard':
      return doubt === 'not-routed'
        ? retry(before, 'self-test-failed', result.code, moment)
        : unheard(before, phase.url, doubt === 'quota' ? 'quota-spent' : 'self-test-failed', result, moment);
    case 'token-missing':
    case 'connecting':
    case 'waiting':
    case 'refused':
      return stay(before);
  }
}

function tryAgain(before: Supervision, moment: Moment): Step {
  return start(before, moment, null, before.attempt % pace.triesPerChild === 0);
}

function giveUpProving(
  before: Supervision,
  phase: Extract<Phase, { kind: 'proving' }>,
  moment: Moment,
): Step {
  const doubt = doubtFrom({ kind: 'failed', status: null, code: phase.code });
  return doubt === 'not-routed'
    ? retry(before, 'self-test-failed', phase.code, moment)
    : unheard(before, phase.url, 'self-test-failed', phase, moment);
}

function unheard(
  before: Supervision,
  url: string,
  trouble: TunnelTrouble,
  { code }: { readonly code: string | null },
  moment: Moment,
): Step {
  const attempt = before.attempt + 1;
  const delayMs = pace.pause(attempt, trouble, moment);
  return enter(
    { ...before, attempt },
    { kind: 'unheard', url, trouble, code, until: moment.now + delayMs },
    watchBeats(before),
    setTimer('attempt', delayMs),
  );
}

/** An existing session is gone: start a new one at once, unless it barely lived. */
function lose(before: Supervision, trouble: TunnelTrouble, moment: Moment): Step {
  const { phase } = before;
  const lived =
    phase.kind === 'resuming' || (phase.kind === 'online' && moment.now - phase.since >= pace.shortLifeMs);
  const step = lived ? start(before, moment) : retry(before, trouble, null, moment);
  return {
    ...step,
    actions: [{ kind: 'log', line: `the tunnel session is lost: ${trouble}` }, ...step.actions],
  };
}
