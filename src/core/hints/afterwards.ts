import type { Payment } from '../../shared/payment/payment';
import type { Annotation, Ledger } from '../ledger/ledger';
import type { Clock } from '../ports';
import type { Provider } from '../provider';

export interface AfterwardsParts {
  readonly ledger: Pick<Ledger, 'find' | 'annotate'>;
  readonly providers: readonly Provider[];
  readonly clock: Clock;
  readonly onChanged: (payment: Payment) => void;
}

/**
 * What a call says about a payment that another call announced: it failed after it had succeeded, or its money was given
 * back. Whichever of the two comes first, both end up marked; asked again about the same, it changes nothing.
 */
export function createAfterwards({ ledger, providers, clock, onChanged }: AfterwardsParts): {
  readonly on: (payment: Payment) => Promise<void>;
} {
  const annotate = async ({ id }: Payment, annotation: Annotation): Promise<void> => {
    const changed = await ledger.annotate(id, annotation);
    if (changed !== null) onChanged(changed);
  };
  /** On the books of the day it was received it stays received: the giving back stands on a day of its own. */
  const markGivenBack = async (received: Payment, back: Payment): Promise<void> => {
    if (received.givenBack?.how === 'wholly' || back.doubts.includes('contradiction')) return;
    const how = back.doubts.includes('given-back') ? 'wholly' : 'partly';
    const at = back.performedAt ?? back.receivedAt;
    if (received.givenBack?.how === how && received.givenBack.at === at) return;
    await annotate(received, { field: 'given-back', value: { how, at } });
  };
  const doubtBoth = async (received: Payment, failed: Payment): Promise<void> => {
    // Said before, and perhaps settled since.
    if (failed.verification.kind !== 'announced') return;
    const at = new Date(clock.now()).toISOString();
    const value = { kind: 'disputed', at, difference: 'failed-after-success' } as const;
    await annotate(received, { field: 'verification', value });
    await annotate(failed, { field: 'verification', value });
  };

  return {
    async on(payment) {
      const { transactionId, mode } = payment;
      const provider = providers.find(({ name }) => name === payment.provider);
      if (transactionId === null || provider === undefined) return;
      const called = (event: string): Promise<Payment | null> =>
        ledger.find({ provider: provider.name, mode, event, transactionId });
      const { success, givenBack } = provider.events;
      if (payment.event === success) {
        for (const event of givenBack) {
          const back = await called(event);
          if (back !== null) await markGivenBack(payment, back);
        }
        return;
      }
      const isGivingBack = payment.event !== null && givenBack.includes(payment.event);
      if (!isGivingBack && payment.status !== 'failed') return;
      const received = await called(success);
      if (received === null) return;
      if (isGivingBack) await markGivenBack(received, payment);
      else if (received.status === 'success') await doubtBoth(received, payment);
    },
  };
}
