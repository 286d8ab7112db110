import * as v from 'valibot';
import { dayCount } from '../calendar';
import type { DaySummary } from '../payment/payment';
import type { Report } from '../payment/report';
import { command, day } from './command';
import { paymentFilter } from './payment-filter';

/** A month, and a little for those who count otherwise. */
export const mostReportDays = 35;

/** A sum of more payments than these is the export's. */
export const mostSummed = 10_000;

/** What a search found, added up. */
export interface FoundSum {
  readonly count: number;
  /** Of those, the ones that brought money that is still here. */
  readonly receivedCount: number;
  readonly receivedXof: number;
  /** False: there are more than `mostSummed`, and the newest of them were added up. */
  readonly isWhole: boolean;
}

export const reportCommands = {
  sumPayments: command<FoundSum>('owner-looking')(v.strictObject(paymentFilter)),
  getDay: command<DaySummary>('owner-looking')(v.strictObject({ day: day() })),
  /** `to` on or after `from`, at most `mostReportDays` days in all. */
  getReport: command<Report>(
    'owner-looking',
    'owner-view',
  )(
    v.pipe(
      v.strictObject({ from: day(), to: day() }),
      v.check(({ from, to }) => {
        const days = dayCount(from, to);
        return days >= 1 && days <= mostReportDays;
      }),
    ),
  ),
} as const;
