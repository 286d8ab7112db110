import type { CommandError } from '../../shared/bridge/contract';
import type { AddedPayment } from '../../shared/bridge/import-commands';
import type { EndpointName } from '../../shared/payment/endpoint';
import type { Found, Payment, PaymentStatus } from '../../shared/payment/payment';
import type { AskedHandlers, Caller } from '../access/caller';
import { LedgerRefusal, type AppendOutcome, type Ledger } from '../ledger/ledger';
import type { Clock } from '../ports';
import { blankEvent } from '../../shared/providers/call-text';
import type { Provider, ToldPayment } from '../provider';
import { verdictOn } from '../verification/compare';
import type { Verifier } from '../verification/verifier';

export interface FoundAgainParts {
  readonly ledger: Ledger;
  readonly providers: readonly Provider[];
  readonly verifier: Verifier;
  readonly clock: Clock;
  /** A payment was added: it is shown, and does not ring. */
  readonly onFound: (payment: Payment) => void;
}

/** What the caller may see. */
export interface Asking {
  readonly fail: (code: CommandError) => never;
  readonly isWithinReach: (payment: Payment, caller: Caller) => boolean;
}

type Handlers = Pick<AskedHandlers, 'addPayment'>;

/** The person who adds it, for the ledger and for the answer. */
interface Putting {
  readonly found: Found;
  readonly caller: Caller;
}

/** What is known of a payment that a person adds. */
type Facts = Pick<Payment, 'transactionId' | 'amountXof' | 'account' | 'method' | 'performedAt'> & {
  readonly feesXof: number | null;
  readonly status: Extract<PaymentStatus, 'success' | 'failed'>;
};

/** Adds a payment that no call announced, by its number. */
export function createFoundAgain(parts: FoundAgainParts, { fail, isWithinReach }: Asking): Handlers {
  const { ledger, providers, verifier, clock } = parts;
  const now = (): string => new Date(clock.now()).toISOString();
  const refused = (error: unknown): never => {
    if (error instanceof LedgerRefusal) return fail('ledger-unavailable');
    throw error;
  };
  const providerOf = (name: string): Provider =>
    providers.find((provider) => provider.name === name) ?? fail('bad-argument');

  const put = ({ provider, mode }: EndpointName, facts: Facts, found: Found): Promise<AppendOutcome> => {
    const { status, ...said } = facts;
    const { events } = providerOf(provider);
    const event = { ...blankEvent, ...said, status, event: events[status] };
    const receivedAt = now();
    const rawBody = new Uint8Array();
    return ledger.append({ provider, mode, receivedAt, rawBody, headers: {}, event, found }).catch(refused);
  };

  /** Knowing the number of another day's payment does not reveal that payment. */
  const putByNumber = async (
    endpoint: EndpointName,
    facts: Facts,
    { found, caller }: Putting,
  ): Promise<AppendOutcome> => {
    const outcome = await put(endpoint, facts, found);
    return outcome.duplicate && !isWithinReach(outcome.payment, caller) ? fail('locked') : outcome;
  };

  const addPayment: Handlers['addPayment'] = async (
    { transactionId: typed, amountXof, by, ...endpoint },
    caller,
  ) => {
    const transactionId = typed.replace(/\s/g, '');
    if (!/^[\w-]{4,64}$/.test(transactionId)) fail('transaction-malformed');
    const putting: Putting = { found: { how: 'typed', by, at: now() }, caller };
    const answer = await verifier.ask(endpoint.provider, endpoint.mode, transactionId);
    if (answer?.kind === 'unknown-payment') fail('transaction-unknown');
    if (answer?.kind !== 'told') {
      const facts = { ...untold, transactionId, amountXof: amountXof ?? fail('amount-needed') };
      const { payment, duplicate } = await putByNumber(endpoint, facts, putting);
      if (!duplicate) tell(payment);
      return { payment, known: duplicate };
    }
    return addTold(endpoint, transactionId, answer.payment, putting);
  };

  const addTold = async (
    endpoint: EndpointName,
    transactionId: string,
    told: ToldPayment,
    putting: Putting,
  ): Promise<AddedPayment> => {
    const { outcome, isIncoming: _direction, ...said } = told;
    if (outcome === 'pending') fail('transaction-pending');
    const status = outcome === 'failed' ? 'failed' : 'success';
    const { payment, duplicate } = await putByNumber(endpoint, { ...said, transactionId, status }, putting);
    const verdict =
      status === 'failed' ? null : verdictOn(payment, { kind: 'told', payment: told }, clock.now());
    const annotated =
      verdict === null
        ? payment
        : ((await ledger.annotate(payment.id, { field: 'verification', value: verdict }).catch(refused)) ??
          payment);
    tell(annotated);
    return { payment: annotated, known: duplicate };
  };
  const tell = (payment: Payment): void => {
    verifier.follow(payment);
    parts.onFound(payment);
  };

  return { addPayment };
}

const untold = {
  feesXof: null,
  method: null,
  account: null,
  performedAt: null,
  status: 'success',
} as const;
