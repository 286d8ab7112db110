import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { comptoir } from '../../support/headless-process';
import { cellsOf, workbookIn } from '../../support/workbook';
import { BrowserShop } from '../support/browser-shop';

test('a browser downloads the payments as CSV, XLSX and JSON; the command line writes the same', async ({
  page,
}) => {
  await using shop = await BrowserShop.open(page);
  await shop.pay('received01', 1_250_000, { account: '22997000042' });
  await shop.pay('received02', 2_500, { label: '=HYPERLINK("http://bad.example")', method: 'CARD' });
  await shop.pay('failed0001', 900, { isPaymentSucces: false, event: 'transaction.failed' });
  await shop.wasOffFor(2);
  await shop.window.open('export');
  const { export: exporting, texts } = shop.window;

  const csv = await exporting.download({ format: 'csv', payers: 'whole' });
  const written = join(shop.folder, 'written.csv');
  const args = ['export', '--data', shop.folder, '--format', 'csv', '--out', written];
  expect(await comptoir(args)).toMatchObject({ code: 0 });
  expect(csv.name).toMatch(/^comptoir-paiements-[\d-]+\.csv$/);
  expect(csv.bytes.toString()).toBe(await readFile(written, 'utf8'));
  const text = csv.bytes.toString();
  expect(text).toMatch(/^\ufeffLigne;/);
  expect(text.split('\r\n').filter((line) => line.startsWith('Paiement;'))).toHaveLength(3);
  expect(text.split('\r\n').filter((line) => line.startsWith('Hors ligne;'))).toHaveLength(1);
  expect(text).toContain('22997000042');
  // A cell that begins so is one quoted text, which no spreadsheet carries out.
  expect(text).not.toMatch(/(^|;)"?=(?!"")/m);
  expect(text).toContain("'=HYPERLINK");
  expect(text).not.toMatch(/[\u00a0\u202f]/);

  const masked = await exporting.download({ format: 'csv', payers: 'masked' });
  expect(masked.bytes.toString()).not.toContain('22997000042');

  const xlsx = await exporting.download({ format: 'xlsx', payers: 'masked' });
  expect(xlsx.name).toMatch(/\.xlsx$/);
  const sheets = workbookIn(xlsx.bytes);
  const [heads, ...rows] = cellsOf(sheets['xl/worksheets/sheet1.xml'] ?? '');
  expect(heads?.map((cell) => cell.text)).toContain(texts.export.columns.receivedXof);
  expect(rows.map((row) => row.find(({ number }) => number === '1250000') !== undefined)).toContain(true);

  const json = await exporting.download({ format: 'json', payers: 'masked' });
  const content: unknown = JSON.parse(json.bytes.toString());
  expect(content).toMatchObject({ payments: [{}, {}, {}], deafPeriods: [{ checked: null }] });
  await expect(page.getByText(texts.export.window.doneDownload('3'), { exact: true })).toBeVisible();
});
