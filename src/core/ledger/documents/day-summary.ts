import type { DaySummary, PaymentStatus } from '../../../shared/payment/payment';
import { effectiveStatusOfEntry, type PaymentEntry } from '../record';

/** Only live payments count; a sandbox one is merely numbered. */
export function addToDay(summary: DaySummary, entry: PaymentEntry): DaySummary {
  return entry.mode === 'sandbox'
    ? { ...summary, sandboxCount: summary.sandboxCount + 1 }
    : addStatus(summary, effectiveStatusOfEntry(entry), 1, entry.event.amountXof ?? 0);
}

export function addStatus(
  summary: DaySummary,
  status: PaymentStatus,
  by: 1 | -1,
  amountXof: number,
): DaySummary {
  const more = (counted: PaymentStatus): number => (status === counted ? by : 0);
  return addSummaries(summary, {
    successCount: more('success'),
    totalXof: more('success') * amountXof,
    failedCount: more('failed'),
    checkCount: more('check'),
    sandboxCount: 0,
  });
}

export function addSummaries(sum: DaySummary, more: Omit<DaySummary, 'day'>): DaySummary {
  return {
    day: sum.day,
    successCount: sum.successCount + more.successCount,
    totalXof: sum.totalXof + more.totalXof,
    failedCount: sum.failedCount + more.failedCount,
    checkCount: sum.checkCount + more.checkCount,
    sandboxCount: sum.sandboxCount + more.sandboxCount,
  };
}
