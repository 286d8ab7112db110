import type { Payment, Settlement, Verification } from '../../shared/payment/payment';
import {
  deniedAt,
  disputeIn,
  failureFollowing,
  isFailedAfterSuccess,
  mayBeSettled,
} from '../../shared/payment/verification';
import { callsOfOne } from '../calls-of-one';
import type { Ledger } from '../ledger/ledger';
import type { Clock } from '../ports';
import type { Provider } from '../provider';

export interface SettlingParts {
  readonly ledger: Pick<Ledger, 'annotate' | 'find' | 'payment'>;
  readonly providers: readonly Provider[];
  readonly clock: Clock;
  readonly onChanged: (payment: Payment) => void;
}

/** `unsure`: withdraws the former answer. */
export type OwnersAnswer = Settlement['outcome'] | 'unsure';

/** Ends the doubt whether money came, on each call about it. */
export interface Settling {
  /**
   * The answer of the owner, who looked into the provider's dashboard. Resolves to the changed payment; null where it is
   * not in doubt.
   */
  settle(payment: Payment, outcome: OwnersAnswer, by: string): Promise<Payment | null>;
  /** This money's status changed: the calls that announced its failure follow it. */
  follow(received: Payment): Promise<void>;
}

export function createSettling({ ledger, providers, clock, onChanged }: SettlingParts): Settling {
  const annotate = async ({ id }: Payment, value: Verification): Promise<void> => {
    const changed = await ledger.annotate(id, { field: 'verification', value });
    if (changed !== null) onChanged(changed);
  };
  const follow = async (received: Payment): Promise<void> => {
    const failed = (await callsOfOne(received, ledger, providers)?.failed()) ?? [];
    const later = failed.filter(
      ({ verification }) => isFailedAfterSuccess(verification) || verification.kind === 'settled',
    );
    if (later.length === 0) return;
    const { verification } = received;
    // The provider was asked just as its second call came, and both say the same.
    const isDenied =
      verification.kind === 'disputed' && disputeIn(verification.difference)?.dispute === 'outcome';
    const value = isDenied ? deniedAt(verification.at) : failureFollowing(verification);
    if (value === null) return;
    if (isDenied) await annotate(received, value);
    for (const call of later) await annotate(call, value);
  };
  return {
    async settle(payment, outcome, by) {
      const received = (await callsOfOne(payment, ledger, providers)?.received()) ?? payment;
      const { verification } = received;
      if (!mayBeSettled(verification)) return null;
      const { difference } = verification;
      const at = new Date(clock.now()).toISOString();
      const value: Verification =
        outcome === 'unsure'
          ? { kind: 'disputed', at, difference }
          : { kind: 'settled', at, outcome, by, difference };
      await annotate(received, value);
      await follow({ ...received, verification: value });
      return ledger.payment(payment.id);
    },
    follow,
  };
}
