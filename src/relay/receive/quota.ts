import type { Clock } from '../../core/ports';
import type { KnownShop } from './shop-endpoints';

const dayMs = 24 * 3_600_000;

interface Used {
  tokens: number;
  at: number;
  day: number;
  rows: number;
}

/** An ordinary call is shorter; a longer one counts as several. */
const bytesOfOneCall = 4_096;

/**
 * How much one shop may store, so that none fills the disk of all: limits at once, a second, and a day. A long call
 * counts as several; one that exceeds the limit at once still passes when nothing was used yet.
 */
export function createQuota(
  clock: Clock,
): (shop: Pick<KnownShop, 'id' | 'perSecond' | 'burst' | 'rowsADay'>, bytes: number) => boolean {
  const used = new Map<number, Used>();
  return ({ id, perSecond, burst, rowsADay }, bytes) => {
    const cost = Math.max(1, Math.ceil(bytes / bytesOfOneCall));
    const now = clock.uptime();
    const day = Math.floor(clock.now() / dayMs);
    const one = used.get(id) ?? { tokens: burst, at: now, day, rows: 0 };
    one.tokens = Math.min(burst, one.tokens + (Math.max(0, now - one.at) / 1000) * perSecond);
    one.at = now;
    if (one.day !== day) Object.assign(one, { day, rows: 0 });
    used.set(id, one);
    if (one.tokens < Math.max(1, Math.min(cost, burst)) || one.rows >= rowsADay) return false;
    one.tokens -= cost;
    one.rows += cost;
    return true;
  };
}
