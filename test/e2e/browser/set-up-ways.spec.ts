import { expect, test, type Page } from '@playwright/test';
import { kkiapayBody } from '../../../src/core/kkiapay/play';
import type { Language } from '../../../src/shared/settings/preferences';
import { ServeProcess } from '../../support/headless-process';
import { openOwnAddress } from '../../support/own-address';
import { pretendedCloudflared } from '../../support/pretended-cloudflared';
import { realNow } from '../../support/real-now';
import { temporaryFolder } from '../../support/temporary-folder';
import { ShopWindow } from '../screens/shop-window';
import { countTouches } from '../support/count-touches';

const ways = [
  {
    kind: 'tailscale',
    address: 'https://caisse.tail1a2b.ts.net',
    copied: /^tailscale funnel --bg (http:\S+)$/,
  },
  { kind: 'cloudflare', address: 'https://caisse.boutique-awa.bj', copied: /^(http:\S+)$/ },
  { kind: 'own', address: 'https://paiements.boutique-awa.bj', copied: /^(http:\S+)$/ },
] as const;
const lowScreens = [
  { width: 320, height: 568 },
  { width: 1024, height: 600 },
] as const;

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

for (const language of ['fr', 'en'] as const)
  for (const way of ways)
    test(`from the first start to the first ring by ${way.kind}, ${language}`, async ({ page }, testInfo) => {
      await using folder = await temporaryFolder();
      await using own = await openOwnAddress();
      const { PATH } = await pretendedCloudflared(folder.path);
      const args = ['--data', `${folder.path}/data`, '--ui-port', '0', '--no-notifications', '--development'];
      // No program for the clipboard is on that path: the browser's own is used.
      await using server = await ServeProcess.ready(args, { ...own.environment, PATH });
      await page.goto(server.text('uiUrl'));
      const { setup, texts } = await inLanguage(page, language);
      const touches = await countTouches(page);
      const look = (name: string): Promise<void> =>
        lookAt(page, `${testInfo.outputDir}/${way.kind}-${language}-${name}`);

      await setup.chooseKind(way.kind);
      await look('1-choice');
      await setup.copyLocal(way.kind).click();
      const local = way.copied.exec(await clipboard(page))?.[1] ?? 'nothing copied';
      expect(local).toMatch(/^http:\/\/127\.0\.0\.1:\d{4,5}$/);
      // Whatever was copied is pasted at the other end.
      own.lead(local);
      if (way.kind === 'cloudflare') {
        await setup.cloudflareToken.fill('cloudflared service install eyJhIjoiMTIzNDU2Nzg5MCIsInQiOiJhIn0=');
        await setup.save.click();
        await expect(page.getByText(texts.settings.cloudflareToken.stored, { exact: true })).toBeVisible();
      }
      await setup.publicAddress.fill(way.address);
      await setup.publicAddress.press('Enter');
      await expect(page.getByText(texts.setup.address.ready, { exact: true })).toBeVisible({
        timeout: 20_000,
      });
      await look('1-online');

      await setup.next.click();
      await setup.copyUrl.click();
      await expect.poll(() => clipboard(page)).toContain(`${way.address}/kkiapay/`);
      const url = await clipboard(page);
      await setup.copySecret.click();
      await expect.poll(() => clipboard(page)).toMatch(/^[A-Za-z0-9]{32}$/);
      const headers = { 'x-kkiapay-secret': await clipboard(page) };
      await look('2-secret');
      await setup.next.click();
      await expect(setup.waiting).toBeVisible();

      const at = new Date(realNow()).toISOString();
      const paid = kkiapayBody({ event: 'success', amountXof: 43_500, at });
      expect(await own.post(url, headers, Buffer.from(paid))).toBe(200);
      await expect(
        page.getByRole('heading', { name: texts.setupAddress.ready.title, exact: true }),
      ).toBeVisible();
      // Noted at the end of the last word.
      await expect(page.locator('html')).toHaveAttribute('data-last-played', 'success', { timeout: 20_000 });
      await look('3-ready');
      await setup.finish.click();
      await expect(new ShopWindow(page, language).counter.last).toContainText(/43.500 F/);
      const { screens, clicks } = await touches();
      expect({ screens: screens.length <= 4, clicks: clicks <= 12 }).toEqual({ screens: true, clicks: true });
    });

async function inLanguage(page: Page, language: Language): Promise<ShopWindow> {
  const french = new ShopWindow(page);
  await expect(french.setup.headings[1]).toBeVisible();
  if (language === 'fr') return french;
  await page.getByRole('button', { name: french.texts.setupAddress.otherLanguage, exact: true }).click();
  const english = new ShopWindow(page, 'en');
  await expect(english.setup.headings[1]).toBeVisible();
  return english;
}

const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

/**
 * Pictures for people, in both colour schemes; the button to continue must be visible on low screens at any scroll
 * position.
 */
async function lookAt(page: Page, name: string): Promise<void> {
  const size = page.viewportSize();
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: `${name}-${colorScheme}.png`, fullPage: true });
  }
  for (const low of lowScreens) {
    await page.setViewportSize(low);
    for (const place of ['top', 'end']) {
      await page.evaluate((to) => scrollTo(0, to === 'top' ? 0 : document.body.scrollHeight), place);
      await expect(page.locator('.setup-next')).toBeInViewport({ ratio: 1 });
    }
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect({ ...low, overflow }).toEqual({ ...low, overflow: 0 });
    await page.screenshot({ path: `${name}-${low.width}.png` });
  }
  if (size !== null) await page.setViewportSize(size);
}
