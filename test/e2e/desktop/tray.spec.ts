import { mkdir } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { kkiapayBody } from '../../../src/core/kkiapay/play';
import type { TrayIcon } from '../../../src/shared/state/tray';
import { failures } from '../../support/ngrok-edge/agent-protocol';
import { DesktopApp } from '../support/desktop-app';
import { desktopEdge } from '../support/desktop-edge';
import {
  drawnTray,
  missingDesktop,
  openTrayMenu,
  pressKeys,
  trayPicture,
  trayScreenshot,
} from '../support/desktop-session';
import { realNow } from '../../support/real-now';

const missing = missingDesktop();
test.skip(missing !== null, missing ?? '');

const secret = 'hash-secret-of-the-live-endpoint';
const pictures = 'test-results/pictures';
test.beforeAll(() => mkdir(pictures, { recursive: true }));

async function pay(app: DesktopApp, amountXof: number): Promise<void> {
  const at = new Date(realNow()).toISOString();
  const body = kkiapayBody({ event: 'success', amountXof, account: '22990112233', at });
  const headers = { 'x-kkiapay-secret': secret };
  const answer = await fetch(await app.webhookUrl(), { method: 'POST', headers, body });
  expect(answer.status).toBe(200);
}

test('the icon on the panel differs for each of the five states', async () => {
  await using stand = await desktopEdge();
  const { edge, environment } = stand;
  const app = await DesktopApp.start({
    args: ['--tunnel=ngrok', '--development'],
    environment: { ...environment, COMPTOIR_HASH_SECRET: secret },
  });
  const shapes = new Map<TrayIcon, string>();
  const expectNewShape = async (icon: TrayIcon): Promise<void> => {
    const known = [...shapes.values()];
    await expect
      .poll(async () => known.includes((await trayPicture()).toString('base64')), { timeout: 15_000 })
      .toBe(false);
    shapes.set(icon, (await trayPicture()).toString('base64'));
    await trayScreenshot(`${pictures}/tray-${icon}.png`);
  };
  try {
    await drawnTray();
    await expectNewShape('starting');

    const window = await app.window();
    await window.getByLabel('Jeton ngrok').fill('2abc_a-token-as-ngrok-shows-it');
    await window.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await expect.poll(async () => (await app.state()).tunnel.kind, { timeout: 15_000 }).toBe('online');
    await expectNewShape('ready'); // heard from the internet, and the provider has not called yet

    await app.closeWindow();
    await pay(app, 12_345);
    await expectNewShape('unseen');

    await edge.down();
    await expectNewShape('deaf');

    edge.options.onAuth = () => failures.invalidToken;
    await edge.up();
    await expectNewShape('alarm');
  } finally {
    await app.dispose();
  }
});

test('the menu tells the last payment and the total, and acts', async () => {
  const app = await DesktopApp.start({ environment: { COMPTOIR_HASH_SECRET: secret } });
  /** Opens the menu and walks up from its end: "Quitter" is 1. */
  const choose = async (fromTheEnd: number, ...then: string[]): Promise<void> => {
    await openTrayMenu();
    await pressKeys(...Array.from({ length: fromTheEnd }, () => 'Up'), ...then);
  };
  try {
    await drawnTray();
    await (await app.window()).getByRole('button', { name: 'Plus tard', exact: true }).click();
    await pay(app, 43_500);
    await openTrayMenu();
    await trayScreenshot(`${pictures}/menu.png`);
    await pressKeys('Escape');

    await app.electron.evaluate(({ clipboard }) => clipboard.writeText('something else'));
    await choose(4, 'Return');
    await expect.poll(() => app.clipboard()).toBe(await app.webhookUrl());

    await choose(5, 'Right', 'Down', 'Return'); // for an hour
    await expect.poll(async () => (await app.state()).settings.soundsPausedUntil).not.toBeNull();
    await choose(5, 'Return'); // sounds again
    await expect.poll(async () => (await app.state()).settings.soundsPausedUntil).toBeNull();

    await (await app.audioPage()).evaluate(() => delete document.documentElement.dataset.lastPlayed);
    await choose(6, 'Return'); // the last payment once more
    await app.expectPlayed('success');

    await choose(2, 'Return');
    await expect((await app.window()).getByRole('heading', { name: 'Réglages', exact: true })).toBeVisible();
    await choose(8, 'Return');
    await expect((await app.window()).getByText('43 500 F', { exact: true }).first()).toBeVisible();
    await expect(await app.window()).toHaveURL(/#\/payments\//);

    await choose(1, 'Return');
    await app.ended();
  } finally {
    await app.dispose();
  }
});
