import { CommandFailure } from '../../shared/bridge/answer';
import type { CommandError } from '../../shared/bridge/contract';
import { handOverRefusal, type Agreed } from '../../shared/payment/claim';
import type { Claim, ClaimDeed, Payment } from '../../shared/payment/payment';
import type { AskedHandlers, Caller } from '../access/caller';
import { LedgerRefusal, type Ledger, type StoredPayment } from '../ledger/ledger';
import type { Clock } from '../ports';
import { serialQueue } from '../storage/serial-queue';

export interface ClaimParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Whether the caller may see this payment now. */
  readonly isWithinReach: (payment: Payment, caller: Caller) => boolean;
  readonly fail: (code: CommandError) => never;
  /** The sentence for the second caller: who handed it over first, where and when. */
  readonly handedOverAlready: (claim: Claim) => string;
  readonly onChanged: (payment: Payment) => void;
  /** What the shop's other counters say about it; absent without other counters. */
  readonly agree?: (payment: StoredPayment, deed: ClaimDeed) => Promise<Agreed | null>;
}

type ClaimHandlers = Pick<AskedHandlers, 'handOver' | 'takeBack'>;

/** Claims payments and takes claims back, one at a time: of two windows that ask at once, only one succeeds. */
export function createClaimHandlers({
  ledger,
  clock,
  isWithinReach,
  fail,
  handedOverAlready,
  onChanged,
  agree,
}: ClaimParts): ClaimHandlers {
  const queued = serialQueue();
  const record = async (
    stored: StoredPayment,
    kind: ClaimDeed['kind'],
    { by, place }: { readonly by: string; readonly place: string },
  ): Promise<Payment> => {
    const at = new Date(clock.now()).toISOString();
    const wanted: ClaimDeed = { kind, by, at, ...(place !== '' && { via: place }) };
    const { deed, first } = (await agree?.(stored, wanted)) ?? { deed: wanted, first: null };
    if (first?.kind === 'handed-over')
      throw new CommandFailure('already-handed-over', handedOverAlready(first));
    const { id } = stored;
    // It was taken back elsewhere a moment ago, which is what the caller wanted.
    const payment =
      first === null ? await ledger.annotate(id, { field: 'claim', value: deed }) : await ledger.payment(id);
    if (payment === null) return fail('payment-unknown');
    onChanged(payment);
    return payment;
  };
  const known = async (id: string, caller: Caller): Promise<StoredPayment> => {
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
        return record(payment, 'handed-over', { by, place: caller.place });
      }).catch(refused),
    takeBack: ({ id, by }, caller) =>
      queued(async () => {
        const payment = await known(id, caller);
        if (payment.claim === null) fail('not-handed-over');
        return record(payment, 'taken-back', { by, place: caller.place });
      }).catch(refused),
  };
}
