import { CommandFailure } from '../../shared/bridge/answer';
import type { claimCommands } from '../../shared/bridge/claim-commands';
import type { CommandError } from '../../shared/bridge/contract';
import { handOverRefusal } from '../../shared/payment/claim';
import type { ClaimDeed, Payment } from '../../shared/payment/payment';
import type { AskedHandlers, Caller } from '../access/caller';
import { LedgerRefusal, type Ledger } from '../ledger/ledger';
import type { Clock } from '../ports';
import { serialQueue } from '../storage/serial-queue';

export interface ClaimParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Whether whoever asks may know of this payment now. */
  readonly isWithinReach: (payment: Payment, caller: Caller) => boolean;
  readonly fail: (code: CommandError) => never;
  readonly onChanged: (payment: Payment) => void;
}

type ClaimHandlers = Pick<AskedHandlers, Exclude<keyof typeof claimCommands, 'didHePay'>>;

/** Hands payments over and takes that back, one deed at a time: of two windows that ask together, one gets it. */
export function createClaimHandlers({
  ledger,
  clock,
  isWithinReach,
  fail,
  onChanged,
}: ClaimParts): ClaimHandlers {
  const inTurn = serialQueue();
  const record = async (id: string, kind: ClaimDeed['kind'], by: string): Promise<Payment> => {
    const value: ClaimDeed = { kind, by, at: new Date(clock.now()).toISOString() };
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
      inTurn(async () => {
        const payment = await known(id, caller);
        const refusal = handOverRefusal(payment);
        if (refusal !== null) fail(refusal === 'already-handed-over' ? refusal : 'not-to-hand-over');
        return record(id, 'handed-over', by);
      }).catch(refused),
    takeBack: ({ id, by }, caller) =>
      inTurn(async () => {
        const payment = await known(id, caller);
        if (payment.claim === null) fail('not-handed-over');
        return record(id, 'taken-back', by);
      }).catch(refused),
  };
}
