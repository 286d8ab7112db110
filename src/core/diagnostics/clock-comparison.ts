import type { Clock } from '../ports';

/** Whether this computer's clock agrees with another's, by the `Date` header of answers that arrive anyway. */
export interface ClockComparison {
  /** Takes such a header just after it arrived. */
  readonly take: (date: string | null) => void;
  /** Null: not compared yet. Follows a clock that is set after the answer. */
  readonly aheadMs: () => number | null;
}

export function createClockComparison({ now, uptime }: Pick<Clock, 'now' | 'uptime'>): ClockComparison {
  /** The other clock's distance from the uptime, which nobody can set. */
  let theirOffset: number | null = null;
  return {
    take(date) {
      const theirs = Date.parse(date ?? '');
      // `Date` has whole seconds and is as late as the answer: exact enough to find errors of minutes or years.
      if (!Number.isNaN(theirs)) theirOffset = theirs - uptime();
    },
    aheadMs: () => (theirOffset === null ? null : now() - uptime() - theirOffset),
  };
}
