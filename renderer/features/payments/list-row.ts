import type { DeafPeriod } from '../../../src/shared/silence/hearing';
import type { Day, Payment } from '../../../src/shared/payment/payment';

/** One line of the history: the heading of a day, a payment, or a time in which some may have been missed. */
export type ListRow =
  | { readonly kind: 'payment'; readonly payment: Payment }
  | { readonly kind: 'deaf'; readonly period: DeafPeriod }
  | { readonly kind: 'day'; readonly day: Day };

/** Newest first: a deaf period comes before the last payment from before it began. */
export function rowsOf(payments: readonly Payment[], periods: readonly DeafPeriod[]): readonly ListRow[] {
  const rows: ListRow[] = [];
  const waiting = [...periods].sort((one, other) => one.from.localeCompare(other.from));
  for (const payment of payments) {
    for (
      let newest = waiting.at(-1);
      newest !== undefined && newest.from > payment.receivedAt;
      newest = waiting.at(-1)
    ) {
      rows.push({ kind: 'deaf', period: newest });
      waiting.pop();
    }
    rows.push({ kind: 'payment', payment });
  }
  for (const period of waiting.reverse()) rows.push({ kind: 'deaf', period });
  return rows;
}

/** Puts a heading above the first row of each day; `before` is the day of the row above all these. */
export function withDays(
  rows: readonly ListRow[],
  before: Day | null,
  dayOf: (instant: string) => Day,
): readonly ListRow[] {
  let day = before;
  return rows.flatMap((row) => {
    const at = instantOf(row);
    if (at === null || dayOf(at) === day) return [row];
    day = dayOf(at);
    return [{ kind: 'day', day } as const, row];
  });
}

/** Where in time the row belongs; null for a heading. */
export function instantOf(row: ListRow): string | null {
  if (row.kind === 'day') return null;
  return row.kind === 'deaf' ? row.period.from : row.payment.receivedAt;
}

export function idOf(row: ListRow): string {
  if (row.kind === 'day') return row.day;
  return row.kind === 'payment' ? row.payment.id : row.period.id;
}
