import type { DayReport } from '../../shared/payment/day-close';
import { mayHaveMissed } from '../../shared/silence/hearing';
import type { Day } from '../../shared/payment/payment';
import { createTally } from '../../shared/payment/totals';
import { digestedDay, type DigestedDay } from './day-digest';
import type { LedgerReader } from '../ledger/ledger';

/** Counts the payments of a day one by one: the ledger's own totals know neither method nor helper. */
export async function reportOf(
  ledger: Pick<LedgerReader, 'payments' | 'deafPeriods' | 'missing'>,
  day: Day,
): Promise<{ readonly report: DayReport; readonly payments: DigestedDay }> {
  const tally = createTally();
  const payments = digestedDay();
  for await (const payment of ledger.payments({ from: day, to: day })) {
    tally.add(payment);
    payments.add(payment);
  }
  const deafPeriods = (await ledger.deafPeriods(day, day)).filter(mayHaveMissed);
  const missing = await ledger.missing(day);
  const report = { day, totals: tally.totals(), deafPeriods, ...(missing !== null && { missing }) };
  return { report, payments };
}
