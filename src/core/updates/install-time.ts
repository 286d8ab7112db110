import { untilOpen, type OpeningHours } from '../../shared/silence/opening-hours';
import type { UpdateWish } from '../../shared/state/updates';

/** How long each of these has been quiet, in milliseconds. */
export interface Quiet {
  /** No call from anybody. */
  readonly callsMs: number;
  /** No export is running, and nobody uses the window. */
  readonly unusedMs: number;
}

export interface Shop {
  /** Null: always open. */
  readonly openingHours: OpeningHours | null;
  readonly utcOffsetMinutes: number;
}

/** KKiaPay retries for 7.5 s: by then a payment that is on its way has arrived, or its last try has. */
const quietForMs = { now: 15_000, tonight: 5 * 60_000 } as const satisfies Record<UpdateWish, number>;
/** The owner who counts the day after closing is not interrupted, unless they asked for the update. */
const unusedForMs = { now: 0, tonight: 5 * 60_000 } as const satisfies Record<UpdateWish, number>;
/** For a shop that never closes, or has not set its hours: the hours in which the fewest people pay. */
const deadOfNight: OpeningHours = { opensAt: '05:00', closesAt: '02:00' };

/**
 * Whether to install at this moment: never while the shop is open unless the merchant asked for it, and in no case while
 * a payment may be on its way.
 */
export function mayInstall(wish: UpdateWish, shop: Shop, now: number, quiet: Quiet): boolean {
  if (quiet.callsMs < quietForMs[wish] || quiet.unusedMs < unusedForMs[wish]) return false;
  return wish === 'now' || untilOpen(shop.openingHours ?? deadOfNight, now, shop.utcOffsetMinutes) > 0;
}
