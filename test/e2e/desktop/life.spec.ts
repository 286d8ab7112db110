import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { failures } from '../../support/ngrok-edge/agent-protocol';
import { DesktopApp } from '../support/desktop-app';
import { desktopEdge } from '../support/desktop-edge';
import { isOnScreen, missingDesktop, pressKeys, processesOf } from '../support/desktop-session';

const missing = missingDesktop();
test.skip(missing !== null, missing ?? '');

let app: DesktopApp;
test.afterEach(() => app.dispose());

/** Every file of the data folder with its size and the time it was written last. */
async function dataFiles(): Promise<string[]> {
  const folder = join(app.folder, 'data');
  const names = (await readdir(folder, { recursive: true })).filter((name) => !name.includes('heartbeat'));
  return Promise.all(
    names.sort().map(async (name) => {
      const { size, mtimeMs } = await stat(join(folder, name));
      return `${name} ${size} ${mtimeMs}`;
    }),
  );
}

async function crashRecords(): Promise<string> {
  return (await readdir(join(app.folder, 'crashes')).catch(() => [])).join('\n');
}

/** Its process id; null while there is none. */
function graphicsProcess(): Promise<number | null> {
  return app.electron.evaluate(
    ({ app: electron }) => electron.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? null,
  );
}

/** The page that shows the counter, as the main process has it: Playwright's own ends with the page's process. */
function counterIsShown(): Promise<boolean> {
  return app.electron.evaluate(async ({ webContents }) => {
    const page = webContents.getAllWebContents().find((one) => one.getURL().includes('index.html'));
    if (page === undefined || page.isCrashed()) return false;
    return (await page.executeJavaScript("document.getElementById('content') !== null")) as boolean; // asked for
  });
}

test('a second start shows the window of the first, and touches no file of it', async () => {
  app = await DesktopApp.start();
  // It is shown once its page is ready: what is not there yet cannot be closed.
  await expect.poll(() => app.isWindowShown()).toBe(true);
  await app.closeWindow();
  const before = await dataFiles();
  expect(await app.startAgain('--hidden')).toBe(0);
  expect(await app.isWindowShown()).toBe(false);
  expect(await app.startAgain()).toBe(0);
  await expect.poll(() => app.isWindowShown()).toBe(true);
  expect(await dataFiles()).toEqual(before);
});

test('a named profile keeps everything in a folder of its own', async () => {
  app = await DesktopApp.start({ args: ['--tunnel=none', '--profile=second'] });
  const own = await readdir(join(app.folder, 'profiles/second'));
  expect(own).toEqual(expect.arrayContaining(['data', 'logs', 'running', 'start-again']));
  const usual = await readdir(app.folder);
  expect(usual.filter((name) => own.includes(name))).toEqual([]);
  await app.quit(); // its mark for a start after a death lies there too
});

test('a window whose process dies comes back, and the death is recorded', async () => {
  app = await DesktopApp.start();
  await app.window();
  await expect.poll(counterIsShown).toBe(true);
  const pid = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );
  process.kill(pid ?? 0, 'SIGKILL');
  await expect.poll(crashRecords).toContain('-page-index.json');
  await expect.poll(counterIsShown, { timeout: 20_000 }).toBe(true);
});

test('the graphics process may die six times, and the bell still takes a payment', async () => {
  const environment = { COMPTOIR_HASH_SECRET: 'hash-secret-of-this-test' };
  app = await DesktopApp.start({ environment });
  await app.window();
  const url = await app.webhookUrl();
  for (let death = 1; death <= 6; death += 1) {
    await expect.poll(graphicsProcess, { timeout: 20_000 }).not.toBeNull();
    process.kill((await graphicsProcess()) ?? 0, 'SIGKILL');
    await expect.poll(async () => (await crashRecords()).match(/-helper-GPU/g)?.length).toBe(death);
  }
  const answered = await fetch(url, {
    ...{ method: 'POST', body: '{}' },
    headers: { 'x-kkiapay-secret': environment.COMPTOIR_HASH_SECRET },
  });
  expect(answered.status).toBe(200);
});

test('a window whose page hangs is loaded again', async () => {
  app = await DesktopApp.start();
  await app.window();
  await expect.poll(counterIsShown).toBe(true);
  await app.electron.evaluate(({ BrowserWindow }) => {
    for (const one of BrowserWindow.getAllWindows()) one.emit('unresponsive');
  });
  await expect.poll(crashRecords).toContain('-page-index.json');
  await expect.poll(counterIsShown, { timeout: 20_000 }).toBe(true);
});

test('a sleep is recorded when the computer announces it, not at the next heartbeat', async () => {
  app = await DesktopApp.start();
  const lastBeat = (): Promise<string> => readFile(join(app.folder, 'data/heartbeat.json'), 'utf8');
  // A heartbeat of its own accord comes every ten seconds: of three in a row it can be one.
  for (let times = 0; times < 3; times += 1) {
    const before = await lastBeat();
    await app.electron.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
    await expect.poll(lastBeat, { timeout: 3_000 }).not.toBe(before);
  }
});

