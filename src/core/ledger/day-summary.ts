import type { DaySummary, PaymentStatus } from '../../shared/payment';
import { standingOfEntry, type PaymentEntry } from './record';

/** Only live payments count; a sandbox one is merely numbered. */
export function addToDay(summary: DaySummary, entry: PaymentEntry): DaySummary {
  return entry.mode === 'sandbox'
    ? { ...summary, sandboxCount: summary.sandboxCount + 1 }
    : addStatus(summary, standingOfEntry(entry), 1, entry.event.amountXof ?? 0);
}

export function addStatus(
  summary: DaySummary,
  status: PaymentStatus,
  by: 1 | -1,
  amountXof: number,
): DaySummary {
  switch (status) {
    case 'success':
      return {
        ...summary,
        successCount: summary.successCount + by,
        totalXof: summary.totalXof + by * amountXof,
      };
    case 'failed':
      return { ...summary, failedCount: summary.failedCount + by };
    case 'check':
      return { ...summary, checkCount: summary.checkCount + by };
  }
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
