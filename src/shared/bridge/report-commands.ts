import * as v from 'valibot';
import { dayCount } from '../calendar';
import type { DaySummary } from '../payment/payment';
import type { Report } from '../payment/report';
import { command, day } from './command';
import { paymentFilter } from './payment-filter';

/** A month, and a little more for shops that count other periods. */
export const mostReportDays = 35;

/** For more payments than these, export them. */
export const mostSummed = 10_000;

/** The sum of what a search found. */
export interface FoundSum {
  readonly count: number;
  /** How many of them were received and not given back. */
  readonly receivedCount: number;
  readonly receivedXof: number;
  /** False: there are more than `mostSummed`, and only the newest were added up. */
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
