import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base, type LaunchOptions } from '@playwright/test';
import { wavOf } from '../../../src/shared/voice/samples';
import { hum } from '../../support/spoken-samples';
import { BrowserShop } from '../support/browser-shop';

/** A Chromium whose microphone plays a file repeatedly. */
const test = base.extend<object, { readonly launchOptions: LaunchOptions }>({
  launchOptions: [
    async ({ launchOptions }, use) => {
      const file = join(await mkdtemp(join(tmpdir(), 'comptoir-voice-')), 'phrase.wav');
      await writeFile(file, wavOf(hum(0.1, 0.3, 0.1)));
      await use({
        ...launchOptions,
        args: [
          ...(launchOptions.args ?? []),
          ...['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
          `--use-file-for-fake-audio-capture=${file}`,
        ],
      });
    },
    { scope: 'worker' },
  ],
});

test('a phrase is recorded, kept, carried in a file, and said by the bell', async ({ page }) => {
  await using shop = await BrowserShop.open(page);
  await page.evaluate(() => void (location.hash = '#/voice'));
  await page.getByRole('button', { name: 'Commencer en français', exact: true }).click();
  await expect(page.getByText('0 sur 126', { exact: true })).toBeVisible();
  await expect(page.locator('.voice-phrase')).toContainText('Paiement reçu');
  // A press that is too short hears nothing, and says so.
  await expect(async () => {
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await expect(page.getByText('On vous entend.', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'C’est dit', exact: true }).click();
    await expect(page.getByText('1 sur 126', { exact: true })).toBeVisible({ timeout: 1_500 });
  }).toPass({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Utiliser cette voix', exact: true }).click();
  await expect(page.getByText('Cette voix dit les montants.', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Phrase précédente', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Refaire', exact: true })).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Enregistrer dans un fichier', exact: true }).click(),
  ]);
  const file = await download.path();
  const { clips } = JSON.parse(await readFile(file, 'utf8')) as { clips: Record<string, string> }; // our own file
  expect(Object.keys(clips)).toEqual(['received']);
  await page.getByRole('button', { name: 'Effacer cette voix', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Effacer', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Commencer en français', exact: true })).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByText('La voix du fichier est là.', { exact: true })).toBeVisible();
  await expect(page.getByText('1 sur 126', { exact: true })).toBeVisible();

  await shop.pay('spoken0001', 5_000);
  await expect(page.locator('html')).toHaveAttribute(
    'data-last-said',
    'own:received breath 5 thousand francs',
  );
});
