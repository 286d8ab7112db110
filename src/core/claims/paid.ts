import type { CommandHandlers } from '../../shared/bridge/contract';
import { answerPaid } from '../../shared/paid-answer';
import { parseClue } from '../../shared/paid-clue';
import type { Payment } from '../../shared/payment';
import { utcOffsetMinutes } from '../../shared/settings';
import { dayOf } from '../../shared/time';
import type { LedgerReader } from '../ledger/ledger';
import type { Clock } from '../ports';
import type { SettingsFile } from '../settings/settings-file';

export interface PaidParts {
  readonly ledger: Pick<LedgerReader, 'payments' | 'deafPeriods'>;
  readonly settings: SettingsFile;
  readonly clock: Clock;
}

/** Answers "he says he paid" from all of today's payments and all of today's deaf periods. */
export function createPaidHandler({ ledger, settings, clock }: PaidParts): CommandHandlers['didHePay'] {
  return async ({ said }) => {
    const clue = parseClue(said);
    if (clue === null) return null;
    const { country, openingHours } = settings.current();
    const offset = utcOffsetMinutes[country];
    const now = clock.now();
    const today = dayOf(now, offset);
    const deafPeriods = await ledger.deafPeriods(today, today);
    const payments: Payment[] = [];
    for await (const payment of ledger.payments({ from: today, to: today, mode: 'live' }))
      payments.push(payment);
    return answerPaid({ clue, payments, deafPeriods, openingHours, utcOffsetMinutes: offset, now });
  };
}
