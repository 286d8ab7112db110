import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { kkiapayBody } from '../../../src/core/kkiapay/play';
import { plainSpaces } from '../../../src/shared/payment/money';
import { ShopWindow } from '../screens/shop-window';
import { DesktopApp } from '../support/desktop-app';
import { missingDesktop } from '../support/desktop-session';
import { realNow } from '../../support/real-now';

const missing = missingDesktop();
test.skip(missing !== null, missing ?? '');

const run = promisify(execFile);
const secret = 'hash-secret-of-the-live-endpoint';
const pictures = 'test-results/pictures';

let app: DesktopApp;
test.afterEach(() => app.dispose());

test('a day is saved as a PDF: its figures and payments are on the paper, its buttons and whole numbers are not', async () => {
  app = await DesktopApp.start({ environment: { COMPTOIR_HASH_SECRET: secret } });
  const url = await app.webhookUrl();
  for (const [event, amountXof, account] of [
    ['success', 1_250_000, '22990112233'],
    ['success', 43_500, '22990112244'],
    ['failed', 1_700, '22990112255'],
  ] as const) {
    const body = kkiapayBody({ event, amountXof, account, at: new Date(realNow()).toISOString() });
    const sent = { method: 'POST', headers: { 'x-kkiapay-secret': secret }, body };
    expect((await fetch(url, sent)).status).toBe(200);
  }
  const page = await app.window();
  const window = new ShopWindow(page);
  const { day, texts } = window;
  await window.setup.later.click();
  await window.open('day');
  await expect(day.received).toContainText('1 293 500 F');
  await day.askToClose('Awa', '4 500');
  await day.confirm();
  await expect(day.closes).toHaveCount(1);

  const file = join(app.folder, 'day.pdf');
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await day.pdf.click();
  await expect(page.getByText(texts.day.pdfSaved('day.pdf'), { exact: true })).toBeVisible();

  await mkdir(pictures, { recursive: true });
  const hasPoppler = await run('pdftotext', ['-v']).then(
    () => true,
    () => false,
  );
  test.skip(!hasPoppler, 'no pdftotext: install poppler-utils to have the PDF read');
  await run('pdftoppm', ['-png', '-r', '80', file, `${pictures}/day`]);
  const { stdout } = await run('pdftotext', ['-layout', file, '-']);
  const paper = plainSpaces(stdout);
  for (const said of [
    ...[texts.report.title, texts.day.payments, '1 293 500 F', '1 250 000 F', '43 500 F', '•••• 2233'],
    ...[texts.day.closes.number(1), `${texts.day.closes.cash} : 4 500 F`, texts.day.closes.fingerprint],
  ])
    expect(paper).toContain(said);
  // The paper does not show the counter's present state.
  expect(paper).not.toContain(texts.window.hearing.finishSetUp);
  expect(paper).not.toContain('22990112233');
  for (const button of [texts.day.pdf, texts.day.closes.print, texts.day.previous])
    expect(paper).not.toContain(button);
});
