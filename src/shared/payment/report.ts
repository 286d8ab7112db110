import { mayHaveMissed, type DeafPeriod } from '../silence/hearing';
import { createHelperNames } from './helper-name';
import type { MissingPayments } from './missing';
import { effectiveStatusOf, type Day, type DaySummary, type Payment } from './payment';
import { dayOf, hourOf } from '../calendar';

/** How many payments were received, and of how much. */
export interface Taking {
  readonly count: number;
  readonly totalXof: number;
}

/** The money received over consecutive days. Live money only. */
export interface Report {
  /** Every day, the earliest first. */
  readonly days: readonly DaySummary[];
  /** 24 entries, by the shop's own clock. */
  readonly hours: readonly Taking[];
  /** By the provider's name of the method (null: not given), the greatest sum first. */
  readonly methods: readonly (Taking & { readonly method: string | null })[];
  /**
   * What each helper handed over, the greatest sum first; empty `by`: no name. Together with `notHandedOver` this is
   * everything received.
   */
  readonly helpers: readonly (Taking & { readonly by: string })[];
  readonly notHandedOver: Taking;
  /** Those in which payments may be missing, the earliest first. */
  readonly deafPeriods: readonly DeafPeriod[];
  /** Payments received on these days and lost since. Absent where none are. */
  readonly missing?: MissingPayments;
}

export interface ReportParts {
  readonly days: readonly DaySummary[];
  readonly deafPeriods: readonly DeafPeriod[];
  readonly missing: MissingPayments | null;
  readonly utcOffsetMinutes: number;
}

/** Reads the payments of these days one by one, in any order. */
export function createReport({ days, deafPeriods, missing, utcOffsetMinutes }: ReportParts): {
  readonly add: (payment: Payment, day: Day) => void;
  readonly report: () => Report;
} {
  const hours = Array.from({ length: 24 }, (): Taking => ({ count: 0, totalXof: 0 }));
  const methods = new Map<string | null, Taking>();
  const helpers = new Map<string, Taking>();
  const names = createHelperNames();
  let notHandedOver: Taking = { count: 0, totalXof: 0 };
  const plus = ({ count, totalXof }: Taking, amountXof: number): Taking => ({
    count: count + 1,
    totalXof: totalXof + amountXof,
  });
  return {
    add(payment, day) {
      if (payment.mode !== 'live' || effectiveStatusOf(payment) !== 'success') return;
      const amountXof = payment.amountXof ?? 0;
      const hour = hourIn(day, payment, utcOffsetMinutes);
      hours[hour] = plus(hours[hour] ?? { count: 0, totalXof: 0 }, amountXof);
      methods.set(payment.method, plus(methods.get(payment.method) ?? { count: 0, totalXof: 0 }, amountXof));
      if (payment.claim === null) notHandedOver = plus(notHandedOver, amountXof);
      else {
        const key = names.of(payment.claim.by);
        helpers.set(key, plus(helpers.get(key) ?? { count: 0, totalXof: 0 }, amountXof));
      }
    },
    report: () => ({
      days,
      hours,
      methods: [...methods].map(([method, taking]) => ({ method, ...taking })).sort(greatestFirst),
      helpers: [...helpers]
        .map(([key, taking]) => ({ by: names.nameOf(key), ...taking }))
        .sort(greatestFirst),
      notHandedOver,
      deafPeriods: deafPeriods.filter(mayHaveMissed),
      ...(missing !== null && { missing }),
    }),
  };
}

function greatestFirst(one: Taking, other: Taking): number {
  return other.totalXof - one.totalXof || other.count - one.count;
}

/** The hour of payment where it lies in the business day, as for a call in time; else the hour of receipt. */
function hourIn(day: Day, { performedAt, receivedAt }: Payment, utcOffsetMinutes: number): number {
  const inDay = performedAt !== null && dayOf(performedAt, utcOffsetMinutes) === day;
  return hourOf(inDay ? performedAt : receivedAt, utcOffsetMinutes);
}

export interface ReportTotals extends Taking {
  readonly failedCount: number;
  readonly checkCount: number;
  /** Failed ones among failed and received ones, in whole percent; null where there are none. */
  readonly failedPercent: number | null;
}

export function totalsOf(days: readonly DaySummary[]): ReportTotals {
  const sum = (of: (day: DaySummary) => number): number => days.reduce((total, day) => total + of(day), 0);
  const count = sum((day) => day.successCount);
  const failedCount = sum((day) => day.failedCount);
  return {
    count,
    totalXof: sum((day) => day.totalXof),
    failedCount,
    checkCount: sum((day) => day.checkCount),
    failedPercent: count + failedCount === 0 ? null : Math.round((100 * failedCount) / (count + failedCount)),
  };
}
