import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { DesktopApp } from '../support/desktop-app';
import { missingDesktop } from '../support/desktop-session';

const missing = missingDesktop();
test.skip(missing !== null, missing ?? '');

// One app for all of it: no test here changes anything, for that is what each of them tries in vain.
let app: DesktopApp;
let page: Page;
let stranger: http.Server;
let strangerUrl: string;
const asked: string[] = [];

test.beforeAll(async () => {
  stranger = http.createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/away') response.writeHead(302, { location: '/landed' }).end();
    else
      response
        .setHeader('access-control-allow-origin', '*')
        .setHeader('content-type', 'text/html')
        .end('<title>elsewhere</title><iframe src="/framed"></iframe>');
  });
  stranger.listen(0, '127.0.0.1');
  await once(stranger, 'listening');
  strangerUrl = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`; // it listens on a port
  app = await DesktopApp.start({ args: ['--tunnel=none', '--use-fake-device-for-media-stream'] });
  page = await app.window();
  const ring = await page.evaluate(() => window.comptoir.invoke('sendTestPayment', null));
  expect(ring.ok).toBe(true);
  await app.audioPage();
});
test.afterAll(async () => {
  await app.dispose();
  stranger.closeAllConnections();
  stranger.close();
});

test('every page is created without any power of Node, isolated and confined', async () => {
  const made = await app.electron.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const known = contents as unknown as { getLastWebPreferences(): object }; // Electron has it, its types have not
      return { url: contents.getURL(), preferences: known.getLastWebPreferences() };
    }),
  );
  expect(made.map(({ url }) => url.replace(/#.*/, '')).sort()).toEqual([
    'app://comptoir/audio.html',
    'app://comptoir/index.html',
  ]);
  for (const { preferences } of made) {
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    });
    expect((preferences as { enableBlinkFeatures?: string }).enableBlinkFeatures ?? '').toBe('');
  }
});

test('the system itself holds every page in a sandbox', async () => {
  test.skip(process.platform !== 'linux', 'reads /proc');
  const { pids, isOff } = await app.electron.evaluate(({ app: running, webContents }) => ({
    pids: webContents.getAllWebContents().map((contents) => contents.getOSProcessId()),
    isOff: running.commandLine.hasSwitch('no-sandbox'),
  }));
  test.skip(isOff, 'started by root with --no-sandbox: let the session’s user read the checkout');
  expect(pids).toHaveLength(2);
  for (const pid of pids) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    expect(status).toMatch(/^Seccomp:\t2$/m);
    expect(status).toMatch(/^NoNewPrivs:\t1$/m);
  }
});

test('a page finds one bridge, frozen, and nothing of Electron or Node', async () => {
  const found = await page.evaluate(() => {
    const names = Object.keys(window);
    const frame = document.body.appendChild(document.createElement('iframe'));
    const plain = frame.contentWindow ?? window;
    const extra = names.filter((name) => !(name in plain));
    const inFrame = 'comptoir' in plain && plain !== window;
    frame.remove();
    const bridge = window.comptoir;
    const tried = [
      () => Object.assign(bridge, { invoke: null }),
      () => Object.assign(bridge, { more: true }),
      () => Object.assign(window, { comptoir: null }),
      () => Reflect.deleteProperty(window, 'comptoir'),
    ];
    for (const attempt of tried) {
      try {
        attempt();
      } catch {
        // refused, as it should be
      }
    }
    const global = window as unknown as Record<string, unknown>; // whatever may be there
    return {
      extra,
      inFrame,
      isFrozen: Object.isFrozen(bridge),
      isSame: window.comptoir === bridge,
      names: Object.keys(bridge).sort(),
      powers: ['require', 'process', 'module', 'Buffer', 'global', 'electron'].filter(
        (name) => global[name] !== undefined,
      ),
    };
  });
  expect(found).toEqual({
    extra: ['comptoir'],
    inFrame: false,
    isFrozen: true,
    isSame: true,
    names: ['invoke', 'on', 'transport'],
    powers: [],
  });
});

test('a page is served with the policy as a header, and runs nothing inline', async () => {
  const policy = await page.evaluate(async () =>
    (await fetch('app://comptoir/index.html')).headers.get('content-security-policy'),
  );
  expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
  const ran = await page.evaluate(async () => {
    const violated = new Promise<string>((resolve) =>
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
        once: true,
      }),
    );
    const script = document.createElement('script');
    script.textContent = 'document.documentElement.dataset.inline = "ran"';
    document.head.append(script);
    return { directive: await violated, inline: document.documentElement.dataset.inline };
  });
  expect(ran).toEqual({ directive: 'script-src-elem' });
});

test('a page loads nothing from elsewhere', async () => {
  const refused = await page.evaluate(async (url) => {
    for (const [tag, attribute] of [
      ['img', 'src'],
      ['script', 'src'],
      ['iframe', 'src'],
      ['audio', 'src'],
      ['object', 'data'],
    ] as const) {
      const element = document.createElement(tag);
      element.setAttribute(attribute, `${url}/${tag}`);
      document.body.append(element);
    }
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = `${url}/style`;
    document.head.append(style);
    navigator.sendBeacon(`${url}/beacon`);
    const attempts = [
      () => fetch(`${url}/fetch`, { mode: 'no-cors' }),
      () =>
        new Promise((resolve, reject) => {
          const socket = new WebSocket(url.replace('http', 'ws'));
          socket.onopen = resolve;
          socket.onerror = () => reject(new Error('refused'));
        }),
    ];
    const outcomes = await Promise.allSettled(attempts.map(async (attempt) => attempt()));
    return outcomes.map(({ status }) => status);
  }, strangerUrl);
  expect(refused).toEqual(['rejected', 'rejected']);
  // Whoever asked would have asked before this one comes.
  await fetch(`${strangerUrl}/last`);
  expect(asked).toEqual(['/last']);
  await page.reload();
});

test('a page stays where it is and opens no window; the system’s browser gets known addresses only', async () => {
  await app.electron.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (url) => Promise.resolve(void opened.push(url));
  });
  const here = page.url();
  const before = app.electron.windows().length;
  for (const target of [
    strangerUrl,
    'https://dashboard.ngrok.com/x',
    'file:///etc/passwd',
    'data:text/html,x',
  ]) {
    await page.evaluate((url) => window.open(url), target);
    await page.evaluate((url) => {
      const link = document.body.appendChild(document.createElement('a'));
      link.href = url;
      link.click();
      link.remove();
    }, target);
  }
  await expect
    .poll(() => app.electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)) // put there above
    .toEqual(['https://dashboard.ngrok.com/x', 'https://dashboard.ngrok.com/x']);
  expect(page.url()).toBe(here);
  expect(app.electron.windows()).toHaveLength(before);
  expect(asked).toEqual(['/last']);
});

test('a foreign page that was loaded in any way opens no frame and cannot navigate', async () => {
  const before = asked.length;
  const isLedAway = await app.electron.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    const led = await window.loadURL(`${url}/away`).then(
      () => true,
      () => false,
    );
    await window.loadURL(`${url}/page`); // settles once its frames have
    window.destroy();
    return led;
  }, strangerUrl);
  expect(isLedAway).toBe(false);
  expect(asked.slice(before)).toEqual(['/away', '/page']);
});

test('a page is denied every permission', async () => {
  const answers = await page.evaluate(async () => {
    const states = await Promise.all(
      (['notifications', 'geolocation', 'camera', 'microphone', 'clipboard-read'] as PermissionName[]).map(
        async (name) => (await navigator.permissions.query({ name })).state,
      ),
    );
    const position = await new Promise<string>((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('told'),
        ({ message }) => resolve(message),
      ),
    );
    return { states, position, notifications: await Notification.requestPermission() };
  });
  expect(new Set(answers.states)).toEqual(new Set(['denied']));
  expect(answers).toMatchObject({ position: 'User denied Geolocation', notifications: 'denied' });
});

test('the microphone is a page’s while the owner’s screen records, and no longer', async () => {
  const ask = (): Promise<string> =>
    page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ audio: true }).then(
        (stream) => {
          for (const track of stream.getTracks()) track.stop();
          return 'given';
        },
        (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
      ),
    );
  const hold = (held: boolean): Promise<unknown> =>
    page.evaluate((now) => window.comptoir.invoke('holdMicrophone', { held: now }), held);
  expect(await ask()).toBe('NotAllowedError');
  await hold(true);
  expect(await ask()).toBe('given');
  await hold(false);
  expect(await ask()).toBe('NotAllowedError');
});

test('our scheme serves the window’s files and no others', async () => {
  const statuses = await page.evaluate(() =>
    Promise.all(
      [
        'app://comptoir/index.html',
        'app://comptoir/..%2f..%2fpackage.json',
        'app://comptoir/../main/index.cjs',
        'app://comptoir/%2e%2e/main/index.cjs',
        'app://comptoir//etc/passwd',
      ].map(async (address) => (await fetch(address)).status),
    ),
  );
  expect(statuses).toEqual([200, 404, 404, 404, 404]);
  const fromFile = await page.evaluate(() =>
    fetch('file:///etc/passwd').then(
      () => 'read',
      () => 'refused',
    ),
  );
  expect(fromFile).toBe('refused');
});

test('a foreign page with our preload gets no answer', async () => {
  const answered = await app.electron.evaluate(
    async ({ BrowserWindow, app: running }, preload) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload: running.getAppPath() + preload },
      });
      await window.loadURL('data:text/html,<title>a stranger</title>');
      const said: unknown = await window.webContents.executeJavaScript(
        "comptoir.invoke('getState', null).then(() => 'heard', () => 'refused')",
      );
      window.destroy();
      return said;
    },
    join('/', 'out/preload/index.cjs'),
  );
  expect(answered).toBe('refused');
});
