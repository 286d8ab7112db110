import type { AppState } from '../../../src/shared/state/app-state';
import type { Argument, CommandError, CommandName } from '../../../src/shared/bridge/contract';
import type { dayCommands } from '../../../src/shared/bridge/day-commands';
import type { exportCommands } from '../../../src/shared/bridge/export-commands';
import type { DayClose, DayReport } from '../../../src/shared/payment/day-close';
import type { DeafPeriod } from '../../../src/shared/silence/hearing';
import type { Payment } from '../../../src/shared/payment/payment';
import { dayOf } from '../../../src/shared/calendar';
import { createTally } from '../../../src/shared/payment/totals';

interface Parts {
  readonly payments: () => readonly Payment[];
  readonly deafPeriods: () => readonly DeafPeriod[];
  readonly refuse: (code: CommandError) => never;
  readonly change: (over: Partial<AppState>) => void;
}

type Handlers<Names extends CommandName> = {
  readonly [Name in Names]: (argument: Argument<Name>) => unknown;
};

/** Days, closes and exports as far as a window can tell them from real ones. */
export function pretendedDays(
  parts: Parts,
): Handlers<keyof typeof dayCommands | keyof typeof exportCommands> {
  const { payments, deafPeriods, refuse, change } = parts;
  const closes: DayClose[] = [];
  const on = (day: string, instant: string): boolean => dayOf(instant, 60) === day;
  const reportOf = (day: string): DayReport => {
    const tally = createTally();
    for (const payment of payments()) if (on(day, payment.receivedAt)) tally.add(payment);
    return { day, totals: tally.totals(), deafPeriods: deafPeriods().filter(({ from }) => on(day, from)) };
  };
  return {
    getDayView: ({ day }) => {
      const mine = closes.filter((close) => close.day === day);
      return { report: reportOf(day), closes: mine, isOpen: mine.length === 0, forgottenDays: [] };
    },
    recheckDay: ({ day }) => ({ answered: reportOf(day).totals.received.count, unanswered: 0 }),
    closeDay: ({ day, by, countedCashXof }) => {
      const number = closes.length + 1;
      const before = closes.findLast((close) => close.day === day);
      const hash = String(number).repeat(64).slice(0, 64);
      closes.push({
        ...{ number, ...reportOf(day), by, countedCashXof, hash },
        closedAt: new Date().toISOString(),
        replaces: before?.number ?? null,
        previousHash: closes.at(-1)?.hash ?? '',
      });
      return closes.at(-1);
    },
    listDayCloses: ({ before }) =>
      closes.filter(({ number }) => before === null || number < before).toReversed(),
    printDayClose: () => refuse('printer-not-set'),
    startExport: () => {
      change({ exporting: { kind: 'running', payments: 128_500 } });
      return { kind: 'started' };
    },
    cancelExport: () => change({ exporting: { kind: 'cancelled' } }),
    savePdf: () => ({ file: 'comptoir-journee-2026-11-23.pdf' }),
  };
}
