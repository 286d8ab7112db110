import { describe, expect, it } from 'vitest';
import { clusterOfTests } from '../support/cluster-of-tests';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';
import { phoneRelay, phoneShop } from '../support/phone-shop';
import { isInstalled, openInBrowser, screenBrowsers } from '../support/screens/old-browser';

const cluster = clusterOfTests();

/** What a phone may have: the two old ones are no phones, and know no service worker here. */
const browsers = screenBrowsers.filter(({ name }) => name === 'chromium' || name === 'firefox');

describe.skipIf(!hasPostgres).each(browsers)(`the owner’s phone in $name${postgresRemedy}`, (browser) => {
  it.skipIf(!isInstalled(browser))(
    `comes in, looks on, opens without its relay, and forgets (to have it: ${browser.how})`,
    { timeout: 90_000 },
    async () => {
      await using relay = await phoneRelay(cluster);
      await using shop = await phoneShop(relay, 'Chez Awa');
      await shop.pay('before the phone');
      await using page = await openInBrowser(browser, await shop.offer('Téléphone d’Awa'));
      // In the browser's own language: figures and colours are looked at.
      const sums = (total: string): Promise<void> =>
        page.waitFor(`/^${total} F$/.test(document.querySelector('.large .amount')?.innerText)`);
      await sums('500');
      expect(await page.evaluate('location.hash')).toBe('');
      expect(await page.evaluate('window.isSecureContext')).toBe(true);
      await shop.pay('as it looks on');
      await sums('1.000');

      await page.waitFor('navigator.serviceWorker.controller !== null');
      await relay.stop();
      await page.evaluate('location.reload()');
      await page.waitFor("document.querySelector('.band-cut')");
      await sums('1.000');
      await relay.startAgain();
      await page.evaluate("window.dispatchEvent(new Event('online')), true");
      await page.waitFor("!document.querySelector('.band-cut')");

      await shop.removePhone('Téléphone d’Awa');
      await page.waitFor("/Chez Awa/.test(document.querySelector('.warn[role=alert]')?.innerText)");
      expect(await page.text()).not.toMatch(/1.000 F/);
    },
  );
});
