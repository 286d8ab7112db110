import { chromium, expect, test } from '@playwright/test';
import { isInstalled, screenBrowsers } from '../../support/screens/old-browser';
import { BrowserShop } from '../support/browser-shop';

const oldest = screenBrowsers.find(({ name }) => name === 'chromium-109');

/** The last Chrome for Windows 7: the whole window runs in it, with a headless Comptoir. */
test('the window sets up, rings, lists, hands over and shows its settings in Chromium 109', async () => {
  test.skip(oldest === undefined || !isInstalled(oldest), `no Chromium 109: ${oldest?.how ?? ''}`);
  const browser = await chromium.launch({
    executablePath: oldest?.path ?? '',
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage({ locale: 'fr-FR', viewport: { width: 1024, height: 600 } });
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(error.message));
    await using shop = await BrowserShop.open(page);
    const { counter, setup, texts } = shop.window;
    await page.evaluate(() => (location.hash = '#/setup/1'));
    await expect(setup.headings[1]).toBeVisible();
    await expect(page.locator('.setup-next')).toBeInViewport({ ratio: 1 });
    await setup.next.click();
    await expect(setup.headings[2]).toBeVisible();
    await setup.later.click();

    await shop.pay('old-1', 43_500);
    await expect(counter.last).toContainText('43 500 F');
    await counter.last.getByRole('button', { name: texts.claim.handOver, exact: true }).click();
    await expect(counter.last.getByText(/^Servi /).first()).toBeVisible();
    await shop.window.goTo('payments');
    await expect(page.locator('[data-payment]')).toHaveCount(1);
    await shop.window.goTo('settings');
    await shop.window.settings.open(texts.technician.title);
    await page.getByRole('link', { name: texts.technician.open, exact: true }).click();
    await page.locator('.call-line').first().click();
    await expect(page.getByText(/x-kkiapay-secret: \*{4}/).first()).toBeVisible();
    await shop.window.goTo('report');
    await expect(page.getByText('43 500 F', { exact: true }).first()).toBeVisible();
    expect(failures).toEqual([]);
  } finally {
    await browser.close();
  }
});
