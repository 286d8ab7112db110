import type { CommandHandlers } from '../../shared/bridge/contract';
import type { reportCommands } from '../../shared/bridge/report-commands';
import { daysBetween } from '../../shared/calendar';
import { createReport } from '../../shared/payment/report';
import { utcOffsetMinutes } from '../../shared/settings/settings';
import type { LedgerReader } from '../ledger/ledger';
import type { SettingsFile } from '../settings/settings-file';

/** Day totals come from the ledger's index; hours and methods from reading the days' payments. */
export function createReportHandlers(
  ledger: Pick<LedgerReader, 'day' | 'deafPeriods' | 'payments'>,
  settings: SettingsFile,
): Pick<CommandHandlers, keyof typeof reportCommands> {
  return {
    getDay: ({ day }) => ledger.day(day),
    async getReport({ from, to }) {
      const { add, report } = createReport({
        days: await Promise.all(daysBetween(from, to).map((day) => ledger.day(day))),
        deafPeriods: await ledger.deafPeriods(from, to),
        utcOffsetMinutes: utcOffsetMinutes[settings.current().country],
      });
      for (const day of daysBetween(from, to))
        for await (const payment of ledger.payments({ from: day, to: day, mode: 'live' })) add(payment, day);
      return report();
    },
  };
}
