import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import type { ScreenRole } from '../../src/shared/access/roles';
import { askWindow } from '../support/ask-window';
import { ServeProcess } from '../support/headless-process';
import { realNow } from '../support/real-now';
import type { BrowserPage } from '../support/screens/browser-page';
import { isInstalled, openBrowser, screenBrowsers, type OpenBrowser } from '../support/screens/old-browser';
import { temporaryFolder } from '../support/temporary-folder';

const secret = 'a-hash-secret-of-the-live-mode-1';
const page = join(import.meta.dirname, '../../out/screen');

interface Hub extends AsyncDisposable {
  readonly process: ServeProcess;
  readonly pay: (transactionId: string, amountXof: number) => Promise<void>;
  readonly screen: (role: ScreenRole, name: string) => Promise<BrowserPage>;
}

interface Place {
  readonly address: string;
  readonly port: string;
}

async function openHub(
  browser: OpenBrowser,
  dataDir: string,
  { address, port: lanPort }: Place = { address: '127.0.0.2', port: '0' },
): Promise<Hub> {
  const process = await ServeProcess.ready(
    [
      ...['--data', dataDir, '--tunnel', 'none', '--no-notifications'],
      ...['--lan', '--lan-address', address, '--lan-port', lanPort],
    ],
    { COMPTOIR_HASH_SECRET: secret },
  );
  const uiUrl = process.text('uiUrl');
  const { port } = new URL(process.text('lanUrl'));
  const newcomer = async (): Promise<string> => {
    for (;;) {
      const { screens } = await askWindow(uiUrl, 'getState', null);
      const [first] = screens.kind === 'open' ? screens.newcomers : [];
      if (first !== undefined) return first.id;
    }
  };
  return {
    process,
    async pay(transactionId, amountXof) {
      const at = new Date(realNow()).toISOString();
      await fetch(process.text('webhookUrl'), {
        ...{ method: 'POST', headers: { 'x-kkiapay-secret': secret } },
        body: kkiapayBody({ event: 'success', amountXof, transactionId, at }),
      });
    },
    async screen(role, name) {
      const { links } = await askWindow(uiUrl, 'offerScreen', { role, name, instead: null });
      const { hash } = new URL(links[0] ?? '');
      const opened = await browser.open(`http://comptoir.test:${port}/${hash}`);
      await opened.waitFor("document.querySelector('.digits')");
      await askWindow(uiUrl, 'confirmScreen', { id: await newcomer(), isIt: true });
      await opened.waitFor("document.querySelector('.page, .display')");
      return opened;
    },
    async [Symbol.asyncDispose]() {
      await process.end();
    },
  };
}

describe.each(screenBrowsers)('the screens’ page in $name', (browser) => {
  let opened: OpenBrowser;
  beforeAll(async () => {
    if (isInstalled(browser)) opened = await openBrowser(browser);
  });
  afterAll(async () => {
    if (isInstalled(browser)) await opened[Symbol.asyncDispose]();
  });

  it.skipIf(!isInstalled(browser))(
    `pairs, shows what is received, and is dark within 12 s of a counter that stands still (to have it: ${browser.how})`,
    async () => {
      await using folder = await temporaryFolder();
      await using hub = await openHub(opened, folder.path);
      await using display = await hub.screen('display', 'Vitrine');
      await using counter = await hub.screen('second-counter', 'Comptoir 2');
      expect(await counter.evaluate('window.isSecureContext')).toBe(false);
      await hub.pay('T-1', 7_500);
      await display.waitFor("document.querySelector('.received')");
      await counter.waitFor("document.querySelector('.card.tone-success .hand-over')");
      expect(await display.text()).toMatch(/REÇU\s+7 500 F/);
      await counter.evaluate("document.querySelector('.hand-over').click()");
      await counter.waitFor('/Déjà servi/.test(document.body.innerText)');

      const frozenAt = realNow();
      process.kill(hub.process.pid, 'SIGSTOP');
      await Promise.all([
        display.waitFor("document.querySelector('.display.dark') && !document.querySelector('.received')"),
        counter.waitFor("document.querySelector('.band-cut')"),
      ]);
      expect(realNow() - frozenAt).toBeLessThan(12_500);
      process.kill(hub.process.pid, 'SIGCONT');
      await counter.waitFor("!document.querySelector('.band-cut')");
      await hub.pay('T-2', 300);
      await display.waitFor("document.querySelector('.received')");
    },
    90_000,
  );

  // Firefox treats each address as the same: the counter cannot move in it.
  it.skipIf(!isInstalled(browser) || browser.name === 'firefox')(
    `goes to the counter’s new address by itself, and is live there (to have it: ${browser.how})`,
    async () => {
      await using folder = await temporaryFolder();
      const before = await openHub(opened, folder.path);
      await using counter = await before.screen('second-counter', 'Comptoir 2');
      await counter.waitFor('/Comptoir 2/.test(document.body.innerText)');
      const { port } = new URL(before.process.text('lanUrl'));
      await before[Symbol.asyncDispose]();
      await counter.waitFor("document.querySelector('.band-cut')");
      await using after = await openHub(opened, folder.path, { address: '127.0.0.3', port });
      await counter.waitFor(
        "location.hostname === '127.0.0.3' && document.querySelector('.page:not(.cut-off)')",
      );
      expect(await counter.evaluate('location.hash')).toBe('');
      await after.pay('T-1', 7_500);
      await counter.waitFor("document.querySelector('.card.tone-success .hand-over')");
    },
    120_000,
  );
});

it('the screens’ page is small enough for an old phone', async () => {
  const assets = await readdir(join(page, 'assets'));
  const files = [
    join(page, 'index.html'),
    ...assets.filter((name) => /\.(js|css)$/.test(name)).map((name) => join(page, 'assets', name)),
  ];
  const sizes = await Promise.all(files.map(async (file) => gzipSync(await readFile(file)).length));
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(60 * 1024);
});
