import { openFor, type OpeningHours } from '../../shared/silence/opening-hours';

export type AlarmKind = 'uncollected' | 'counter-silent';

/** The state of one shop in the database. Instants in milliseconds since the epoch. */
export interface WatchedShop {
  readonly shop: number;
  /** Null: always open. */
  readonly hours: OpeningHours | null;
  readonly utcOffsetMinutes: number;
  readonly now: number;
  /** When the oldest call for real money came that no counter has collected; null where there is none. */
  readonly uncollectedAt: number | null;
  /** When one of its counters last asked; null: never. */
  readonly heardAt: number | null;
  readonly alarms: readonly AlarmKind[];
}

export interface Alarm {
  readonly shop: number;
  readonly kind: AlarmKind;
  readonly since: number;
}

const kinds = {
  uncollected: { afterMs: 70_000, sinceOf: (shop: WatchedShop) => shop.uncollectedAt },
  'counter-silent': { afterMs: 180_000, sinceOf: (shop: WatchedShop) => shop.heardAt },
};

/**
 * Which alarms begin and which end. Only time counts in which the shop was open and this relay ran: otherwise a relay
 * that was down would consider each counter silent. An alarm ends when the shop closes; the next day may have its own.
 */
export function changesOf(
  shop: WatchedShop,
  watchedForMs: number,
): { readonly begun: readonly Alarm[]; readonly over: readonly AlarmKind[] } {
  const openForMs = openFor(shop.hours, shop.now, shop.utcOffsetMinutes);
  const begun: Alarm[] = [];
  const over: AlarmKind[] = [];
  for (const kind of ['uncollected', 'counter-silent'] as const) {
    const { afterMs, sinceOf } = kinds[kind];
    const since = sinceOf(shop);
    const isAmiss = since !== null && openForMs > 0 && shop.now - since >= afterMs;
    if (shop.alarms.includes(kind)) {
      if (!isAmiss) over.push(kind);
    } else if (isAmiss && Math.min(openForMs, watchedForMs) >= afterMs)
      begun.push({ shop: shop.shop, kind, since });
  }
  return { begun, over };
}
