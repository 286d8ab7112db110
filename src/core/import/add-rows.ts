import type { Mode, Payment } from '../../shared/payment/payment';
import type { AppendOutcome, Ledger, LedgerReader } from '../ledger/ledger';
import { exposedCollector } from '../storage/exposed-collector';
import { blankEvent } from '../../shared/providers/call-text';
import type { Provider } from '../provider';
import { rowsBetweenCollections, type JudgedRow, type LookUp } from './verdicts';

export interface AddTo {
  readonly ledger: Pick<Ledger, 'append' | 'find' | 'payments' | 'still'>;
  readonly providers: readonly Provider[];
  readonly mode: Mode;
}

/** Rows added to the ledger together, so that one flush serves them all. */
const appendedAtOnce = 128;

/** FedaPay announces received money under more than one name. */
const receivedEvents: Readonly<Record<string, readonly string[]>> = {
  fedapay: ['transaction.approved', 'transaction.transferred', 'transaction.updated'],
};

export function lookUpIn({ ledger, providers, mode }: AddTo): LookUp {
  const references = lazyReferences(ledger, mode);
  return async (name, { transactionId, reference }) => {
    if (transactionId === null)
      return reference === null ? null : ((await references(name)).get(reference) ?? null);
    const own = providers.find((provider) => provider.name === name)?.events.success;
    for (const event of receivedEvents[name] ?? (own === undefined ? [] : [own])) {
      const found = await ledger.find({ provider: name, mode, event, transactionId });
      if (found !== null) return found;
    }
    return null;
  };
}

/** What was received, by the reference that people see: read at the first question, which few files need. */
export function lazyReferences(
  ledger: Pick<LedgerReader, 'payments'>,
  mode: Mode,
): (provider: string) => Promise<ReadonlyMap<string, Pick<Payment, 'amountXof'>>> {
  const read = new Map<string, Promise<ReadonlyMap<string, Pick<Payment, 'amountXof'>>>>();
  const readAll = async (provider: string) => {
    const found = new Map<string, Pick<Payment, 'amountXof'>>();
    for await (const payment of ledger.payments({ mode }))
      if (payment.provider === provider && payment.partnerId !== null && payment.status !== 'failed')
        found.set(payment.partnerId, { amountXof: payment.amountXof });
    return found;
  };
  return (provider) => {
    const reading = read.get(provider) ?? readAll(provider);
    read.set(provider, reading);
    return reading;
  };
}

/** Adds new rows as received payments, added later. `onAdded` gets each outcome in the order of the rows. */
export async function addRows(
  { ledger, providers, mode }: AddTo,
  rows: readonly JudgedRow[],
  {
    by,
    now,
    onAdded,
  }: { readonly by: string; readonly now: () => string; readonly onAdded: (outcome: AppendOutcome) => void },
): Promise<void> {
  const collect = exposedCollector();
  for (let from = 0; from < rows.length; from += appendedAtOnce) {
    const outcomes = await Promise.all(
      rows.slice(from, from + appendedAtOnce).map((row) => {
        const { provider: name, transactionId, amountXof, performedAt, account, method, reference } = row;
        const success = providers.find((provider) => provider.name === name)?.events.success ?? null;
        return ledger.append({
          provider: name,
          mode,
          receivedAt: now(),
          rawBody: new Uint8Array(),
          headers: {},
          event: {
            ...blankEvent,
            transactionId,
            amountXof,
            performedAt,
            account,
            method,
            partnerId: name === 'fedapay' ? reference : null,
            status: 'success',
            event: success,
          },
          found: { how: 'imported', by, at: now() },
        });
      }),
    );
    for (const outcome of outcomes) onAdded(outcome);
    // Let compaction keep up, so that memory does not grow with the file.
    await ledger.still(() => Promise.resolve());
    if ((from + appendedAtOnce) % rowsBetweenCollections === 0) collect?.();
  }
}
