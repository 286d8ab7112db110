import type { Payment, Verification } from '../../shared/payment/payment';
import { deniedAt, isFailedAfterSuccess, type Dispute } from '../../shared/payment/verification';
import type { ProviderAnswer } from '../provider';

/** The provider may not know a new payment everywhere yet. */
const settlingMs = 2 * 60_000;

/** How an answer changes a payment; null: it does not, ask again. `now`: ms since the epoch. */
export function verdictOn(payment: Payment, answer: ProviderAnswer, now: number): Verification | null {
  const at = new Date(now).toISOString();
  const disputed = (dispute: Dispute, says: string | number = ''): Verification => ({
    kind: 'disputed',
    at,
    difference: `${dispute} ${says}`.trim(),
  });
  if (answer.kind === 'unsure') return null;
  const { verification } = payment;
  const isSettled = verification.kind === 'settled';
  if (answer.kind === 'unknown-payment' && (isSettled || isFailedAfterSuccess(verification))) return null;
  if (answer.kind === 'unknown-payment')
    return now - Date.parse(payment.receivedAt) < settlingMs ? null : disputed('unknown-payment');
  const { outcome, isIncoming, amountXof, account } = answer.payment;
  switch (outcome) {
    case 'pending':
      return null;
    case 'reversed':
      return { kind: 'reversed', at };
    case 'failed':
      // One of the provider's own calls, or the shop, said the same: no doubt is left.
      if (isFailedAfterSuccess(verification) || (isSettled && verification.outcome === 'not-received'))
        return deniedAt(at);
      return disputed('outcome');
    case 'success':
      if (isIncoming === false) return disputed('direction');
      if (amountXof !== null && amountXof !== payment.amountXof) return disputed('amount', amountXof);
      if (!mayBeOneNumber(payment.account, account)) return disputed('payer');
      return { kind: 'verified', at };
  }
}

/** Whether two numbers can be the same: with or without 01, with masked digits, or with one of them missing. */
function mayBeOneNumber(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return true;
  const [a, b] = [plainNumber(one), plainNumber(other)];
  if (a.length !== b.length) return a === '' || b === '';
  return Array.from(a).every((digit, at) => digit === 'x' || b[at] === 'x' || digit === b[at]);
}

function plainNumber(account: string): string {
  return account
    .toLowerCase()
    .replace(/[*•]/g, 'x')
    .replace(/[^\dx]/g, '')
    .replace(/^22901(?=[\dx]{8}$)/, '229');
}
