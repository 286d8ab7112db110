import { expect, test } from '@playwright/test';
import { kkiapayBody } from '../../../src/core/kkiapay/play';
import { ServeProcess } from '../../support/headless-process';
import { realNow } from '../../support/real-now';
import { temporaryFolder } from '../../support/temporary-folder';
import { ShopWindow } from '../screens/shop-window';
import { countTouches } from '../support/count-touches';
import { desktopEdge } from '../support/desktop-edge';

test('from the first start to the first ring: four screens, at most 12 clicks, two things pasted', async ({
  page,
  context,
}) => {
  await using folder = await temporaryFolder();
  await using programs = await temporaryFolder();
  await using stand = await desktopEdge();
  const { edge, environment } = stand;
  const args = [
    '--data',
    folder.path,
    '--port',
    '0',
    '--ui-port',
    '0',
    '--no-notifications',
    '--development',
  ];
  // No program for the clipboard: the browser's own is used.
  const server = await ServeProcess.ready(args, { ...environment, PATH: programs.path });
  await page.goto(server.text('uiUrl'));
  const window = new ShopWindow(page);
  const { setup, texts } = window;
  await expect(setup.headings[1]).toBeVisible();
  const touches = await countTouches(page);

  await setup.token.fill('2abc_a-token-as-ngrok-shows-it');
  await setup.save.click();
  await expect(page.getByText(/^https:\/\/boutique-awa\.ngrok-free\.app\/kkiapay\//).first()).toBeVisible({
    timeout: 15_000,
  });
  await setup.next.click();
  await setup.copyUrl.click();
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], {
    origin: new URL(server.text('uiUrl')).origin,
  });
  const pasted = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(pasted).toMatch(/^https:\/\/boutique-awa\.ngrok-free\.app\/kkiapay\/[A-Za-z0-9]{22}$/);
  const address = await pasted();
  await setup.copySecret.click();
  await expect.poll(pasted).toMatch(/^[A-Za-z0-9]{32}$/);
  const secret = await pasted();
  await setup.next.click();
  await expect(setup.waiting).toBeVisible();

  const body = kkiapayBody({ event: 'success', amountXof: 43_500, at: new Date(realNow()).toISOString() });
  const headers = { 'x-kkiapay-secret': secret };
  expect((await edge.request(address, { method: 'POST', headers, body })).status).toBe(200);
  await expect(page.locator('html')).toHaveAttribute('data-last-played', 'success');
  await expect(setup.heard).toBeVisible();
  await expect(
    page.getByRole('heading', { name: texts.setupAddress.ready.title, exact: true }),
  ).toBeVisible();
  await expect(page.getByText('43 500 F', { exact: true }).first()).toBeVisible();
  await setup.finish.click();
  await expect(window.counter.last).toContainText('43 500 F');

  const { screens, clicks, fields } = await touches();
  expect(screens.length).toBeLessThanOrEqual(4);
  expect(clicks).toBeLessThanOrEqual(12);
  // The token here; the address and the secret are pasted at KKiaPay.
  expect(fields).toBe(1);
  await server.end();
});
