import { mkdir } from 'node:fs/promises';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { kkiapayBody } from '../../../src/core/kkiapay/play';
import { screenRoles } from '../../../src/shared/screens/screens-state';
import type { ScreenRole } from '../../../src/shared/access/roles';
import { askWindow } from '../../support/ask-window';
import { ServeProcess } from '../../support/headless-process';
import { realNow } from '../../support/real-now';
import { temporaryFolder } from '../../support/temporary-folder';
import { violationsOn } from '../support/accessibility';

const pictures = 'test-results/screens';
const secret = 'a-hash-secret-of-the-live-mode-1';
const sizes = [
  { width: 360, height: 640 },
  { width: 320, height: 568 },
  { width: 1920, height: 1080 },
  { width: 1024, height: 600 },
] as const;

test.beforeAll(() => mkdir(pictures, { recursive: true }));

/** Paired as a person does it, and let in; the owner's view is opened by its code. */
async function pair(browser: Browser, uiUrl: string, role: ScreenRole): Promise<Page> {
  const name = { 'second-counter': 'Comptoir 2', bell: 'Cuisine', display: 'Vitrine', 'owner-view': 'Awa' }[
    role
  ];
  const { links, code } = await askWindow(uiUrl, 'offerScreen', { role, name, instead: null });
  const context = await browser.newContext({ locale: 'fr-FR', reducedMotion: 'reduce' });
  const page = await context.newPage();
  // By its number this page counts as secure, and may ask what no page in a shop may: that the screen stay on.
  await page.addInitScript(() => {
    const { wakeLock } = navigator;
    const request = wakeLock.request.bind(wakeLock);
    wakeLock.request = (kind) => {
      document.documentElement.dataset.awake = 'asked';
      return request(kind);
    };
  });
  await page.goto(links[0] ?? '');
  await expect(page.locator('.digits')).toBeVisible();
  const newcomer = async (): Promise<string> => {
    const { screens } = await askWindow(uiUrl, 'getState', null);
    return screens.kind === 'open' ? (screens.newcomers[0]?.id ?? '') : '';
  };
  await expect.poll(newcomer).not.toBe('');
  await askWindow(uiUrl, 'confirmScreen', { id: await newcomer(), isIt: true });
  await expect(page.locator('.page, .display')).toBeVisible();
  await expect(page.locator('html[data-awake="asked"]')).toBeAttached();
  if (code !== null) {
    await look(page, 'owner-code');
    await page.locator('#code').fill(code);
    await page.locator('form button').click();
    await expect(page.locator('.days')).toBeAttached();
  }
  return page;
}

/** In both themes and at each size: no wider than the screen, and read by weak eyes in bright light. */
async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const size of sizes) {
      await page.setViewportSize(size);
      const overflowPx = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect({ name, colorScheme, ...size, overflowPx }).toEqual({
        name,
        colorScheme,
        ...size,
        overflowPx: 0,
      });
      await page.screenshot({ path: `${pictures}/${name}-${colorScheme}-${size.width}.png` });
    }
    expect(await violationsOn(page, ['wcag2a', 'wcag2aa']), `${name}, ${colorScheme}`).toEqual([]);
  }
}

/** At the counter itself: the display and the owner's view are there, the bell that nobody touched is a notice. */
async function saysWhoListens(browser: Browser, uiUrl: string, language: 'fr' | 'en'): Promise<void> {
  const window = await browser.newPage();
  await window.goto(uiUrl);
  await expect(window.locator('.screens-presence')).toContainText(
    language === 'fr' ? '2 écrans à l’écoute' : '2 screens are listening',
  );
  await expect(
    language === 'fr'
      ? window.getByText(/Une sonnette ne sonnera pas. Cuisine/)
      : window.getByText(/A bell will not ring. Cuisine/),
  ).toBeVisible();
  await window.close();
}

for (const language of ['fr', 'en'] as const) {
  test(`every other screen fits and is read, light and dark, up and cut off: ${language}`, async ({
    browser,
  }) => {
    test.setTimeout(240_000);
    await using folder = await temporaryFolder();
    const hub = await ServeProcess.ready(
      [
        ...['--data', folder.path, '--tunnel', 'none', '--no-notifications'],
        ...['--lan', '--lan-address', '127.0.0.2', '--lan-port', '0'],
      ],
      { COMPTOIR_HASH_SECRET: secret },
    );
    const pages: [ScreenRole, Page][] = [];
    try {
      const uiUrl = hub.text('uiUrl');
      await askWindow(uiUrl, 'changeSettings', {
        language,
        shopName: 'Chez Awa',
        helperNames: ['Awa', 'Koffi'],
      });
      for (const role of screenRoles) pages.push([role, await pair(browser, uiUrl, role)]);
      const pay = async (
        transactionId: string,
        amountXof: number,
        event: 'success' | 'failed',
      ): Promise<void> => {
        const at = new Date(realNow()).toISOString();
        await fetch(hub.text('webhookUrl'), {
          ...{ method: 'POST', headers: { 'x-kkiapay-secret': secret } },
          body: kkiapayBody({ event, amountXof, transactionId, at, account: '22997000042' }),
        });
      };
      // What is received leaves the customer's display after a while: it is waited for from before it comes.
      const received = pages
        .find(([role]) => role === 'display')?.[1]
        .locator('.received')
        .first();
      const payAll = async (): Promise<void> => {
        await pay('T-1', 300, 'success');
        await pay('T-2', 1_700, 'failed');
        await pay('T-3', 12_500, 'success');
        await pay('T-4', 7_500, 'success');
      };
      await Promise.all([received?.waitFor(), payAll()]);
      for (const [role, page] of pages) {
        if (role === 'owner-view')
          await expect(page.locator('.days tr').first()).toContainText(
            language === 'fr' ? /20.300 F/ : /20,300 F/,
          );
        if (role === 'second-counter') {
          await expect(page.locator('.hand-over').first()).toBeVisible();
          await page.locator('.card:not(.large) .hand-over').first().click();
          await expect(page.locator('.tone-claimed')).toBeVisible();
        }
      }
      for (const [role, page] of [...pages].sort(
        ([a], [b]) => Number(b === 'display') - Number(a === 'display'),
      ))
        await look(page, `${role}-${language}`);
      const [, counter] = pages[0] ?? [];
      if (counter === undefined) throw new Error('no second counter');
      // Its link goes, and it does not come back before the payments are there.
      await counter.route('**/lan/hello', (route) => route.abort());
      process.kill(hub.pid, 'SIGSTOP');
      await expect(counter.locator('.band-cut')).toBeVisible({ timeout: 30_000 });
      process.kill(hub.pid, 'SIGCONT');
      for (const id of ['T-5', 'T-6', 'T-7']) await pay(id, 1_000, 'success');
      await counter.unroute('**/lan/hello');
      await expect(counter.locator('.band-absence')).toHaveText(
        language === 'fr'
          ? /^Pendant l’absence\s:\s3\spaiements,\s3\s000\sF$/
          : /^While away: 3 payments, 3,000 F$/,
        { timeout: 20_000 },
      );
      await saysWhoListens(browser, uiUrl, language);
    } finally {
      await hub.end();
    }
    for (const [role, page] of pages) {
      await expect(page.locator('.band-cut')).toBeVisible({ timeout: 30_000 });
      // However far down somebody was reading.
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      await expect(page.locator('.band-cut')).toBeInViewport({ ratio: 1 });
      await look(page, `${role}-cut-off-${language}`);
      await page.close();
    }
  });
}
