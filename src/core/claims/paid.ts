import type { CommandHandlers } from '../../shared/bridge/contract';
import { answerPaid } from '../../shared/payment/paid-answer';
import { parseClue } from '../../shared/payment/paid-clue';
import type { Payment } from '../../shared/payment/payment';
import { utcOffsetMinutes } from '../../shared/settings/settings';
import { dayOf } from '../../shared/calendar';
import type { LedgerReader } from '../ledger/ledger';
import type { Clock } from '../ports';
import type { SettingsFile } from '../settings/settings-file';

export interface PaidParts {
  readonly ledger: Pick<LedgerReader, 'payments' | 'deafPeriods'>;
  readonly settings: SettingsFile;
  readonly clock: Clock;
}

/** What came so late that midnight passed before the goods were handed over is still of today. */
export const afterMidnightMs = 60 * 60_000;

/** Answers "he says he paid" from the payments and the deaf periods of today, and of the hour just gone. */
export function createPaidHandler({ ledger, settings, clock }: PaidParts): CommandHandlers['didHePay'] {
  return async ({ said }) => {
    const clue = parseClue(said);
    if (clue === null) return null;
    const { country, openingHours } = settings.current();
    const offset = utcOffsetMinutes[country];
    const now = clock.now();
    const today = dayOf(now, offset);
    const since = now - afterMidnightMs;
    const from = dayOf(since, offset);
    const isRecent = (instant: string | null): boolean =>
      from === today || instant === null || Date.parse(instant) >= since;
    const deafPeriods = (await ledger.deafPeriods(from, today)).filter(({ to }) => isRecent(to));
    const payments: Payment[] = [];
    for await (const payment of ledger.payments({ from, to: today, mode: 'live' }))
      if (isRecent(payment.receivedAt)) payments.push(payment);
    return answerPaid({ clue, payments, deafPeriods, openingHours, utcOffsetMinutes: offset, now });
  };
}
