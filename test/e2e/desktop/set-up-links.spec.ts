import { expect, test } from '@playwright/test';
import { ShopWindow } from '../screens/shop-window';
import { DesktopApp } from '../support/desktop-app';
import { missingDesktop } from '../support/desktop-session';

const missing = missingDesktop();
test.skip(missing !== null, missing ?? '');

test('each page that the set-up names is opened by the system’s browser, in both languages', async () => {
  const app = await DesktopApp.start({ args: ['--development'] });
  try {
    await app.electron.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      shell.openExternal = (url) => Promise.resolve(void opened.push(url));
    });
    const opened = (): Promise<string[]> =>
      app.electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened.splice(0)); // put there above
    const page = await app.window();
    for (const language of ['fr', 'en'] as const) {
      const { setup, texts } = new ShopWindow(page, language);
      await expect(setup.headings[1]).toBeVisible();
      const follow = async (address: string): Promise<void> => {
        const links = page.locator('a.outside');
        await expect(links).toHaveText([address]);
        await links.click();
        await expect.poll(opened).toEqual([new URL(`https://${address}`).href]);
      };
      for (const [kind, address] of [
        ['ngrok', 'dashboard.ngrok.com/get-started/your-authtoken'],
        ['tailscale', 'tailscale.com/download'],
        ['cloudflare', 'one.dash.cloudflare.com'],
      ] as const) {
        await setup.chooseKind(kind);
        await follow(address);
      }
      await setup.chooseKind('own');
      await expect(page.locator('a.outside')).toHaveCount(0);
      await setup.next.click();
      for (const [provider, address] of [
        ['KKiaPay', 'app.kkiapay.me'],
        ['FedaPay', 'app.fedapay.com'],
      ] as const) {
        const radio = page.getByRole('radio', { name: provider, exact: true });
        const more = page.getByText(texts.setupAddress.more, { exact: true });
        await expect(radio.or(more).first()).toBeVisible();
        if (!(await radio.isVisible())) await more.click();
        await radio.check();
        await follow(address);
      }
      await page.evaluate(() => (location.hash = '#/setup/1'));
      if (language === 'fr')
        await page.getByRole('button', { name: texts.setupAddress.otherLanguage, exact: true }).click();
    }
  } finally {
    await app.dispose();
  }
});
