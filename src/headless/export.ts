import { exportFile } from '../core/export/export';
import { writeWholeFile } from '../core/export/write-whole-file';
import { openLedgerReader } from '../core/ledger/open-ledger-reader';
import { systemClock } from '../core/ports';
import { exportFormats } from '../shared/payment/export';
import { utcOffsetMinutes } from '../shared/settings/settings';
import { needComptoir, readSettings } from './data';
import { day, oneOf, readOptions, required, UsageError } from './options';

/** Writes payments and deaf periods into a file, even while a server uses the same folder. */
export async function exportPayments(args: string[]): Promise<number> {
  const options = readOptions(args, {
    data: { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
  });
  const dataDir = required('data', options.data);
  const out = required('out', options.out);
  const format = oneOf('format', required('format', options.format), exportFormats);
  if (format === undefined) throw new UsageError('--format is missing');
  const from = day('from', options.from);
  const to = day('to', options.to);
  await needComptoir(dataDir);

  const settings = await readSettings(dataDir);
  const offset = utcOffsetMinutes[settings?.country ?? 'BJ'];
  const ledger = await openLedgerReader({
    dataDir,
    utcOffsetMinutes: () => offset,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  let written = 0;
  try {
    const chunks = exportFile(
      {
        ledger,
        language: settings?.language ?? 'fr',
        utcOffsetMinutes: offset,
        exportedAt: new Date(systemClock.now()).toISOString(),
        onProgress(payments) {
          written = payments;
          if (process.stderr.isTTY) process.stderr.write(`\r${payments} `);
        },
      },
      { format, payers: 'whole', ...(from !== undefined && { from }), ...(to !== undefined && { to }) },
    );
    await writeWholeFile(out, chunks);
  } finally {
    await ledger.close();
  }
  process.stderr.write(`${process.stderr.isTTY ? '\r' : ''}${written} payments: ${out}\n`);
  return 0;
}
