import * as v from 'valibot';
import { dayCount } from '../calendar';
import type { DaySummary } from '../payment/payment';
import type { Report } from '../payment/report';
import { command, day } from './command';

/** A month, and a little for those who count otherwise. */
export const mostReportDays = 35;

export const reportCommands = {
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
