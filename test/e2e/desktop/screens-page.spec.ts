import { expect, test, type Page } from '@playwright/test';
import { kkiapayBody } from '../../../src/core/kkiapay/play';
import { askWindow } from '../../support/ask-window';
import { ServeProcess } from '../../support/headless-process';
import { realNow } from '../../support/real-now';
import { temporaryFolder } from '../../support/temporary-folder';
import { DesktopApp } from '../support/desktop-app';
import { missingDesktop } from '../support/desktop-session';

const missing = missingDesktop();
test.skip(missing !== null, missing ?? '');

const secret = 'a-hash-secret-of-the-live-mode-1';

test('the screens’ page of another counter pairs and stays live in the engine of Electron 25', async () => {
  await using folder = await temporaryFolder();
  const hub = await ServeProcess.ready(
    [
      ...['--data', folder.path, '--tunnel', 'none', '--no-notifications'],
      ...['--lan', '--lan-address', '127.0.0.2', '--lan-port', '0'],
    ],
    { COMPTOIR_HASH_SECRET: secret },
  );
  const app = await DesktopApp.start({
    args: ['--tunnel=none', '--host-resolver-rules=MAP comptoir.test 127.0.0.2'],
  });
  try {
    const uiUrl = hub.text('uiUrl');
    const { links } = await askWindow(uiUrl, 'offerScreen', {
      role: 'display',
      name: 'Vitrine',
      instead: null,
    });
    const { hash } = new URL(links[0] ?? '');
    const { port } = new URL(hub.text('lanUrl'));
    // The app lets no page of its own be sent elsewhere, so that it is opened where the door would send it.
    const sent = await fetch(hub.text('lanUrl'), { redirect: 'manual' });
    await app.electron.evaluate(
      async ({ BrowserWindow }, url) => {
        const window = new BrowserWindow({ webPreferences: { partition: 'another-screen' } });
        await window.loadURL(url);
      },
      `http://comptoir.test:${port}${sent.headers.get('location') ?? ''}${hash}`,
    );
    const find = (): Page | undefined =>
      app.electron.windows().find((one) => one.url().includes('comptoir.test'));
    await expect.poll(() => find() !== undefined).toBe(true);
    const page = find();
    if (page === undefined) throw new Error('its window went away');
    await expect(page.locator('.digits')).toBeVisible();
    expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
    const newcomer = async (): Promise<string> => {
      const { screens } = await askWindow(uiUrl, 'getState', null);
      return screens.kind === 'open' ? (screens.newcomers[0]?.id ?? '') : '';
    };
    await expect.poll(newcomer).not.toBe('');
    await askWindow(uiUrl, 'confirmScreen', { id: await newcomer(), isIt: true });
    await expect(page.locator('.display:not(.dark)')).toBeVisible();
    await fetch(hub.text('webhookUrl'), {
      ...{ method: 'POST', headers: { 'x-kkiapay-secret': secret } },
      body: kkiapayBody({
        ...{ event: 'success', amountXof: 7_500, transactionId: 'T-1' },
        at: new Date(realNow()).toISOString(),
      }),
    });
    await expect(page.locator('.received')).toContainText(/7.500 F/);
    process.kill(hub.pid, 'SIGSTOP');
    await expect(page.locator('.display.dark')).toBeVisible({ timeout: 30_000 });
  } finally {
    process.kill(hub.pid, 'SIGCONT');
    await app.dispose();
    await hub.end();
  }
});
