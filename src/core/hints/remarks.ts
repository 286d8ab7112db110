import type { Payment } from '../../shared/payment/payment';

/** A remark on a payment, compared with those just before it. A hint, never a doubt about the money. */
export type Remark =
  | { readonly kind: 'twin'; readonly ofId: string; readonly minutes: number }
  | { readonly kind: 'failed-before' };

export interface Remarks {
  /** Remembers the payment, and returns its remark. Payments come in order of arrival. */
  on(payment: Payment): Remark | null;
}

/** A customer who is unsure pays again within minutes, and a helper presses "retry" as soon. */
const nearMs = 10 * 60_000;
/** More than a counter sees in that time; a flood shows hints for its newest part only. */
const mostRemembered = 500;

export function createRemarks(earlier: readonly Payment[]): Remarks {
  const recent: Dated[] = [];
  const remember = (one: Dated): void => {
    recent.push(one);
    if (recent.length > mostRemembered) recent.shift();
  };
  for (const payment of earlier) remember(dated(payment));
  return {
    on(payment) {
      const present = dated(payment);
      const remark = payment.status === 'success' ? remarkOn(present, recent) : null;
      remember(present);
      return remark;
    },
  };
}

/** One pass, from the newest back: a catch-up compares each of thousands with hundreds. */
function remarkOn({ at, payment }: Dated, recent: readonly Dated[]): Remark | null {
  const { mode, provider, transactionId, account, amountXof } = payment;
  let twin: Remark | null = null;
  for (let index = recent.length - 1; index >= 0; index -= 1) {
    const { at: otherAt, payment: other } = recent[index] ?? { at, payment };
    const isSameNumber = other.transactionId === transactionId;
    // Most are neither, so check that first.
    if (!isSameNumber && other.account !== account) continue;
    const apartMs = Math.abs(at - otherAt);
    if (other.mode !== mode || apartMs > nearMs) continue;
    const { status } = other;
    if (status === 'failed' && other.provider === provider && transactionId !== null && isSameNumber)
      return { kind: 'failed-before' };
    const isLike = account !== null && other.account === account && other.amountXof === amountXof;
    if (twin === null && status === 'success' && isLike && !isSameNumber)
      twin = { kind: 'twin', ofId: other.id, minutes: Math.round(apartMs / 60_000) };
  }
  return twin;
}

interface Dated {
  readonly at: number;
  readonly payment: Payment;
}

function dated(payment: Payment): Dated {
  return { at: Date.parse(payment.receivedAt), payment };
}
