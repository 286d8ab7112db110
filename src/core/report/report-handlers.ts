import type { CommandError } from '../../shared/bridge/contract';
import type { reportCommands } from '../../shared/bridge/report-commands';
import { daysBetween } from '../../shared/calendar';
import { createReport } from '../../shared/payment/report';
import { utcOffsetMinutes } from '../../shared/settings/settings';
import type { AskedHandlers } from '../access/caller';
import type { Reaching } from '../access/reach';
import type { LedgerReader } from '../ledger/ledger';
import type { SettingsFile } from '../settings/settings-file';

/** Day totals come from the ledger's index; hours and methods from reading the days' payments. */
export function createReportHandlers(
  ledger: Pick<LedgerReader, 'day' | 'deafPeriods' | 'payments' | 'missing'>,
  settings: SettingsFile,
  { reach, fail }: { readonly reach: Pick<Reaching, 'cut'>; readonly fail: (code: CommandError) => never },
): Pick<AskedHandlers, keyof typeof reportCommands> {
  return {
    getDay: ({ day }) => ledger.day(day),
    async getReport({ from, to }, caller) {
      // A report of fewer days than were asked for would pass for the whole.
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
