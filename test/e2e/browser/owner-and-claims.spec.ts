import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ServeProcess } from '../../support/headless-process';
import { ShopWindow } from '../screens/shop-window';

const secret = 'a-hash-secret-of-the-live-mode-1';

test('two windows on a real core: one claim, one answer, and no total without the PIN', async ({
  page,
  context,
  request,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-browser-'));
  const server = await ServeProcess.ready(
    ['--data', folder, '--port', '0', '--ui-port', '0', '--tunnel', 'none', '--no-notifications'],
    { COMPTOIR_HASH_SECRET: secret },
  );
  const window = new ShopWindow(page);
  const { claim, owner } = window.texts;
  const uiUrl = server.text('uiUrl');
  await page.goto(uiUrl);
  await window.setup.later.click();

  const paid = {
    transactionId: 'owner-1',
    isPaymentSucces: true,
    event: 'transaction.success',
    amount: 43_500,
  };
  await request.post(server.text('webhookUrl'), { headers: { 'x-kkiapay-secret': secret }, data: paid });
  await page.getByLabel(claim.box.field).fill('43 500 F');
  await expect(page.getByText(claim.box.free, { exact: true })).toBeVisible();

  const second = await context.newPage();
  await second.goto(uiUrl);
  const other = new ShopWindow(second);
  await other.counter.last.getByRole('button', { name: claim.handOver, exact: true }).click();
  await expect(page.getByText(claim.box.handedOver, { exact: true })).toBeVisible();
  await page.getByLabel(claim.box.field).fill('99999');
  await expect(page.getByText(claim.box.notReceived, { exact: true })).toBeVisible();

  await window.goTo('settings');
  await window.settings.open(owner.settings.title);
  await page.getByRole('button', { name: owner.settings.set, exact: true }).click();
  await page.getByLabel(owner.settings.next).fill('4321');
  await page.getByLabel(owner.settings.again).fill('4321');
  await page.getByRole('button', { name: owner.settings.set, exact: true }).click();
  await page.getByRole('button', { name: owner.lock, exact: true }).click();
  await expect(second.getByRole('button', { name: owner.owner, exact: true })).toBeVisible();
  await expect(other.counter.today).not.toContainText('43 500 F');

  // What a window does not show must not cross the bridge either.
  const { origin, hash } = new URL(uiUrl);
  const ask = async (command: string, argument: unknown): Promise<unknown> => {
    const headers = { authorization: `Bearer ${hash.slice(1)}` };
    return (await request.post(`${origin}/bridge/${command}`, { headers, data: { argument } })).json();
  };
  expect(await ask('getState', null)).toMatchObject({
    value: { today: { successCount: 1, totalXof: null } },
  });
  expect(await ask('changeSettings', { shopName: 'x' })).toMatchObject({ ok: false, code: 'locked' });
  expect(await ask('getReport', { from: '2026-01-01', to: '2026-01-02' })).toMatchObject({ code: 'locked' });

  await page.getByLabel(owner.askPin.pin, { exact: true }).fill('4321');
  await page.getByRole('button', { name: owner.askPin.open, exact: true }).click();
  await expect(page.getByRole('button', { name: owner.settings.remove, exact: true })).toBeVisible();
  await window.goTo('counter');
  await expect(window.counter.today).toContainText('43 500 F');
  // The PIN opened the page where it was typed, until that one is loaded again.
  await expect(second.getByRole('button', { name: owner.owner, exact: true })).toBeVisible();
  await expect(other.counter.today).not.toContainText('43 500 F');
  await page.reload();
  await expect(page.getByRole('button', { name: owner.owner, exact: true })).toBeVisible();
  await expect(window.counter.today).not.toContainText('43 500 F');
  await server.end();
  await rm(folder, { recursive: true });
});
