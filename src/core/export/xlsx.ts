import { PassThrough, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Payment } from '../../shared/payment/payment';
import { exportTexts } from '../../shared/texts/export-texts';
import { createTally } from '../../shared/payment/totals';
import type { ExportSource } from './export-source';
import { deafColumns, paymentColumns, type Column } from './payment-columns';
import { sheetEnd, sheetRow, sheetStart } from './sheet-xml';
import { totalColumns, totalRows } from './total-rows';
import { workbookFiles } from './workbook-files';

/** Excel has 1,048,576 rows a sheet; further rows go into another sheet. */
const mostRows = 1_000_000;

/**
 * A workbook that is written while it is read: only the rows being written are in memory. If the reader stops, so does
 * the reading of the ledger.
 */
export async function* xlsxOf(source: ExportSource): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const stopped = new AbortController();
  // The sheet that failed reports it; without a listener this event would end the process.
  zip.on('error', () => undefined);
  const writing = writeSheets(zip, source, stopped.signal);
  const output = zip.outputStream.pipe(new PassThrough());
  writing.catch((error: unknown) =>
    output.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  try {
    for await (const chunk of output) yield chunk as Uint8Array; // yazl writes nothing but bytes
    await writing;
  } finally {
    stopped.abort();
  }
}

async function writeSheets(zip: ZipFile, source: ExportSource, signal: AbortSignal): Promise<void> {
  const { language, utcOffsetMinutes, deafPeriods, missing } = source;
  const words = exportTexts[language].sheets;
  const names: string[] = [];
  const add = async (name: string, xml: Iterable<string> | AsyncIterable<string>): Promise<void> => {
    names.push(name);
    const sheet = Readable.from(xml, { objectMode: false });
    zip.addReadStream(sheet, `xl/worksheets/sheet${names.length}.xml`);
    const destroy = (): void => void sheet.destroy();
    signal.addEventListener('abort', destroy);
    await finished(sheet).finally(() => signal.removeEventListener('abort', destroy));
  };
  const tally = createTally();
  const columns = paymentColumns(language);
  const batches = source.payments[Symbol.asyncIterator]();
  try {
    let batch = await batches.next();
    const paymentSheet = async function* (): AsyncGenerator<string> {
      yield sheetStart(columns);
      let row = 1;
      for (; batch.done !== true && row + batch.value.length <= mostRows; batch = await batches.next()) {
        let xml = '';
        for (const payment of batch.value) {
          tally.add(payment);
          xml += sheetRow<Payment>(columns, payment, ++row, utcOffsetMinutes);
        }
        yield xml;
      }
      yield sheetEnd(columns, row);
    };
    do {
      await add(
        names.length === 0 ? words.payments : `${words.payments} ${names.length + 1}`,
        paymentSheet(),
      );
    } while (batch.done !== true);
  } finally {
    await batches.return?.();
  }
  await add(words.deafPeriods, sheetOf(deafColumns(language), deafPeriods, utcOffsetMinutes));
  const totals = totalRows(tally.totals(), deafPeriods, missing, language);
  await add(words.totals, sheetOf(totalColumns(language), totals, utcOffsetMinutes));
  for (const [path, xml] of Object.entries(workbookFiles(names))) zip.addBuffer(Buffer.from(xml), path);
  zip.end();
}

function* sheetOf<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  utcOffsetMinutes: number,
): Generator<string> {
  yield sheetStart(columns);
  yield* rows.map((row, at) => sheetRow(columns, row, at + 2, utcOffsetMinutes));
  yield sheetEnd(columns, rows.length + 1);
}
