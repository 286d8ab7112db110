import type { Clock } from '../ports';

/** Whether this computer's clock agrees with another's, by the `Date` of answers that we get anyway. */
export interface ClockComparison {
  /** The header as it came, just now. */
  readonly take: (date: string | null) => void;
  /** Null: compared with none yet. */
  readonly aheadMs: () => number | null;
}

export function createClockComparison({ now }: Pick<Clock, 'now'>): ClockComparison {
  let aheadMs: number | null = null;
  return {
    take(date) {
      const theirs = Date.parse(date ?? '');
      // To the second, and as late as the answer took: fit to find minutes, and years.
      if (!Number.isNaN(theirs)) aheadMs = now() - theirs;
    },
    aheadMs: () => aheadMs,
  };
}
