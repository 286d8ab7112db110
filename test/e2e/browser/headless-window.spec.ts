import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type APIRequestContext } from '@playwright/test';
import { ServeProcess } from '../../support/headless-process';
import { ShopWindow } from '../screens/shop-window';

const secret = 'a-hash-secret-of-the-live-mode-1';

function announce(request: APIRequestContext, url: string, body: object, hashSecret = secret) {
  return request.post(url, { headers: { 'x-kkiapay-secret': hashSecret }, data: body });
}

test('the headless window shows a payment within a second, rings, finds it again and names a refusal', async ({
  page,
  request,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-browser-'));
  const server = await ServeProcess.ready(
    ['--data', folder, '--port', '0', '--ui-port', '0', '--tunnel', 'none', '--no-notifications'],
    { COMPTOIR_HASH_SECRET: secret },
  );
  const window = new ShopWindow(page);
  const webhook = server.text('webhookUrl');

  await page.goto(server.text('uiUrl'));
  await window.setup.later.click();
  await window.counter.enableSound.click();

  const paid = { transactionId: 'browser-1', isPaymentSucces: true, event: 'transaction.success' };
  const answered = await announce(request, webhook, {
    ...paid,
    amount: 43_500,
    method: 'MOBILE_MONEY',
    account: '22996000042',
  });
  expect(answered.status()).toBe(200);
  await expect(window.counter.last).toContainText('43 500 F', { timeout: 1_000 });
  await expect(page.locator('html')).toHaveAttribute('data-last-played', 'success');
  await expect(window.spoken.getByText('43 500 F', { exact: false })).toHaveCount(1);

  expect((await announce(request, webhook, paid, 'not-the-secret')).status()).toBe(401);
  await window.goToRefusals();
  await expect(window.refusals.because('secret-wrong')).toHaveCount(1);

  await window.goTo('payments');
  await window.payments.search.fill('43500');
  await window.payments.rows.first().click();
  await expect(window.payments.detail).toContainText('browser-1');

  await page.reload();
  await expect(window.payments.detail).toContainText('browser-1');
  await server.end();
  await expect(page.getByText(window.texts.window.link.lost, { exact: true })).toBeVisible();
  await rm(folder, { recursive: true });
});

test('a window whose Comptoir restarted continues with the new key, pasted into the same tab', async ({
  page,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-browser-'));
  const start = (uiPort: string) =>
    ServeProcess.ready(
      ['--data', folder, '--port', '0', '--ui-port', uiPort, '--tunnel', 'none', '--no-notifications'],
      { COMPTOIR_HASH_SECRET: secret },
    );
  const first = await start('0');
  const window = new ShopWindow(page);
  await page.goto(first.text('uiUrl'));
  await window.setup.later.click();
  await first.end();
  const { link } = window.texts.window;
  await expect(page.getByText(link.lost, { exact: true })).toBeVisible();
  const second = await start(new URL(first.text('uiUrl')).port);
  await expect(page.getByText(link.lockedOut, { exact: true })).toBeVisible({ timeout: 20_000 });
  await page.evaluate((hash) => (location.hash = hash), new URL(second.text('uiUrl')).hash);
  await expect(window.counter.today).toBeVisible();
  await expect(page.getByText(link.lockedOut, { exact: true })).toBeHidden();
  await second.end();
  await rm(folder, { recursive: true });
});
