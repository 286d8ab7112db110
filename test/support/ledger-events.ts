import type { ReceivedEvent } from '../../src/core/ledger/ledger';
import type { PaymentEvent } from '../../src/shared/payment/payment';

export interface EventTraits extends Partial<PaymentEvent> {
  readonly mode?: ReceivedEvent['mode'];
  readonly receivedAt?: string;
  readonly rawBody?: Uint8Array;
}

/** A success of 1,000 F as KKiaPay would announce it, with what a test wants otherwise. */
export function receivedEvent(traits: EventTraits = {}): ReceivedEvent {
  const { mode = 'live', receivedAt = '2026-11-23T20:00:00.000Z', rawBody, ...said } = traits;
  const event: PaymentEvent = {
    transactionId: '3iH6wjHJ3',
    status: 'success',
    event: 'transaction.success',
    amountXof: 1000,
    feesXof: 19,
    method: 'MOBILE_MONEY',
    account: '22997000000',
    label: 'Boutique Awa',
    partnerId: null,
    stateData: {},
    performedAt: null,
    failureCode: null,
    failureMessage: null,
    doubts: [],
    ...said,
  };
  return {
    provider: 'kkiapay',
    mode,
    receivedAt,
    rawBody:
      rawBody ?? Buffer.from(JSON.stringify({ ...event, isPaymentSucces: event.status === 'success' })),
    headers: { 'content-type': 'application/json', 'x-kkiapay-secret': '****' },
    event,
  };
}
