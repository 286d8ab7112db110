import { CommandFailure } from '../../shared/bridge/answer';
import type { claimCommands } from '../../shared/bridge/claim-commands';
import type { CommandError } from '../../shared/bridge/contract';
import { handOverRefusal } from '../../shared/payment/claim';
import type { Claim, ClaimDeed, Payment } from '../../shared/payment/payment';
import type { AskedHandlers, Caller } from '../access/caller';
import { LedgerRefusal, type Ledger } from '../ledger/ledger';
import type { Clock } from '../ports';
import { serialQueue } from '../storage/serial-queue';

export interface ClaimParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Whether the caller may know of this payment now. */
  readonly isWithinReach: (payment: Payment, caller: Caller) => boolean;
  readonly fail: (code: CommandError) => never;
  /** Who was first, where and when, for the one who came second. */
  readonly handedOverAlready: (claim: Claim) => string;
  readonly onChanged: (payment: Payment) => void;
}

type ClaimHandlers = Pick<AskedHandlers, Exclude<keyof typeof claimCommands, 'didHePay'>>;

/** Hands payments over and takes that back, one deed at a time: of two windows that ask together, one gets it. */
export function createClaimHandlers({
  ledger,
  clock,
  isWithinReach,
  fail,
  handedOverAlready,
  onChanged,
}: ClaimParts): ClaimHandlers {
  const queued = serialQueue();
  const record = async (
    { id, by }: { readonly id: string; readonly by: string },
    kind: ClaimDeed['kind'],
    { place }: Caller,
  ): Promise<Payment> => {
    const at = new Date(clock.now()).toISOString();
    const value: ClaimDeed = { kind, by, at, ...(place !== '' && { via: place }) };
    const payment = await ledger.annotate(id, { field: 'claim', value });
    if (payment === null) return fail('payment-unknown');
    onChanged(payment);
    return payment;
  };
  const known = async (id: string, caller: Caller): Promise<Payment> => {
    const payment = await ledger.payment(id);
    return payment !== null && isWithinReach(payment, caller) ? payment : fail('payment-unknown');
  };
  const refused = (error: unknown): never => {
    if (error instanceof CommandFailure || !(error instanceof LedgerRefusal)) throw error;
    return fail('ledger-unavailable');
  };

  return {
    handOver: ({ id, by }, caller) =>
      queued(async () => {
        const payment = await known(id, caller);
        const refusal = handOverRefusal(payment);
        if (refusal === 'already-handed-over' && payment.claim !== null)
          throw new CommandFailure(refusal, handedOverAlready(payment.claim));
        if (refusal !== null) fail('not-to-hand-over');
        return record({ id, by }, 'handed-over', caller);
      }).catch(refused),
    takeBack: ({ id, by }, caller) =>
      queued(async () => {
        const payment = await known(id, caller);
        if (payment.claim === null) fail('not-handed-over');
        return record({ id, by }, 'taken-back', caller);
      }).catch(refused),
  };
}
