import { expect, test } from '@playwright/test';
import { DesktopApp } from '../support/desktop-app';
import { missingDesktop } from '../support/desktop-session';

const missing = missingDesktop();
test.skip(missing !== null, missing ?? '');

/**
 * What holds even where a page has got further than it should: each test gives one the power that it must not use. The rest
 * of Electron's checklist is in security.spec.ts, packaged.spec.ts (fuses), packaged-contents.spec.ts (secrets) and
 * the unit tests `security-*` (addresses), `ipc-sender` (senders) and `packaging` (one exact Electron).
 */
let app: DesktopApp;
test.beforeEach(async () => {
  app = await DesktopApp.start();
  await app.window();
});
test.afterEach(() => app.dispose());

test('a page that replaced ours, with its bridge, gets no answer', async () => {
  const answers = await app.electron.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const ask = "comptoir.invoke('getState', null).then(({ ok }) => ok, () => 'refused')";
    const ours: unknown = await contents?.executeJavaScript(ask);
    // Nothing in a page can do this; the main process may, and the check must not lean on that.
    await contents?.loadURL('data:text/html,<title>a stranger</title>');
    return { ours, theirs: (await contents?.executeJavaScript(ask)) as unknown };
  });
  expect(answers).toEqual({ ours: true, theirs: 'refused' });
});

test('a page that is given every power of Node is still in the sandbox', async () => {
  const found = await app.electron.evaluate(async ({ app: running, BrowserWindow }) => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: { sandbox: false, contextIsolation: false, nodeIntegration: true },
    });
    await window.loadURL('data:text/html,<title>x</title>');
    const power: unknown = await window.webContents.executeJavaScript('typeof require');
    window.destroy();
    return { power, isOff: running.commandLine.hasSwitch('no-sandbox') };
  });
  test.skip(found.isOff, 'started by root with --no-sandbox: let the session’s user read the checkout');
  expect(found.power).toBe('undefined');
});

test('a page that could attach a webview gets none', async () => {
  const isPrevented = await app.electron.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false, webPreferences: { webviewTag: true } });
    const tried = new Promise<boolean>((resolve) =>
      window.webContents.on('will-attach-webview', (event) => resolve(event.defaultPrevented)),
    );
    await window.loadURL('data:text/html,<webview src="data:text/html,x" allowpopups></webview>');
    const prevented = await tried;
    window.destroy();
    return prevented;
  });
  expect(isPrevented).toBe(true);
});

test('a page saves no file', async () => {
  const prevented = await app.electron.evaluate(async ({ BrowserWindow, session }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const download = new Promise<boolean>((resolve) =>
      session.defaultSession.once('will-download', (event) => resolve(event.defaultPrevented)),
    );
    contents?.downloadURL('app://comptoir/index.html');
    return download;
  });
  expect(prevented).toBe(true);
});
