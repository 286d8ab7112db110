import { describe, expect, it } from 'vitest';
import type { ChildReport } from '../../src/core/tunnel/child-protocol';
import type { SelfTestResult } from '../../src/core/tunnel/self-test';
import {
  initialSupervision,
  tunnelStateOf,
  type Supervision,
  type SupervisorAction,
  type SupervisorFact,
} from '../../src/core/tunnel/supervision';
import { supervise } from '../../src/core/tunnel/supervisor';

const url = 'https://boutique.ngrok-free.app';
const noon = Date.parse('2026-11-24T12:00:00.000Z');

/** One supervision through a series of facts; every action it asked for since the last look. */
class Story {
  now = noon;
  actions: SupervisorAction[] = [];
  #supervision: Supervision = initialSupervision(
    { domain: true, trafficPolicy: true, hostRoots: false },
    { beatOverdueMs: 20_000 },
  );

  tell(fact: SupervisorFact): this {
    const step = supervise(this.#supervision, fact, { now: this.now, chance: 0.5 });
    this.#supervision = step.supervision;
    this.actions = step.actions.filter(({ kind }) => kind !== 'log');
    return this;
  }
  report(report: ChildReport): this {
    return this.tell({ kind: 'report', report });
  }
  fails(code: string | null, stage: 'load' | 'connect' | 'bind' = 'connect', message = 'no'): this {
    return this.report({ kind: 'failed', stage, code, message });
  }
  tested(result: SelfTestResult): this {
    return this.tell({ kind: 'self-tested', result });
  }
  unheard(code: string | null = null): this {
    return this.tested({ kind: 'failed', status: null, code });
  }
  rings(timer: 'attempt' | 'timeout' | 'beat'): this {
    return this.tell({ kind: 'timer', timer });
  }
  online(): this {
    this.tell({ kind: 'token', present: true }).report({ kind: 'online', url });
    this.tested({ kind: 'passed' });
    this.now += 10_000;
    return this;
  }
  get state() {
    return tunnelStateOf(this.#supervision);
  }
  get heardAt() {
    return this.#supervision.heardAt;
  }
  get wishes() {
    return this.#supervision.wishes;
  }
  /** The delay of the timer that the last fact set. */
  delayOf(name: 'attempt' | 'timeout' | 'beat'): number | undefined {
    const found = this.actions.findLast((action) => action.kind === 'set-timer' && action.timer === name);
    return found?.kind === 'set-timer' ? found.delayMs : undefined;
  }
  does(kind: SupervisorAction['kind']): boolean {
    return this.actions.some((action) => action.kind === kind);
  }
}
const fresh = { kind: 'start', fresh: true } as const;

describe('the supervisor of the tunnel', () => {
  it('connects once there is an authtoken, and never without', () => {
    const story = new Story();
    expect(story.state).toEqual({ kind: 'token-missing' });
    expect(story.tell({ kind: 'probe' }).tell({ kind: 'woke' }).actions).toEqual([]);
    story.tell({ kind: 'token', present: true });
    expect(story.actions).toContainEqual(fresh);
    expect(story.state).toEqual({ kind: 'connecting', attempt: 0 });
    story.tell({ kind: 'token', present: false });
    expect([story.state.kind, story.does('kill')]).toEqual(['token-missing', true]);
  });

  it('says online only once the self-test has passed', () => {
    const story = new Story().tell({ kind: 'token', present: true }).report({ kind: 'online', url });
    expect(story.state).toEqual({ kind: 'proving', url });
    expect(story.does('self-test')).toBe(true);
    expect(story.heardAt).toBeNull();
    story.tested({ kind: 'passed' });
    expect(story.state).toEqual({ kind: 'online', url, since: '2026-11-24T12:00:00.000Z' });
    expect(story.heardAt).toBe(noon);
    expect(story.does('recheck-later')).toBe(true);
  });

  it('tests again and again for 10 s, then keeps an unheard session and tests more rarely', () => {
    const story = new Story().tell({ kind: 'token', present: true }).report({ kind: 'online', url });
    expect(story.delayOf('timeout')).toBe(10_000);
    expect(story.unheard().delayOf('attempt')).toBe(500);
    expect(story.rings('attempt').does('self-test')).toBe(true);
    story.unheard().rings('timeout');
    expect(story.state).toMatchObject({ kind: 'retrying', reason: 'self-test-failed', attempt: 1 });
    expect(story.does('kill')).toBe(false);
    const pauses = Array.from({ length: 12 }, () => story.rings('attempt').unheard().delayOf('attempt'));
    expect(pauses.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000]);
    expect(pauses.at(-1)).toBe(300_000);
    expect(story.tested({ kind: 'passed' }).state).toMatchObject({ kind: 'online' });
  });

  it('replaces a session that the edge does not route to', () => {
    const story = new Story().tell({ kind: 'token', present: true }).report({ kind: 'online', url });
    story.unheard('ERR_NGROK_3200').rings('timeout');
    expect(story.state).toMatchObject({
      kind: 'retrying',
      reason: 'self-test-failed',
      code: 'ERR_NGROK_3200',
    });
    expect(story.does('kill')).toBe(true);
    expect(story.rings('attempt').does('start')).toBe(true);
  });

  it('allows a new endpoint 10 s until the edge routes to it', () => {
    const story = new Story().tell({ kind: 'token', present: true }).report({ kind: 'online', url });
    story.unheard('ERR_NGROK_3200').rings('attempt').tested({ kind: 'passed' });
    expect(story.state.kind).toBe('online');
  });

  it('names a spent quota at once, and keeps the session', () => {
    const story = new Story().tell({ kind: 'token', present: true }).report({ kind: 'online', url });
    story.unheard('ERR_NGROK_727');
    expect(story.state).toMatchObject({ kind: 'retrying', reason: 'quota-spent', code: 'ERR_NGROK_727' });
    expect(story.does('kill')).toBe(false);
    expect(new Story().online().unheard('ERR_NGROK_725').state).toMatchObject({ reason: 'quota-spent' });
  });

  it('looks twice before it gives up a session that was heard', () => {
    const story = new Story().online().rings('attempt');
    expect(story.does('self-test')).toBe(true);
    expect(story.unheard().state.kind).toBe('online');
    expect(story.delayOf('attempt')).toBe(2_000);
    expect(story.rings('attempt').unheard().actions).toContainEqual(fresh);
  });

  it('believes one failed test when somebody had a reason to ask', () => {
    const story = new Story().online().tell({ kind: 'probe' });
    expect(story.actions).toContainEqual({ kind: 'self-test', timeoutMs: 2_000 });
    expect(story.state.kind).toBe('online');
    expect(story.unheard().actions).toContainEqual(fresh);
  });

  it('leaves the first seconds after a cut to the SDK, then starts afresh to be told why', () => {
    const story = new Story().online().report({ kind: 'lost' });
    expect(story.state).toMatchObject({ kind: 'retrying', reason: 'network' });
    expect(story.delayOf('timeout')).toBe(3_500);
    expect(story.report({ kind: 'lost' }).actions).toEqual([]);
    expect(story.rings('timeout').actions).toContainEqual(fresh);
  });

  it('does not count a heartbeat as proof while resuming, because it is sent before the edge accepts us', () => {
    const story = new Story().online().report({ kind: 'lost' }).report({ kind: 'beat' });
    expect(story.does('self-test')).toBe(true);
    expect(story.state.kind).toBe('retrying');
    expect(story.unheard('ERR_NGROK_3200').delayOf('attempt')).toBe(500);
    expect(story.rings('attempt').tested({ kind: 'passed' }).state.kind).toBe('online');
  });

  it('replaces a session whose beat is missed, or of whose beats nothing is said', () => {
    expect(new Story().online().report({ kind: 'beat-missed' }).actions).toContainEqual(fresh);
    expect(new Story().online().rings('beat').actions).toContainEqual(fresh);
    expect(new Story().online().report({ kind: 'beat' }).delayOf('beat')).toBe(20_000);
  });

  it('knows when it was last heard', () => {
    const story = new Story().online();
    story.report({ kind: 'beat' });
    const heardAt = story.now;
    story.now += 15_000;
    expect(story.report({ kind: 'beat-missed' }).heardAt).toBe(heardAt);
    story.report({ kind: 'online', url }).report({ kind: 'beat' });
    expect(story.heardAt).toBe(heardAt);
  });

  it('starts another child at once when one dies that was heard, later when it barely lived', () => {
    expect(new Story().online().tell({ kind: 'child-exited' }).actions).toContainEqual(fresh);
    const short = new Story().online();
    short.now -= 9_500;
    expect(short.tell({ kind: 'child-exited' }).state).toMatchObject({ reason: 'child-died', attempt: 1 });
    expect(short.delayOf('attempt')).toBe(1_000);
  });

  it('starts afresh after sleep, whatever it was doing', () => {
    expect(new Story().online().tell({ kind: 'woke' }).actions).toContainEqual(fresh);
    const waiting = new Story().tell({ kind: 'token', present: true }).fails(null);
    expect(waiting.tell({ kind: 'woke' }).actions).toContainEqual(fresh);
  });

  it('never waits for long where nothing answers, and uses the same child again', () => {
    const story = new Story().tell({ kind: 'token', present: true });
    const pauses = Array.from({ length: 6 }, () => {
      const pause = story.fails(null).delayOf('attempt');
      expect(story.does('kill')).toBe(false);
      expect(story.rings('attempt').actions).toContainEqual({ kind: 'start', fresh: false });
      return pause;
    });
    expect(pauses).toEqual([1_000, 1_500, 1_500, 1_500, 1_500, 1_500]);
    expect(story.state).toEqual({ kind: 'connecting', attempt: 6 });
  });

  it('replaces the child after a hundred failed tries', () => {
    const story = new Story().tell({ kind: 'token', present: true });
    const starts = Array.from({ length: 200 }, () => story.fails(null).rings('attempt').actions);
    expect(starts.filter((actions) => actions.some((a) => a.kind === 'start' && a.fresh)).length).toBe(2);
  });

  it('backs off up to half a minute where ngrok answers', () => {
    const story = new Story().tell({ kind: 'token', present: true });
    const pauses = Array.from({ length: 7 }, () => {
      const pause = story.fails('ERR_NGROK_31337').delayOf('attempt');
      story.rings('attempt');
      return pause;
    });
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('goes at once when probed while waiting, also after a refusal', () => {
    const waiting = new Story().tell({ kind: 'token', present: true }).fails('ERR_NGROK_108');
    expect(waiting.tell({ kind: 'probe' }).does('start')).toBe(true);
    const refused = new Story().tell({ kind: 'token', present: true }).fails('ERR_NGROK_107');
    expect(refused.tell({ kind: 'probe' }).actions).toContainEqual(fresh);
  });

  it('replaces a try that hangs since before the network was back, not one just begun', () => {
    const story = new Story().tell({ kind: 'token', present: true });
    expect(story.tell({ kind: 'probe' }).actions).toEqual([]);
    story.now += 2_001;
    expect(story.tell({ kind: 'probe' }).actions).toContainEqual(fresh);
  });

  it('gives up a connection that never answers', () => {
    const story = new Story().tell({ kind: 'token', present: true });
    expect(story.delayOf('timeout')).toBe(12_000);
    story.rings('timeout');
    expect(story.state).toMatchObject({ kind: 'retrying', reason: 'timed-out' });
    expect(story.does('kill')).toBe(true);
  });

  it('asks for a taken endpoint every 2 s on the same session, every 30 s after a minute', () => {
    const story = new Story().tell({ kind: 'token', present: true });
    const pauses = Array.from({ length: 31 }, () => {
      story.fails('ERR_NGROK_334', 'bind');
      expect([story.state.kind, story.does('kill')]).toEqual(['retrying', false]);
      const pause = story.delayOf('attempt');
      expect(story.rings('attempt').does('bind')).toBe(true);
      return pause;
    });
    expect([pauses[0], pauses[29], pauses[30]]).toEqual([2_000, 2_000, 30_000]);
  });

  it('asks for less where ngrok refuses a wish, once', () => {
    const story = new Story().tell({ kind: 'token', present: true });
    story.fails('ERR_NGROK_2200', 'bind');
    expect(story.does('bind')).toBe(true);
    expect(story.wishes).toMatchObject({ trafficPolicy: false, domain: true });
    story.fails('ERR_NGROK_401', 'bind');
    expect(story.wishes).toMatchObject({ trafficPolicy: false, domain: false });
    story.fails('ERR_NGROK_401', 'bind');
    expect(story.state).toMatchObject({ kind: 'retrying', reason: 'unknown', code: 'ERR_NGROK_401' });
  });

  it('tries the authorities of this computer at once, then both in turn', () => {
    const story = new Story().tell({ kind: 'token', present: true });
    const handshake = 'failed to connect session: tls handshake error';
    story.fails(null, 'connect', handshake);
    expect([story.wishes.hostRoots, story.does('start')]).toEqual([true, true]);
    story.fails(null, 'connect', handshake);
    expect(story.wishes.hostRoots).toBe(false);
    expect(story.state).toMatchObject({ kind: 'retrying', reason: 'tls-interception' });
  });

  it('respects the dashboard of ngrok: stopped for a minute, restarted at once', () => {
    const stopped = new Story().online().report({ kind: 'command', command: 'stop' });
    expect([stopped.does('kill'), stopped.delayOf('attempt')]).toEqual([true, 60_000]);
    expect(new Story().online().report({ kind: 'command', command: 'restart' }).actions).toContainEqual(
      fresh,
    );
  });

  it('forgets what was pending with every change of phase', () => {
    for (const fact of [{ kind: 'woke' }, { kind: 'report', report: { kind: 'lost' } }] as const) {
      expect(new Story().online().tell(fact).actions[0]).toEqual({ kind: 'settle' });
    }
  });

  it('spreads its tries by a fifth', () => {
    const pauseAt = (chance: number): number | undefined => {
      const waiting = initialSupervision(
        { domain: false, trafficPolicy: false, hostRoots: false },
        { beatOverdueMs: 1 },
      );
      const { supervision } = supervise(waiting, { kind: 'token', present: true }, { now: noon, chance });
      const failed = { kind: 'failed', stage: 'connect', code: null, message: '' } as const;
      const { actions } = supervise(supervision, { kind: 'report', report: failed }, { now: noon, chance });
      return actions.flatMap((action) => (action.kind === 'set-timer' ? [action.delayMs] : []))[0];
    };
    expect([pauseAt(0), pauseAt(1)]).toEqual([800, 1_200]);
  });
});
