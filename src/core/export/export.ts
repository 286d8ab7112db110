import type { ExportRequest } from '../../shared/payment/export';
import { maskAccount } from '../../shared/payment/mask';
import type { Payment } from '../../shared/payment/payment';
import type { LedgerReader } from '../ledger/ledger';
import { csvOf } from './csv';
import type { ExportSource } from './export-source';
import { jsonOf } from './json';
import { xlsxOf } from './xlsx';

export interface ExportParts extends Pick<ExportSource, 'language' | 'utcOffsetMinutes' | 'exportedAt'> {
  readonly ledger: Pick<LedgerReader, 'payments' | 'deafPeriods' | 'missing'>;
  /** Gets the number of payments read from the ledger so far. */
  readonly onProgress: (payments: number) => void;
}

const firstDay = '0001-01-01';
/** Missing payments of unknown day belong to an export that begins with the first payment. */
const beforeEveryDay = '';
const lastDay = '9999-12-31';
const batchSize = 500;

/**
 * The file's content, made while it is read. Rejects where the ledger cannot be read; then what was read is incomplete.
 */
export async function* exportFile(
  parts: ExportParts,
  { format, payers, ...range }: ExportRequest,
): AsyncGenerator<string | Uint8Array> {
  const { ledger, onProgress, ...rest } = parts;
  const deafPeriods = await ledger.deafPeriods(range.from ?? firstDay, range.to ?? lastDay);
  const missing = await ledger.missing(range.from ?? beforeEveryDay, range.to ?? lastDay);
  const payments = inBatches(
    ledger.payments(range, 'oldest'),
    payers === 'masked' ? withoutPayer : (payment) => payment,
    onProgress,
  );
  yield* writers[format]({ ...rest, ...range, deafPeriods, missing, payments });
}

const writers = { csv: csvOf, json: jsonOf, xlsx: xlsxOf };

/** Some at a time: an asynchronous step for each of a million would cost more than writing them. */
async function* inBatches(
  payments: AsyncIterable<Payment>,
  shown: (payment: Payment) => Payment,
  onProgress: (payments: number) => void,
): AsyncGenerator<readonly Payment[]> {
  let taken = 0;
  let batch: Payment[] = [];
  for await (const payment of payments) {
    if (batch.push(shown(payment)) < batchSize) continue;
    yield batch;
    onProgress((taken += batch.length));
    batch = [];
  }
  yield batch;
  onProgress(taken + batch.length);
}

function withoutPayer(payment: Payment): Payment {
  return { ...payment, account: maskAccount(payment.account), stateData: null };
}
