import { expect, test } from '@playwright/test';
import { ServeProcess, comptoir } from '../../support/headless-process';
import { temporaryFolder } from '../../support/temporary-folder';
import { ShopWindow } from '../screens/shop-window';

test('the secret is copied through the browser where the computer has no clipboard', async ({
  page,
  context,
}) => {
  await using folder = await temporaryFolder();
  await using programs = await temporaryFolder();
  const args = ['--data', folder.path, '--port', '0', '--ui-port', '0', '--tunnel', 'none'];
  const server = await ServeProcess.ready([...args, '--no-notifications'], { PATH: programs.path });
  await page.goto(server.text('uiUrl'));
  await page.evaluate(() => (location.hash = '#/setup/2'));
  const { texts } = new ShopWindow(page);
  await page.getByRole('button', { name: texts.window.copy.secret, exact: true }).click();
  await expect(page.getByRole('button', { name: texts.window.copy.copied, exact: true })).toBeVisible();
  const { stdout } = await comptoir(['secret', '--data', folder.path, '--stdout']);
  // Only now, because granting one permission removes the others.
  await context.grantPermissions(['clipboard-read'], { origin: new URL(server.text('uiUrl')).origin });
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(stdout.trim());
  await expect(page.getByText(stdout.trim(), { exact: false })).toHaveCount(0);
  await server.end();
});
