import type { Clock } from '../../src/core/ports';

/** Time that moves when the test says so. */
export interface FakeClock extends Clock {
  /** Moves on and runs what became due, in order. */
  advance(byMs: number): void;
  /** Sets the clock without running anything: a jump, as after a dead battery. */
  jump(to: number): void;
  /** Time passes, but nothing runs: the computer slept, or the process stood still. Timers are late then. */
  sleep(forMs: number): void;
}

export function fakeClock(startAt = Date.parse('2026-11-23T10:00:00.000Z')): FakeClock {
  let uptime = 3_600_000;
  let startedAt = startAt - uptime;
  // As in an operating system, setting the clock moves no timer.
  const timers = new Set<{ at: number; task: () => void }>();
  return {
    now: () => startedAt + uptime,
    uptime: () => uptime,
    after(delayMs, task) {
      const timer = { at: uptime + delayMs, task };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(byMs) {
      const until = uptime + byMs;
      for (;;) {
        const [due] = [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
        if (due === undefined) break;
        timers.delete(due);
        uptime = Math.max(uptime, due.at);
        due.task();
      }
      uptime = until;
    },
    jump(to) {
      startedAt = to - uptime;
    },
    sleep(forMs) {
      uptime += forMs;
    },
  };
}
