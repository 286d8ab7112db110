import type { Clock } from '../../core/ports';
import type { KnownShop } from './shop-endpoints';

const dayMs = 24 * 3_600_000;

interface Used {
  tokens: number;
  at: number;
  day: number;
  rows: number;
}

/** How much one shop may have stored, so that none fills the disk of all: so many at once, a second, and a day. */
export function createQuota(clock: Clock): (shop: KnownShop) => boolean {
  const used = new Map<number, Used>();
  return ({ id, perSecond, burst, rowsADay }) => {
    const now = clock.uptime();
    const day = Math.floor(clock.now() / dayMs);
    const one = used.get(id) ?? { tokens: burst, at: now, day, rows: 0 };
    one.tokens = Math.min(burst, one.tokens + (Math.max(0, now - one.at) / 1000) * perSecond);
    one.at = now;
    if (one.day !== day) Object.assign(one, { day, rows: 0 });
    used.set(id, one);
    if (one.tokens < 1 || one.rows >= rowsADay) return false;
    one.tokens -= 1;
    one.rows += 1;
    return true;
  };
}
