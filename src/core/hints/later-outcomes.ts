import type { Payment } from '../../shared/payment/payment';
import {
  failedAfterSuccess,
  failureFollowing,
  isFailedAfterSuccess,
} from '../../shared/payment/verification';
import { callsOfOne } from '../calls-of-one';
import type { Annotation, Ledger } from '../ledger/ledger';
import type { Clock } from '../ports';
import type { Provider } from '../provider';

export interface LaterOutcomesParts {
  readonly ledger: Pick<Ledger, 'find' | 'annotate'>;
  readonly providers: readonly Provider[];
  readonly clock: Clock;
  readonly onChanged: (payment: Payment) => void;
}

/**
 * What a call says about a payment that another call announced: it failed after it had succeeded, or its money was
 * given back. Both payments are marked whichever call comes first, and running it again changes nothing.
 */
export function createLaterOutcomes({ ledger, providers, clock, onChanged }: LaterOutcomesParts): {
  readonly on: (payment: Payment) => Promise<void>;
} {
  const annotate = async ({ id }: Payment, annotation: Annotation): Promise<void> => {
    const changed = await ledger.annotate(id, annotation);
    if (changed !== null) onChanged(changed);
  };
  /** The payment stays received on its own day; the refund is booked on the day it happened. */
  const markGivenBack = async (received: Payment, back: Payment): Promise<void> => {
    if (received.givenBack?.how === 'wholly' || back.doubts.includes('contradiction')) return;
    const how = back.doubts.includes('given-back') ? 'wholly' : 'partly';
    const at = back.performedAt ?? back.receivedAt;
    if (received.givenBack?.how === how && received.givenBack.at === at) return;
    await annotate(received, { field: 'given-back', value: { how, at } });
  };
  const doubtBoth = async (received: Payment, failed: Payment): Promise<void> => {
    if (failed.verification.kind === 'announced') {
      const at = new Date(clock.now()).toISOString();
      const value = { kind: 'disputed', at, difference: failedAfterSuccess } as const;
      // In this order: an answer about the one that was received also ends the doubt about the other.
      await annotate(failed, { field: 'verification', value });
      await annotate(received, { field: 'verification', value });
      return;
    }
    // A power cut may have come between the two, now or as the doubt ended.
    if (!isFailedAfterSuccess(failed.verification)) return;
    const known = received.verification;
    if (known.kind === 'announced' || known.at < failed.verification.at)
      await annotate(received, { field: 'verification', value: failed.verification });
    else if (!isFailedAfterSuccess(known)) {
      const value = failureFollowing(known);
      if (value !== null) await annotate(failed, { field: 'verification', value });
    }
  };

  return {
    async on(payment) {
      const calls = callsOfOne(payment, ledger, providers);
      if (calls?.itself == null) return;
      if (calls.itself === 'received') {
        for (const back of await calls.givenBack()) await markGivenBack(payment, back);
        return;
      }
      const received = await calls.received();
      if (received === null) return;
      if (calls.itself === 'given-back') await markGivenBack(received, payment);
      else if (payment.status === 'failed' && received.status === 'success')
        await doubtBoth(received, payment);
    },
  };
}
