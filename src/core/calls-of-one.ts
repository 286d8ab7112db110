import type { Payment } from '../shared/payment/payment';
import type { Ledger } from './ledger/ledger';
import type { Provider } from './provider';

/** The calls about one payment, one for each of its events. Read on request, because a catch-up asks for thousands. */
export interface CallsOfOne {
  /** Which of these calls the given payment itself is; null: none of them. */
  readonly itself: 'received' | 'failed' | 'given-back' | null;
  received(): Promise<Payment | null>;
  failed(): Promise<readonly Payment[]>;
  givenBack(): Promise<readonly Payment[]>;
}

/** Found by the provider's own number; null where the call has none. */
export function callsOfOne(
  { provider, mode, transactionId, event }: Payment,
  ledger: Pick<Ledger, 'find'>,
  providers: readonly Provider[],
): CallsOfOne | null {
  const events = providers.find(({ name }) => name === provider)?.events;
  if (transactionId === null || events === undefined) return null;
  const failures = [events.failed, ...events.failedToo];
  const called = async (names: readonly string[]): Promise<readonly Payment[]> => {
    const found = names.map((name) => ledger.find({ provider, mode, event: name, transactionId }));
    return (await Promise.all(found)).filter((payment) => payment !== null);
  };
  const isOneOf = (names: readonly string[]): boolean => event !== null && names.includes(event);
  return {
    itself: isOneOf([events.success])
      ? 'received'
      : isOneOf(events.givenBack)
        ? 'given-back'
        : isOneOf(failures)
          ? 'failed'
          : null,
    received: async () => (await called([events.success]))[0] ?? null,
    failed: async () => (await called(failures)).filter(({ status }) => status === 'failed'),
    givenBack: () => called(events.givenBack),
  };
}
