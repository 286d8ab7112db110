import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import type { dayCommands } from '../../shared/bridge/day-commands';
import type { DayClose, DayReport } from '../../shared/payment/day-close';
import type { Day } from '../../shared/payment/payment';
import type { WorkedShift } from '../../shared/payment/shift';
import { utcOffsetMinutes } from '../../shared/settings/settings';
import { boundsOf, dayAfter, dayOf } from '../../shared/calendar';
import type { LedgerReader } from '../ledger/ledger';
import { serialQueue } from '../storage/serial-queue';
import type { Clock } from '../ports';
import type { SettingsFile } from '../settings/settings-file';
import { PrinterFailure, sendToPrinter } from '../printing/printer';
import type { Verifier } from '../verification/verifier';
import type { CloseBook } from './close-book';
import type { DigestedDay } from './day-digest';
import { reportOf } from './day-report';

export interface DayHandlerParts {
  readonly closeBook: CloseBook;
  readonly ledger: Pick<LedgerReader, 'payments' | 'deafPeriods' | 'day' | 'missing'>;
  readonly settings: Pick<SettingsFile, 'current'>;
  readonly askAgain: Verifier['askAgain'];
  readonly shiftsBetween: (startMs: number, endMs: number, now: number) => Promise<readonly WorkedShift[]>;
  /** The providers that the shop takes. */
  readonly providers: () => readonly string[];
  readonly clock: Clock;
  readonly fail: (code: CommandError) => never;
}

/** Older days that were never closed are no longer reported. */
const daysLookedBack = 31;
const pageSize = 50;

/** Closes days, one at a time, and returns their state. */
export function createDayHandlers({
  closeBook: book,
  ledger,
  settings,
  askAgain,
  shiftsBetween,
  providers,
  clock,
  fail,
}: DayHandlerParts): Pick<CommandHandlers, keyof typeof dayCommands> {
  const offset = (): number => utcOffsetMinutes[settings.current().country];
  const queued = serialQueue();

  const closesOf = (day: Day): readonly DayClose[] => book.closes().filter((close) => close.day === day);
  const today = (): Day => dayOf(clock.now(), offset());
  const forgottenDays = async (): Promise<readonly Day[]> => {
    const closed = new Set(book.closes().map(({ day }) => day));
    const first = [...closed].sort()[0];
    const days = Array.from({ length: daysLookedBack }, (_, at) =>
      dayAfter(today(), at - daysLookedBack),
    ).filter((day) => first !== undefined && day > first && !closed.has(day));
    const summaries = await Promise.all(days.map((day) => ledger.day(day)));
    return summaries
      .filter(({ successCount, failedCount, checkCount }) => successCount + failedCount + checkCount > 0)
      .map(({ day }) => day);
  };
  const close = async ({
    day,
    by,
    countedCashXof,
    expectedCashXof = null,
  }: Parameters<CommandHandlers['closeDay']>[0]): Promise<DayClose> => {
    if (day > today()) fail('bad-argument');
    const { report, payments } = await reportOf(ledger, day);
    const before = closesOf(day).at(-1);
    const cash = { countedCashXof, ...(expectedCashXof !== null && { expectedCashXof }) };
    if (before !== undefined && sameDay(before, report) && sameCash(before, cash)) fail('day-already-closed');
    return book
      .add({
        ...report,
        closedAt: new Date(clock.now()).toISOString(),
        by,
        ...cash,
        payments: payments.digest(),
        replaces: before?.number ?? null,
      })
      .catch(() => fail('ledger-unavailable'));
  };

  return {
    async getDayView({ day }) {
      const { report, payments } = await reportOf(ledger, day);
      const closes = closesOf(day).map((close) => heldAgainst(close, payments));
      const newest = closes.at(-1);
      const { startMs, endMs } = boundsOf(day, offset());
      return {
        report,
        closes,
        isOpen: newest === undefined || !sameDay(newest, report),
        forgottenDays: await forgottenDays(),
        missingCloses: book.missing(),
        shifts: await shiftsBetween(startMs, endMs, clock.now()),
        beside: {
          dayBefore: await ledger.day(dayAfter(day, -1)),
          weekBefore: await ledger.day(dayAfter(day, -7)),
        },
      };
    },
    recheckDay({ day }) {
      const { startMs, endMs } = boundsOf(day, offset());
      return askAgain(new Date(startMs).toISOString(), new Date(endMs).toISOString());
    },
    closeDay: (asked) => queued(() => close(asked)),
    listDayCloses: ({ before }) =>
      Promise.resolve(
        book
          .closes()
          .filter(({ number }) => before === null || number < before)
          .slice(-pageSize)
          .reverse(),
      ),
    async printDayClose({ number }) {
      const { printer, language, shopName, paperMm } = settings.current();
      // Read it from the disk: a file changed since the book was opened must not be printed with the true fingerprint.
      const reread = (await book.reread(number)) ?? fail('bad-argument');
      const found = heldAgainst(reread, (await reportOf(ledger, reread.day)).payments);
      // Load it late: it holds the alphabets of every printer, and many shops never print.
      const { closeTicket } = await import('./close-ticket');
      const ticket = closeTicket(found, {
        language,
        shopName,
        paperMm,
        utcOffsetMinutes: offset(),
        providers: providers(),
      });
      await sendToPrinter(printer ?? fail('printer-not-set'), ticket).catch((error: unknown) => {
        if (error instanceof PrinterFailure) fail('printer-silent');
        throw error;
      });
      return null;
    },
  };
}

/** Compare only the fields of the older one: an earlier version wrote fewer. */
function sameDay(close: DayClose, now: DayReport): boolean {
  const told = Object.keys(close.totals);
  const said = ({ totals, deafPeriods, missing }: DayReport): string =>
    JSON.stringify([Object.entries(totals).filter(([name]) => told.includes(name)), deafPeriods, missing]);
  return said(close) === said(now);
}

type Cash = Pick<DayClose, 'countedCashXof' | 'expectedCashXof'>;

function sameCash(one: Cash, other: Cash): boolean {
  return one.countedCashXof === other.countedCashXof && one.expectedCashXof === other.expectedCashXof;
}

function heldAgainst(close: DayClose, payments: DigestedDay): DayClose {
  const isSame = close.payments === undefined || payments.begins(close.payments);
  return isSame ? close : { ...close, isOfOtherPayments: true };
}
