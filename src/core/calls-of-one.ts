import type { Payment } from '../shared/payment/payment';
import type { Ledger } from './ledger/ledger';
import type { Provider } from './provider';

/** What is kept of one payment: each of its events is a call of its own. */
export interface CallsOfOne {
  readonly received: Payment | null;
  readonly failed: readonly Payment[];
  readonly givenBack: readonly Payment[];
}

/** By the provider's own number; null where the call has none. */
export async function callsOfOne(
  { provider, mode, transactionId }: Payment,
  ledger: Pick<Ledger, 'find'>,
  providers: readonly Provider[],
): Promise<CallsOfOne | null> {
  const events = providers.find(({ name }) => name === provider)?.events;
  if (transactionId === null || events === undefined) return null;
  const called = async (names: readonly string[]): Promise<readonly Payment[]> => {
    const found = names.map((event) => ledger.find({ provider, mode, event, transactionId }));
    return (await Promise.all(found)).filter((payment) => payment !== null);
  };
  const [received = null] = await called([events.success]);
  return {
    received,
    failed: (await called([events.failed, ...events.failedToo])).filter(({ status }) => status === 'failed'),
    givenBack: await called(events.givenBack),
  };
}
