import { expect, test } from '@playwright/test';
import { textsFor } from '../../../src/shared/texts/texts';
import { askWindow } from '../../support/ask-window';
import { phoneRelay, phoneShop } from '../../support/phone-shop';
import { hasPostgres, postgresCluster, type Cluster } from '../../support/postgres-cluster';
import { checkPage } from '../support/check-page';

let cluster: Cluster;
test.skip(!hasPostgres, 'no PostgreSQL here: apt-get install postgresql');
test.beforeAll(async () => {
  if (hasPostgres) cluster = await postgresCluster();
});
test.afterAll(async () => {
  if (hasPostgres) await cluster[Symbol.asyncDispose]();
});
test.use({ viewport: { width: 1000, height: 900 } });

for (const language of ['fr', 'en'] as const)
  test(`the owner’s shops side by side, ${language}: added, silent, taken out`, async ({
    page,
  }, testInfo) => {
    test.setTimeout(120_000);
    const texts = textsFor(language);
    const words = texts.shops;
    await using relay = await phoneRelay(cluster);
    await using here = await phoneShop(relay, 'Chez Koffi');
    await using awa = await phoneShop(relay, 'Chez Awa');
    await askWindow(here.uiUrl, 'changeSettings', { language });
    await here.pay('at home');
    await awa.pay('one');
    await awa.pay('two');

    await page.goto(here.uiUrl);
    await page.getByRole('link', { name: texts.window.nav.report, exact: true }).click();
    await page.getByRole('link', { name: words.title, exact: true }).click();
    await expect(page.getByRole('heading', { name: words.title, level: 1, exact: true })).toBeVisible();
    await checkPage(page, `${language}-empty`, testInfo.outputDir);
    await page.getByLabel(words.link).fill('https://relay.example/p/');
    await page.getByLabel(words.link).press('Enter');
    await expect(page.locator('.outcome.problem')).toBeVisible();
    await page.getByLabel(words.link).fill(await awa.offer('Ordinateur de Koffi'));
    await page.getByLabel(words.link).press('Enter');
    await expect(page.getByRole('heading', { name: 'Chez Awa', exact: true })).toBeVisible();
    await expect(page.getByLabel(words.link)).toHaveValue('');
    await expect(page.locator('.great-total')).toHaveText(
      '1 500 F'.replace(' ', language === 'fr' ? ' ' : ','),
    );

    await awa.stop();
    await relay.silenceCounters(5);
    // The window's question waits at the relay until there is news.
    await awa.pay('three');
    await expect(page.getByText(/Chez Awa\s?: (le comptoir ne répond plus|the counter has not)/)).toBeVisible(
      {
        timeout: 40_000,
      },
    );
    await checkPage(page, `${language}-shops`, testInfo.outputDir);

    const remove = `${texts.phonesSettings.remove} Chez Awa`;
    await page.getByRole('button', { name: remove, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: remove, exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Chez Awa', exact: true })).toHaveCount(0);

    // A helper with a locked window sees none of it.
    await askWindow(here.uiUrl, 'setPin', { current: null, pin: '4321' });
    await page.reload();
    await expect(page.getByText(texts.owner.askPin.title, { exact: true })).toBeVisible();
    await expect(page.getByLabel(words.link)).toHaveCount(0);
  });
