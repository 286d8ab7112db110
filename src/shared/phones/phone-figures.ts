import { dayAfter, dayOf } from '../calendar';
import { effectiveStatusOf } from '../payment/payment';
import { utcOffsetMinutes } from '../settings/settings';
import type { KeptPayment } from './read-row';
import type { ShopCard, ToldShop } from './told-shop';

export interface Taken {
  readonly count: number;
  readonly totalXof: number;
}

const nothing: Taken = { count: 0, totalXof: 0 };
/** A counter that collects asks at least every half minute. After this time it counts as away. */
const counterSilentMs = 60_000;

/** Received live money of the chosen days. */
export function takenOn(payments: readonly KeptPayment[], isMeant: (day: string) => boolean): Taken {
  return payments.reduce<Taken>(
    (sum, { day, payment }) =>
      isMeant(day) && payment.mode === 'live' && effectiveStatusOf(payment) === 'success'
        ? { count: sum.count + 1, totalXof: sum.totalXof + (payment.amountXof ?? 0) }
        : sum,
    nothing,
  );
}

export function sumOf(all: readonly Taken[]): Taken {
  return all.reduce(
    (sum, one) => ({ count: sum.count + one.count, totalXof: sum.totalXof + one.totalXof }),
    nothing,
  );
}

/** The last days, the newest first, without days on which nothing came. */
export function daysOf(
  payments: readonly KeptPayment[],
  today: string,
  days: number,
): readonly (Taken & { day: string })[] {
  return Array.from({ length: days }, (_, at) => dayAfter(today, -at))
    .map((day) => ({ day, ...takenOn(payments, (one) => one === day) }))
    .filter(({ count }) => count > 0);
}

export function todayIn({ card }: { readonly card: ShopCard }, nowMs: number): string {
  return dayOf(nowMs, utcOffsetMinutes[card.country]);
}

/** Since when no counter of the shop collects, ISO; null while one does, or where none ever has. */
export function counterSilentSince(told: ToldShop | null): string | null {
  if (told?.counterHeardAt == null) return null;
  return Date.parse(told.at) - Date.parse(told.counterHeardAt) >= counterSilentMs
    ? told.counterHeardAt
    : null;
}
