import type { CommandError } from '../../shared/bridge/contract';
import { mostSummed, type reportCommands } from '../../shared/bridge/report-commands';
import { daysBetween } from '../../shared/calendar';
import { outcomeOf } from '../../shared/payment/totals';
import { createReport } from '../../shared/payment/report';
import { utcOffsetMinutes } from '../../shared/settings/settings';
import type { AskedHandlers } from '../access/caller';
import type { Reaching } from '../access/reach';
import type { LedgerReader } from '../ledger/ledger';
import type { SettingsFile } from '../settings/settings-file';

const pageSize = 500;

/** Day totals come from the ledger's index; hours, methods and helpers from reading the days' payments. */
export function createReportHandlers(
  ledger: Pick<LedgerReader, 'day' | 'deafPeriods' | 'page' | 'payments' | 'missing'>,
  settings: SettingsFile,
  { reach, fail }: { readonly reach: Pick<Reaching, 'cut'>; readonly fail: (code: CommandError) => never },
): Pick<AskedHandlers, keyof typeof reportCommands> {
  return {
    getDay: ({ day }) => ledger.day(day),
    async sumPayments(filter) {
      let [count, receivedCount, receivedXof] = [0, 0, 0];
      let after: string | null | undefined;
      while (after !== null && count < mostSummed) {
        const page = await ledger.page({ ...filter, limit: pageSize, ...(after !== undefined && { after }) });
        for (const payment of page.payments) {
          count += 1;
          if (outcomeOf(payment) !== 'received') continue;
          receivedCount += 1;
          receivedXof += payment.amountXof ?? 0;
        }
        after = page.next;
      }
      return { count, receivedCount, receivedXof, isWhole: after === null };
    },
    async getReport({ from, to }, caller) {
      // A report with fewer days than requested would look complete.
      const within = reach.cut(caller.role(), { from, to });
      if (within?.from !== from || within.to !== to) fail('locked');
      const { add, report } = createReport({
        days: await Promise.all(daysBetween(from, to).map((day) => ledger.day(day))),
        deafPeriods: await ledger.deafPeriods(from, to),
        missing: await ledger.missing(from, to),
        utcOffsetMinutes: utcOffsetMinutes[settings.current().country],
      });
      for (const day of daysBetween(from, to))
        for await (const payment of ledger.payments({ from: day, to: day, mode: 'live' })) add(payment, day);
      return report();
    },
  };
}
