import { dayMs, nextMidnight } from '../../shared/calendar';
import type { Payment } from '../../shared/payment/payment';
import { isFailedAfterSuccess } from '../../shared/payment/verification';

const minuteMs = 60_000;
/** Reversals come within minutes, or before the evening; asking more often would be impolite. */
const laterMs = [10 * minuteMs, 60 * minuteMs];
/** The last question is at the end of the business day, when the till is counted. */
const beforeMidnightMs = 10 * minuteMs;
/** A payment without an answer by then stays as announced. */
const giveUpAfterMs = 2 * dayMs;

/**
 * When to ask the provider about a payment next, in ms since the epoch; null: no more. Everything it needs is in the
 * ledger, so a restart loses nothing.
 */
export function nextQuestionAt(payment: Payment, utcOffsetMinutes: number): number | null {
  const { status, transactionId, verification, receivedAt } = payment;
  if (transactionId === null || status === 'failed' || verification.kind === 'reversed') return null;
  const received = Date.parse(receivedAt);
  if (verification.kind === 'announced') return received;
  // Two calls of the provider disagree: only its API tells which one is right.
  if (isFailedAfterSuccess(verification)) return Date.parse(verification.at);
  const evening = nextMidnight(received, utcOffsetMinutes) - beforeMidnightMs;
  const points = [
    ...laterMs.map((later) => received + later),
    Math.max(evening, received + 2 * 60 * minuteMs),
  ];
  const asked = Date.parse(verification.at);
  return points.find((point) => point > asked) ?? null;
}

export function isGivenUp({ receivedAt, verification }: Payment, now: number): boolean {
  const begun = isFailedAfterSuccess(verification) ? verification.at : receivedAt;
  return now - Date.parse(begun) > giveUpAfterMs;
}
