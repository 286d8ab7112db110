import type { CommandHandlers } from '../../shared/bridge/contract';
import { answerPaid } from '../../shared/payment/paid-answer';
import { hasDigits, parseClue } from '../../shared/payment/paid-clue';
import type { Payment } from '../../shared/payment/payment';
import { projectPayment } from '../../shared/access/project-payment';
import type { Role } from '../../shared/access/roles';
import { utcOffsetMinutes } from '../../shared/settings/settings';
import { dayOf } from '../../shared/calendar';
import { afterMidnightMs } from '../access/reach';
import type { LedgerReader } from '../ledger/ledger';
import type { Clock } from '../ports';
import type { SettingsFile } from '../settings/settings-file';

export interface PaidParts {
  readonly ledger: Pick<LedgerReader, 'payments' | 'deafPeriods'>;
  readonly settings: SettingsFile;
  readonly clock: Pick<Clock, 'now'>;
  /** Compare the clue only with what the caller may see, so that an answer reveals nothing more. */
  readonly role: Role;
}

/** A payment may belong to a day up to two days before its receipt; add a day on either side of midnight. */
const farthestMs = 72 * 3_600_000;

/** Answers "the customer says they paid" from the payments and deaf periods of today and of the last hour. */
export function createPaidHandler({ ledger, settings, clock, role }: PaidParts): CommandHandlers['didHePay'] {
  return async ({ said }) => {
    const clue = parseClue(said);
    if (clue === null) return null;
    const { country, openingHours } = settings.current();
    const offset = utcOffsetMinutes[country];
    const now = clock.now();
    const today = dayOf(now, offset);
    const since = now - afterMidnightMs;
    const from = dayOf(since, offset);
    const isToday = (instant: string | null): boolean => instant !== null && dayOf(instant, offset) === today;
    const isRecent = (instant: string | null): boolean =>
      from === today || instant === null || Date.parse(instant) >= since;
    const deafPeriods = (await ledger.deafPeriods(from, today)).filter(({ to }) => isRecent(to));
    const payments: Payment[] = [];
    // A payment received today may belong to the earlier day it was paid, and one paid today to the day of its receipt.
    const range = { from: dayOf(now - farthestMs, offset), to: dayOf(now + farthestMs, offset) };
    for await (const payment of ledger.payments({ ...range, mode: 'live' })) {
      const { receivedAt, performedAt, found } = payment;
      const cameNow = found === undefined && (isToday(receivedAt) || Date.parse(receivedAt) >= since);
      if (cameNow || isToday(performedAt)) payments.push(projectPayment(role, payment));
    }
    const answer = answerPaid({ clue, payments, deafPeriods, openingHours, utcOffsetMinutes: offset, now });
    const isFirm = answer.kind === 'not-received' || answer.kind === 'not-received-but-deaf';
    return isFirm && !hasDigits(clue) ? null : answer;
  };
}
