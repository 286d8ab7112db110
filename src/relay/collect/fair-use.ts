import type { Clock } from '../../core/ports';
import { Refused } from './requests';

/** Shares one answer with everybody who asks within this time, and runs only one question at once. */
export function sharedAnswer<T>(clock: Clock, forMs: number, ask: () => Promise<T>): () => Promise<T> {
  let last: { readonly at: number; readonly answer: Promise<T> } | null = null;
  let isAsking = false;
  return () => {
    if (last !== null && (isAsking || clock.uptime() - last.at < forMs)) return last.answer;
    isAsking = true;
    const answer = ask().finally(() => {
      isAsking = false;
    });
    last = { at: clock.uptime(), answer };
    return answer;
  };
}

/** Allows this many at once under one name; more are refused at once. */
export function createPlaces<K>(most: number, refusal: () => Refused) {
  const taken = new Map<K, number>();
  return async <T>(name: K, task: () => Promise<T>): Promise<T> => {
    const before = taken.get(name) ?? 0;
    if (before >= most) throw refusal();
    taken.set(name, before + 1);
    try {
      return await task();
    } finally {
      const left = (taken.get(name) ?? 1) - 1;
      if (left === 0) taken.delete(name);
      else taken.set(name, left);
    }
  };
}

const minuteMs = 60_000;
/** With more names than this, forget all counts, so that memory is bounded. */
const mostNames = 100_000;

/** Limits requests a minute for each name; throws `Refused` for further ones. */
export function createMinuteLimit(clock: Clock, most: number): (name: number) => void {
  const used = new Map<number, { tokens: number; at: number }>();
  return (name) => {
    const now = clock.uptime();
    const { tokens, at } = used.get(name) ?? { tokens: most, at: now };
    const left = Math.min(most, tokens + ((now - at) / minuteMs) * most);
    if (used.size >= mostNames && !used.has(name)) used.clear();
    used.set(name, { tokens: left < 1 ? left : left - 1, at: now });
    if (left < 1) throw new Refused(429, 'too-many');
  };
}
