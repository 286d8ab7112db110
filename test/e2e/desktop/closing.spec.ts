import { expect, test } from '@playwright/test';
import { DesktopApp } from '../support/desktop-app';
import { missingDesktop, shownNotifications } from '../support/desktop-session';

const missing = missingDesktop();
test.skip(missing !== null, missing ?? '');

let app: DesktopApp;
test.afterEach(() => app.dispose());

test('closing only hides, and says so the first time; a minute later the window is gone, and reopens where it was', async () => {
  test.setTimeout(150_000);
  app = await DesktopApp.start();
  await app.window();
  const bounds = { x: 140, y: 90, width: 820, height: 600 };
  await app.electron.evaluate(({ BrowserWindow }, wanted) => {
    for (const one of BrowserWindow.getAllWindows()) one.setBounds(wanted);
  }, bounds);
  const explained = async (): Promise<number> =>
    (await shownNotifications()).split('Comptoir écoute toujours').length - 1;
  const before = await explained();
  await app.closeWindow();
  await expect.poll(explained).toBeGreaterThan(before);
  const once = await explained();
  expect(await app.startAgain()).toBe(0);
  await expect.poll(() => app.isWindowShown()).toBe(true);
  await app.closeWindow();

  await expect.poll(() => app.electron.windows().length, { timeout: 90_000 }).toBe(0);
  expect(await app.startAgain()).toBe(0);
  await expect.poll(() => app.isWindowShown()).toBe(true);
  expect(await explained()).toBe(once);
  const placed = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getSize(),
  );
  expect(placed).toEqual([bounds.width, bounds.height]);
});
