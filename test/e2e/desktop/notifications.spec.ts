import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { kkiapayBody } from '../../../src/core/kkiapay/play';
import { DesktopApp } from '../support/desktop-app';
import {
  closeNotifications,
  drawnTray,
  listen,
  missingDesktop,
  pressNotification,
  screenshot,
  trayPicture,
} from '../support/desktop-session';
import { realNow } from '../../support/real-now';

const missing = missingDesktop();
test.skip(missing !== null, missing ?? '');

const secret = 'hash-secret-of-the-live-endpoint';
const pictures = 'test-results/pictures';
let app: DesktopApp;
let folder: string;
test.beforeEach(async () => {
  await mkdir(pictures, { recursive: true });
  folder = await mkdtemp(join(tmpdir(), 'comptoir-notify-'));
  await chmod(folder, 0o755); // the app may run as another user than the tests
});
test.afterEach(async () => {
  await app.dispose();
  await rm(folder, { recursive: true, force: true });
});

async function start(environment: NodeJS.ProcessEnv = {}): Promise<void> {
  app = await DesktopApp.start({ environment: { COMPTOIR_HASH_SECRET: secret, ...environment } });
  await (await app.window()).getByRole('button', { name: 'Plus tard', exact: true }).click();
}

async function pay(amountXof: number): Promise<void> {
  const at = new Date(realNow()).toISOString();
  const body = kkiapayBody({ event: 'success', amountXof, account: '22990112233', at });
  const headers = { 'x-kkiapay-secret': secret };
  const answer = await fetch(await app.webhookUrl(), { method: 'POST', headers, body });
  expect(answer.status).toBe(200);
}

/** An environment in which Electron reaches no notification daemon, but the system's own program works. */
async function withoutBus(notifySend: string): Promise<NodeJS.ProcessEnv> {
  const program = join(folder, 'notify-send');
  await writeFile(program, `#!/bin/sh\n${notifySend}\n`);
  await chmod(program, 0o755);
  return {
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${folder}/nobody`,
    PATH: `${folder}:${process.env.PATH ?? ''}`,
  };
}

test('a refused provider is announced once and stays in the tray, with the window closed, until it is accepted', async () => {
  await start();
  const url = await app.webhookUrl();
  const heard = await listen();
  await app.closeWindow();
  await expect.poll(heard).toContain('Comptoir écoute toujours');
  const calm = await drawnTray();
  for (let call = 0; call < 4; call += 1) {
    const headers = { 'x-kkiapay-secret': 'an old secret' };
    expect((await fetch(url, { method: 'POST', headers, body: '{}' })).status).toBe(401);
  }
  await expect.poll(heard).toContain('KKiaPay appelle, mais ses appels sont refusés');
  await expect.poll(async () => (await trayPicture()).equals(calm)).toBe(false);
  expect((await heard()).match(/summary: 'KKiaPay appelle/g)).toHaveLength(1);
  const headers = { 'x-kkiapay-secret': secret };
  expect((await fetch(url, { method: 'POST', headers, body: '{}' })).status).toBe(200);
  await expect.poll(async () => (await app.state()).knocks).toEqual([]);
});

test('a click on a notification opens that payment, with the window closed', async () => {
  await start();
  const heard = await listen();
  await app.closeWindow();
  await expect.poll(heard).toContain('Comptoir écoute toujours');
  await closeNotifications();
  await pay(61_000);
  await expect.poll(heard).toContain('61 000 F');
  await pressNotification();
  await expect.poll(() => app.isWindowShown()).toBe(true);
  const window = await app.window();
  await expect(window.getByText('61 000 F', { exact: true }).first()).toBeVisible();
  await expect(window).toHaveURL(/#\/payments\//);
});

test('a burst is shown in two notifications', async () => {
  await start();
  const heard = await listen();
  await pay(1_000);
  // At once: they are told together where they come within a few seconds.
  await Promise.all(Array.from({ length: 9 }, (_, nth) => pay(1_000 * (nth + 2))));
  await expect.poll(heard).toContain('9 autres paiements');
  await expect.poll(heard).toContain('9 reçus : 54 000 F.');
  expect(await heard()).not.toContain('2 000 F');
});

test('discreet notifications name neither amount nor payer', async () => {
  await start();
  const page = await app.window();
  const reply = await page.evaluate(() =>
    window.comptoir.invoke('changeSettings', { discreetNotifications: true }),
  );
  expect(reply).toMatchObject({ ok: true });
  const heard = await listen();
  await pay(77_700);
  await expect.poll(heard).toContain('Ouvrez Comptoir pour voir le montant.');
  expect(await heard()).not.toMatch(/77 700|•••• 33/);
});

test('where Electron reaches no daemon, the system’s own program shows it', async () => {
  const bus = process.env.DBUS_SESSION_BUS_ADDRESS ?? '';
  await start(await withoutBus(`DBUS_SESSION_BUS_ADDRESS='${bus}' exec /usr/bin/notify-send "$@"`));
  const heard = await listen();
  await pay(88_100);
  await expect.poll(heard, { timeout: 20_000 }).toContain('Paiement reçu : 88 100 F');
});

test('a notification that the desktop cannot show appears in the window', async () => {
  await start(await withoutBus('exit 1'));
  const heard = await listen();
  const window = await app.window();
  await window.getByRole('link', { name: 'Réglages', exact: true }).click();
  await pay(99_200);
  const banner = window.getByRole('status').filter({ hasText: 'Paiement reçu : 99 200 F' });
  await expect(banner).toBeVisible({ timeout: 20_000 });
  await screenshot(`${pictures}/banner.png`);
  await banner.getByRole('link', { name: 'Voir le paiement', exact: true }).click();
  await expect(window.getByText('99 200 F', { exact: true }).first()).toBeVisible();
  await expect(window).toHaveURL(/#\/payments\//);
  expect(await heard()).toBe('');
});
