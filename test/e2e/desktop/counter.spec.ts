import { mkdir } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { kkiapayBody } from '../../../src/core/kkiapay/play';
import { DesktopApp } from '../support/desktop-app';
import {
  clickTray,
  drawnTray,
  missingDesktop,
  screenshot,
  shownNotifications,
  trayPicture,
} from '../support/desktop-session';
import { realNow } from '../../support/real-now';

const missing = missingDesktop();
test.skip(missing !== null, missing ?? '');

const secret = 'hash-secret-of-the-live-endpoint';
const environment = { COMPTOIR_HASH_SECRET: secret };
const pictures = 'test-results/pictures';

let app: DesktopApp;
test.beforeAll(() => mkdir(pictures, { recursive: true }));
test.beforeEach(async () => {
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
  await (await app.window()).getByRole('button', { name: 'Plus tard' }).click();
}

test('a payment shows in the window, in a notification, in the tray, and is heard', async () => {
  await leaveSetUp();
  const window = await app.window();

  expect((await pay(received(43_500))).status).toBe(200);
  await expect(window.getByText('43 500 F').first()).toBeVisible({ timeout: 1_000 });
  await expect.poll(shownNotifications).toContain('Paiement reçu : 43 500 F');
  const notification = await shownNotifications();
  expect(notification).toContain('•••• 33');
  expect(notification).not.toContain('22990112233');
  await app.expectPlayed('success');
  await screenshot(`${pictures}/payment.png`);
});

test('a failed transaction looks, sounds and reads differently', async () => {
  await leaveSetUp();
  expect((await pay(failed(1_700))).status).toBe(200);
  await expect((await app.window()).getByText('Échoué').first()).toBeVisible();
  await expect.poll(shownNotifications).toContain('1 700 F');
  await app.expectPlayed('failure');
  await screenshot(`${pictures}/failed.png`);
});

test('a wrong secret is refused, announces no payment but the refused provider, and shows with its reason', async () => {
  await leaveSetUp();
  expect((await pay(received(999), 'not the secret')).status).toBe(401);
  const window = await app.window();
  await window
    .getByRole('link', { name: 'Refus' })
    .or(window.getByRole('button', { name: 'Refus' }))
    .first()
    .click();
  await expect(window.getByText(/secret/i).first()).toBeVisible();
  await screenshot(`${pictures}/refusal.png`);
  await expect.poll(shownNotifications).toContain('KKiaPay appelle, mais ses appels sont refusés');
  expect(await shownNotifications()).not.toContain('999 F');
  await app.expectPlayed('alarm');
});

test('with the window closed the same happens, and the tray shows that something is unseen', async () => {
  await leaveSetUp();
  const calm = await drawnTray();
  await app.closeWindow();

  expect((await pay(received(12_345))).status).toBe(200);
  await expect.poll(shownNotifications).toContain('12 345 F');
  await app.expectPlayed('success');
  await expect.poll(async () => (await app.state()).unseen).toBe(1);
  await expect.poll(async () => (await trayPicture()).equals(calm)).toBe(false);
  await screenshot(`${pictures}/closed.png`);

  await clickTray('left');
  await expect((await app.window()).getByText('12 345 F').first()).toBeVisible();
  await expect.poll(async () => (await app.state()).unseen).toBe(0);
  await expect.poll(async () => (await trayPicture()).equals(calm)).toBe(true);
});

test('quitting leaves no process behind, within 5 s', async () => {
  expect(await app.quit()).toBeLessThan(5_000);
});
