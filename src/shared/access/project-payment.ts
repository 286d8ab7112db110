import { lastFour, shortened, withoutNumbers, withoutPayersNumber } from '../payment/mask';
import { effectiveStatusOf, type Payment, type PaymentDetail } from '../payment/payment';
import type { Role } from './roles';

/** Whether a role sees such a payment at all: the customer's display shows only received money. */
export function isShownTo(role: Role, payment: Payment): boolean {
  if (role !== 'display') return true;
  return (
    payment.mode === 'live' && effectiveStatusOf(payment) === 'success' && payment.givenBack === undefined
  );
}

/** A payment with what the role may not see set to null or masked, field by field. */
export function projectPayment(role: Role, payment: Payment): Payment {
  const { transactionId } = payment;
  switch (role) {
    case 'owner':
      return payment;
    case 'helper':
      return atTheCounter(payment);
    case 'second-counter':
      return {
        ...atTheCounter(payment),
        transactionId: transactionId && shortened(transactionId),
        partnerId: null,
      };
    case 'bell':
    case 'owner-view':
      return withoutPayer(payment);
    case 'display':
      return unclaimed({ ...withoutPayer(payment), method: null, feesXof: null });
  }
}

/** The same with its history. Only the owner gets the call as it arrived. */
export function projectDetail(role: Role, detail: PaymentDetail): PaymentDetail {
  if (role === 'owner') return detail;
  const { claimHistory, call: _call, ...payment } = detail;
  return { ...projectPayment(role, payment), claimHistory, call: null };
}

/** What the shop's own page passed along may hold anything, so the counter does not show it. */
function atTheCounter(payment: Payment): Payment {
  const { account } = payment;
  const text = (words: string | null): string | null => words && withoutNumbers(words, account);
  const name = (words: string | null): string | null => words && withoutPayersNumber(words, account);
  return {
    ...named(payment),
    account: lastFour(account),
    transactionId: name(payment.transactionId),
    partnerId: name(payment.partnerId),
    label: text(payment.label),
    failureMessage: text(payment.failureMessage),
    failureCode: text(payment.failureCode),
    stateData: null,
  };
}

/** The provider's own texts. Everybody may read them, unless they contain the payer's number. */
function named(payment: Payment): Payment {
  const { event, method, account } = payment;
  return {
    ...payment,
    event: event && withoutPayersNumber(event, account),
    method: method && withoutPayersNumber(method, account),
  };
}

function withoutPayer(payment: Payment): Payment {
  const nothing = { account: null, transactionId: null, label: null, partnerId: null };
  return { ...named(payment), ...nothing, stateData: null, failureCode: null, failureMessage: null };
}

/** Customers do not see which helper handed over where. */
function unclaimed({ alsoClaimed: _others, ...payment }: Payment): Payment {
  return { ...payment, claim: null };
}
