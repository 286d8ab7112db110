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
  /** Told how many payments were taken from the ledger so far. */
  readonly onProgress: (payments: number) => void;
}

const firstDay = '0001-01-01';
/** What is missing and of no known day belongs to an export from the first payment on. */
const beforeEveryDay = '';
const lastDay = '9999-12-31';
const batchSize = 500;

/** The file's content, made while it is taken. Rejects where the ledger cannot be read; then what was taken is no whole file. */
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

/** Some at a time: a step of an asynchronous loop for each of a million would cost more than their writing. */
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
