import type { Clock } from '../../core/ports';
import type { RefusedMinute } from '../store/hearing';

export interface CountedMinute extends RefusedMinute {
  readonly shop: number;
}

export interface RefusedMinutes {
  count(shop: number, reason: string, mode: string | null): void;
  /** Takes what was counted since the last time. */
  take(): readonly CountedMinute[];
  /** They could not be stored: counts them again. */
  putBack(taken: readonly CountedMinute[]): void;
}

const minuteMs = 60_000;
/** The most kinds in a minute: further ones count for the next minute. */
const mostKinds = 10_000;

/** Counts refused calls by shop and minute: a flood costs one number. */
export function createRefusedMinutes(clock: Clock): RefusedMinutes {
  let counted = new Map<string, CountedMinute>();
  const add = (more: CountedMinute): void => {
    const { shop, minute, reason, mode, count } = more;
    const name = `${shop} ${minute} ${reason} ${mode}`;
    const known = counted.get(name);
    if (known !== undefined) counted.set(name, { ...more, count: known.count + count });
    else if (counted.size < mostKinds) counted.set(name, more);
  };
  return {
    count(shop, reason, mode) {
      const minute = new Date(Math.floor(clock.now() / minuteMs) * minuteMs).toISOString();
      add({ shop, minute, reason, mode: mode ?? '', count: 1 });
    },
    take() {
      const taken = [...counted.values()];
      counted = new Map();
      return taken;
    },
    putBack(taken) {
      for (const one of taken) add(one);
    },
  };
}
