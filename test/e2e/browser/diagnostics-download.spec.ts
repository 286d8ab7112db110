import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { ServeProcess } from '../../support/headless-process';
import { temporaryFolder } from '../../support/temporary-folder';
import { workbookIn } from '../../support/workbook';
import { ShopWindow } from '../screens/shop-window';

const secret = 'a-hash-secret-of-the-live-mode-1';

test('a browser downloads the diagnostics, with the log of the headless mode in them', async ({ page }) => {
  await using folder = await temporaryFolder();
  await using server = await ServeProcess.ready(
    ['--data', folder.path, '--port', '0', '--ui-port', '0', '--tunnel', 'none', '--no-notifications'],
    { COMPTOIR_HASH_SECRET: secret },
  );
  await page.goto(server.text('uiUrl'));
  const { setup, texts } = new ShopWindow(page);
  await setup.later.click();
  await page.getByRole('link', { name: texts.diagnosis.link, exact: true }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: texts.diagnosis.save, exact: true }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^comptoir-diagnostic-[\d-]+\.zip$/);
  const files = workbookIn(await readFile(await download.path()));
  expect(files['comptoir.log']).toMatch(/Comptoir \d+\.\d+\.\d+ starts/);
  expect(JSON.stringify(files)).not.toContain(secret);
  await expect(page.getByText(texts.diagnosis.downloaded, { exact: true })).toBeVisible();
  // Nothing here could show a folder.
  await expect(page.getByRole('button', { name: texts.diagnosis.logs, exact: false })).toHaveCount(0);
});
