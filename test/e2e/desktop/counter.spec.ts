import { mkdir } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { kkiapayBody } from '../../../src/core/kkiapay/play';
import { ShopWindow } from '../screens/shop-window';
import { DesktopApp } from '../support/desktop-app';
import {
  clickTray,
  drawnTray,
  listen,
  missingDesktop,
  screenshot,
  trayPicture,
} from '../support/desktop-session';
import { realNow } from '../../support/real-now';

const missing = missingDesktop();
test.skip(missing !== null, missing ?? '');

const secret = 'hash-secret-of-the-live-endpoint';
const environment = { COMPTOIR_HASH_SECRET: secret };
const pictures = 'test-results/pictures';

let app: DesktopApp;
/** What this test's app was shown. */
let heard: () => Promise<string>;
test.beforeAll(() => mkdir(pictures, { recursive: true }));
test.beforeEach(async () => {
  heard = await listen();
  app = await DesktopApp.start({ environment });
});
test.afterEach(() => app.dispose());

async function pay(body: string, withSecret = secret): Promise<Response> {
  return fetch(await app.webhookUrl(), { method: 'POST', headers: { 'x-kkiapay-secret': withSecret }, body });
}
const at = new Date(realNow()).toISOString();
const received = (amountXof: number): string =>
  kkiapayBody({ event: 'success', amountXof, account: '22990112233', at });
const failed = (amountXof: number): string =>
  kkiapayBody({ event: 'failed', amountXof, account: '22990112244', at });

async function leaveSetUp(): Promise<void> {
  await (await app.window()).getByRole('button', { name: 'Plus tard', exact: true }).click();
}

test('a payment shows in the window, in a notification, in the tray, and is heard', async () => {
  await leaveSetUp();
  const window = await app.window();

  expect((await pay(received(43_500))).status).toBe(200);
  await expect(window.getByText('43 500 F', { exact: true }).first()).toBeVisible({ timeout: 1_000 });
  await expect.poll(heard).toContain('Paiement reçu : 43 500 F');
  const notification = await heard();
  expect(notification).toContain('•••• 33');
  expect(notification).not.toContain('22990112233');
  await app.expectPlayed('success');
  await screenshot(`${pictures}/payment.png`);
});

test('a failed transaction looks, sounds and reads differently', async () => {
  await leaveSetUp();
  expect((await pay(failed(1_700))).status).toBe(200);
  await expect((await app.window()).getByText('Échoué', { exact: true }).first()).toBeVisible();
  await expect.poll(heard).toContain('1 700 F');
  await app.expectPlayed('failure');
  await screenshot(`${pictures}/failed.png`);
});

test('a wrong secret is refused, announces no payment but the refused provider, and shows with its reason', async () => {
  await leaveSetUp();
  expect((await pay(received(999), 'not the secret')).status).toBe(401);
  const page = await app.window();
  const { refusals, texts } = new ShopWindow(page);
  const alarm = page.getByRole('alert');
  await alarm.getByRole('link', { name: texts.refusal.see, exact: true }).click();
  await expect(refusals.because('secret-wrong')).toBeVisible();
  await screenshot(`${pictures}/refusal.png`);
  await expect.poll(heard).toContain('KKiaPay appelle, mais ses appels sont refusés');
  expect(await heard()).not.toContain('999 F');
  await app.expectPlayed('alarm');
});

test('with the window closed the same happens, and the tray shows that something is unseen', async () => {
  await leaveSetUp();
  const calm = await drawnTray();
  await app.closeWindow();

  expect((await pay(received(12_345))).status).toBe(200);
  await expect.poll(heard).toContain('12 345 F');
  await app.expectPlayed('success');
  await expect.poll(async () => (await app.state()).unseen).toBe(1);
  await expect.poll(async () => (await trayPicture()).equals(calm)).toBe(false);
  await screenshot(`${pictures}/closed.png`);

  await clickTray('left');
  await expect((await app.window()).getByText('12 345 F', { exact: true }).first()).toBeVisible();
  await expect.poll(async () => (await app.state()).unseen).toBe(0);
  await expect.poll(async () => (await trayPicture()).equals(calm)).toBe(true);
});

test('quitting leaves no process behind, within 5 s', async () => {
  expect(await app.quit()).toBeLessThan(5_000);
});
