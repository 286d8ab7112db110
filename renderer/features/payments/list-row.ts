import type { DeafPeriod } from '../../../src/shared/hearing';
import type { Payment } from '../../../src/shared/payment';

/** One line of the history: a payment, or a time in which some may have been missed. */
export type ListRow =
  | { readonly kind: 'payment'; readonly payment: Payment }
  | { readonly kind: 'deaf'; readonly period: DeafPeriod };

/** Newest first: a deaf period stands above the last payment that came before it began. */
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

export function idOf(row: ListRow): string {
  return row.kind === 'payment' ? row.payment.id : row.period.id;
}
