import type { Payment } from '../../shared/payment/payment';

/** What stands out about a payment beside those just before it. A hint, never a doubt about the money. */
export type Remark =
  | { readonly kind: 'twin'; readonly ofId: string; readonly minutes: number }
  | { readonly kind: 'failed-before' };

export interface Remarks {
  /** Remembers the payment, and says what stands out. Payments come in order of arrival. */
  on(payment: Payment): Remark | null;
}

/** A customer who is unsure pays again within minutes, and a helper presses "retry" as quickly. */
const nearMs = 10 * 60_000;
/** More than a counter sees in that time; a flood shows hints for its newest part only. */
const mostRemembered = 500;

export function createRemarks(earlier: readonly Payment[]): Remarks {
  let recent = [...earlier];
  return {
    on(payment) {
      const at = Date.parse(payment.receivedAt);
      const near = recent.filter(({ receivedAt }) => Math.abs(at - Date.parse(receivedAt)) <= nearMs);
      recent = [...near, payment].slice(-mostRemembered);
      if (payment.status !== 'success') return null;
      const { mode, provider, transactionId, account, amountXof } = payment;
      const beside = near.filter((other) => other.mode === mode);
      const failed = beside.some(
        (other) =>
          other.status === 'failed' &&
          other.provider === provider &&
          transactionId !== null &&
          other.transactionId === transactionId,
      );
      if (failed) return { kind: 'failed-before' };
      const twin = beside
        .filter(
          (other) =>
            other.status === 'success' &&
            account !== null &&
            other.account === account &&
            other.amountXof === amountXof &&
            other.transactionId !== transactionId,
        )
        .at(-1);
      if (twin === undefined) return null;
      const minutes = Math.round(Math.abs(at - Date.parse(twin.receivedAt)) / 60_000);
      return { kind: 'twin', ofId: twin.id, minutes };
    },
  };
}
