import { execFile } from 'node:child_process';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { exportFile } from '../../src/core/export/export';
import { writeWholeFile } from '../../src/core/export/write-whole-file';
import type { Payment } from '../../src/shared/payment/payment';
import { temporaryFolder } from '../support/temporary-folder';
import { paymentAt } from '../support/window/scenes';

const run = promisify(execFile);
const hasOffice = await run('soffice', ['--version']).then(
  () => true,
  () => false,
);
const now = Date.parse('2026-11-23T20:00:00Z');
const payments: readonly Payment[] = [
  paymentAt(now, 3, {
    ...{ transactionId: '1490687397590251', partnerId: '0012345', label: '1E5', account: '+2290197000042' },
    ...{ receivedAt: '2026-11-23T19:57:00.999Z', amountXof: 43_500, performedAt: null },
  }),
  paymentAt(now, 2, {
    ...{
      transactionId: '0098765432109876',
      partnerId: '3/4',
      label: 'Sac "12"; rouge',
      account: '0197000042',
    },
    ...{ receivedAt: '2026-11-23T19:58:59.500Z', amountXof: 1_500, performedAt: null },
  }),
  paymentAt(now, 1, {
    ...{ transactionId: '12e3', partnerId: 'VRAI', label: '12:30', account: '2290197000042' },
    ...{ receivedAt: '2026-11-23T22:59:59.999Z', amountXof: 100, performedAt: null },
  }),
];
const whole = payments.map(({ transactionId, partnerId, label, account }) => [
  transactionId,
  partnerId,
  label,
  account,
]);

async function exported(folder: string, format: 'csv' | 'xlsx'): Promise<string> {
  const file = join(folder, `payments.${format}`);
  const chunks = exportFile(
    {
      ledger: {
        deafPeriods: () => Promise.resolve([]),
        missing: () => Promise.resolve(null),
        payments: () => Readable.from(payments),
      },
      ...{ language: 'fr', utcOffsetMinutes: 60, exportedAt: '', onProgress: () => undefined },
    },
    { format, payers: 'whole' },
  );
  await writeWholeFile(file, chunks);
  return file;
}

/** What LibreOffice makes of a file of ours, opened without a question and saved as CSV. */
async function throughOffice(folder: string, format: 'csv' | 'xlsx'): Promise<Record<string, string>[]> {
  const out = join(folder, 'out');
  await run('soffice', [
    ...[`-env:UserInstallation=file://${folder}/profile`, '--headless'],
    // Semicolons, double quotes, UTF-8; as a double click reads it.
    ...['--infilter=CSV:59,34,76,1,,0,false,true'].filter(() => format === 'csv'),
    ...['--convert-to', 'csv:Text - txt - csv (StarCalc):59,34,76,1', '--outdir', out],
    await exported(folder, format),
  ]);
  const text = await readFile(join(out, 'payments.csv'), 'utf8');
  return Papa.parse<Record<string, string>>(text, { header: true, delimiter: ';', skipEmptyLines: true })
    .data;
}

const remedy = hasOffice ? '' : ' (to run it: apt-get install libreoffice-calc)';

describe.skipIf(!hasOffice)(`an export opened in LibreOffice${remedy}`, () => {
  it.each(['csv', 'xlsx'] as const)(
    'gives numbers and texts back whole: %s',
    async (format) => {
      await using folder = await temporaryFolder();
      const rows = await throughOffice(folder.path, format);
      expect(
        rows.map((row) => [
          row['Numéro de transaction'],
          row['Votre référence'],
          row.Motif,
          row['Numéro du payeur'],
        ]),
      ).toEqual(whole);
      expect(rows.map((row) => (row['Reçu (F)'] ?? '').replace(/\D/g, ''))).toEqual(['43500', '1500', '100']);
      expect(rows.map((row) => / (\d\d:\d\d:\d\d)$/.exec(row['Arrivé le'] ?? '')?.[1])).toEqual([
        '20:57:00',
        '20:58:59',
        '23:59:59',
      ]);
    },
    120_000,
  );
});

describe.skipIf(process.platform === 'win32')('the rights of an exported file', () => {
  it('are its owner’s alone, also where an earlier file and its remains had others', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'payments.csv');
    for (const old of [file, `${file}.part`]) {
      await writeFile(old, 'old');
      await chmod(old, 0o666);
    }
    await exported(folder.path, 'csv');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});