test('a computer that wakes tests its tunnel, even one that waits for nothing else', async () => {
  await using stand = await desktopEdge();
  stand.edge.options.onAuth = () => failures.invalidToken;
  app = await DesktopApp.start({
    args: ['--tunnel=ngrok', '--development'],
    environment: { ...stand.environment, NGROK_AUTHTOKEN: '2abc_a-token-as-ngrok-shows-it' },
  });
  const tunnel = async (): Promise<string> => (await app.state()).tunnel.kind;
  await expect.poll(tunnel, { timeout: 20_000 }).toBe('refused');
  stand.edge.options.onAuth = () => null;
  await app.electron.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
  await expect.poll(tunnel, { timeout: 20_000 }).toBe('online');
});

test('a tunnel whose process dies comes back, and the death is recorded', async () => {
  await using stand = await desktopEdge();
  app = await DesktopApp.start({
    args: ['--tunnel=ngrok', '--development'],
    environment: { ...stand.environment, NGROK_AUTHTOKEN: '2abc_a-token-as-ngrok-shows-it' },
  });
  const isOnline = async (): Promise<boolean> => (await app.state()).tunnel.kind === 'online';
  await expect.poll(isOnline, { timeout: 20_000 }).toBe(true);
  const pid = await app.electron.evaluate(
    ({ app: running }) => running.getAppMetrics().find(({ name }) => name === 'Comptoir Tunnel')?.pid,
  );
  process.kill(pid ?? 0, 'SIGKILL');
  await expect.poll(crashRecords).toContain('-tunnel.json');
  await expect.poll(isOnline, { timeout: 20_000 }).toBe(true);
});

test('an uncaught error leaves a record on this computer, and the bell is back a moment later', async () => {
  app = await DesktopApp.start();
  const runningPid = async (): Promise<number> =>
    Number(await readFile(join(app.folder, 'running'), 'utf8').catch(() => ''));
  const before = await runningPid();
  await app.electron.evaluate(() => {
    setTimeout(() => {
      throw new Error('out of the blue');
    });
  });
  await expect.poll(async () => [0, before].includes(await runningPid()), { timeout: 20_000 }).toBe(false);
  const anew = await runningPid();
  const running = (await processesOf(app.folder)).join('\n');
  expect(running).toContain('--hidden --failed-starts=1');
  expect(await crashRecords()).toContain('-app.json');
  process.kill(anew, 'SIGTERM');
  await app.ended();
  expect(await readdir(app.folder)).not.toContain('running');
});

test('after the last failed start it opens nothing, and a box says what to do', async () => {
  app = await DesktopApp.start();
  await app.quit();
  const before = await dataFiles();
  const ended = app.startAgain('--hidden', '--failed-starts=4');
  await expect.poll(() => isOnScreen('Error')).toBe(true); // GTK's title over ours
  await pressKeys('Return');
  expect(await ended).toBe(1);
  expect(await dataFiles()).toEqual(before);
});

test('the computer’s own shutdown waits for it, and ends it in order', async () => {
  app = await DesktopApp.start();
  const waits = await app.electron.evaluate(({ powerMonitor }) => {
    let asked = false;
    powerMonitor.emit('shutdown', { preventDefault: () => (asked = true) });
    return asked;
  });
  expect(waits).toBe(true);
  await app.ended();
  expect(await readdir(app.folder)).not.toContain('running');
});

test('a second start during the end opens no window without a core', async () => {
  app = await DesktopApp.start();
  await app.window();
  const windows = await app.electron.evaluate(({ app: running, BrowserWindow }) => {
    running.quit();
    running.emit('second-instance', {}, []);
    return BrowserWindow.getAllWindows().length;
  });
  expect(windows).toBe(0);
  await app.ended();
});

test('no key quits it by a menu; keys still zoom the page, copy and paste', async () => {
  app = await DesktopApp.start();
  const page = await app.window();
  expect(await app.electron.evaluate(({ Menu }) => Menu.getApplicationMenu())).toBeNull();
  await expect
    .poll(() => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null))
    .toBe(true);
  const zoomLevel = (): Promise<number | undefined> =>
    app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((one) => one.isVisible())
        ?.webContents.getZoomLevel(),
    );
  await pressKeys('ctrl+plus', 'ctrl+plus', 'ctrl+minus');
  await expect.poll(zoomLevel).toBe(0.5);
  await pressKeys('ctrl+0');
  await expect.poll(zoomLevel).toBe(0);

  const field = await page.evaluateHandle(() => {
    const made = document.createElement('textarea');
    made.value = 'à copier';
    document.body.append(made);
    made.focus();
    return made;
  });
  await pressKeys('ctrl+q', 'ctrl+a', 'ctrl+c', 'End', 'ctrl+v');
  await expect.poll(() => field.evaluate(({ value }) => value)).toBe('à copierà copier');
  expect(await app.clipboard()).toBe('à copier');
});
