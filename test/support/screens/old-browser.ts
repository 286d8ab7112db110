import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { exitCode } from '../fact-process';
import { temporaryFolder } from '../temporary-folder';
import { waitingFor, type BrowserPage } from './browser-page';
import { openInFirefox } from './firefox';

const cache = process.env.BROWSERS_CACHE ?? '/var/cache/browser-tests';

export interface ScreenBrowser {
  readonly name: string;
  readonly path: string;
  readonly how: string;
}

/** The oldest that the screens’ page must run in, the last of Windows 7, today’s, and another engine. */
export const screenBrowsers: readonly ScreenBrowser[] = [
  {
    name: 'chromium-69',
    path: join(cache, 'chromium-69/chrome'),
    how: 'npm pack chrome-aws-lambda@1.6.3, and unpack its bin/chromium-*.br there',
  },
  {
    name: 'chromium-109',
    path: join(cache, 'chromium-109/chrome'),
    how: 'npm pack @sparticuz/chromium@109.0.6, and unpack its bin/chromium.br there',
  },
  { name: 'chromium', path: '/usr/bin/chromium', how: 'apt-get install chromium' },
  { name: 'firefox', path: '/usr/bin/firefox-esr', how: 'apt-get install firefox-esr' },
];

export interface OpenBrowser extends AsyncDisposable {
  /** A page of its own: what another one stores, it does not see. */
  readonly open: (url: string) => Promise<BrowserPage>;
}

/** Starting a Chromium takes longer than all that a test does in it, so tests share one; each page of Firefox has its own. */
export function openBrowser({ name, path }: ScreenBrowser): Promise<OpenBrowser> {
  if (name !== 'firefox') return openChromium(path);
  return Promise.resolve({
    open: (url) => openInFirefox(path, url),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
}

/** One page, and the browser's end with it. */
export async function openInBrowser(which: ScreenBrowser, url: string): Promise<BrowserPage> {
  const browser = await openBrowser(which);
  const page = await browser.open(url);
  return {
    ...page,
    async [Symbol.asyncDispose]() {
      await page[Symbol.asyncDispose]();
      await browser[Symbol.asyncDispose]();
    },
  };
}

export function isInstalled({ path }: { readonly path: string }): boolean {
  return existsSync(path);
}

interface Answer {
  readonly id?: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: unknown;
}

/**
 * A Chromium of any age, driven over two pipes. The name stands for 127.0.0.2: by its number the page would
 * count as secure, and have what no screen in a shop has.
 */
async function openChromium(browserPath: string): Promise<OpenBrowser> {
  const profile = await temporaryFolder();
  const browser = spawn(
    browserPath,
    [
      ...[
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--remote-debugging-pipe',
        '--disable-dev-shm-usage',
      ],
      ...['--window-size=800,600', `--user-data-dir=${profile.path}`],
      ...['--host-resolver-rules=MAP comptoir.test 127.0.0.2', 'about:blank'],
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const exited = exitCode(browser);
  const toBrowser = browser.stdio[3] as Writable; // as the two pipes above were asked for
  const fromBrowser = browser.stdio[4] as Readable;
  const asked = new Map<number, (answer: Answer) => void>();
  let left = '';
  let asks = 0;
  fromBrowser.setEncoding('utf8');
  fromBrowser.on('data', (chunk: string) => {
    const messages = (left + chunk).split('\0');
    left = messages.pop() ?? '';
    for (const message of messages) {
      const answer = JSON.parse(message) as Answer; // Chromium's own protocol
      if (answer.id !== undefined) asked.get(answer.id)?.(answer);
    }
  });
  const ask: Ask = async (method, params, sessionId) => {
    asks += 1;
    const id = asks;
    const answered = new Promise<Answer>((resolve) => asked.set(id, resolve));
    toBrowser.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
    const { result, error } = await answered;
    if (result === undefined) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return result;
  };
  return {
    open: (url) => openPage(ask, url),
    async [Symbol.asyncDispose]() {
      browser.kill('SIGKILL');
      await exited;
      if (!fromBrowser.closed) await once(fromBrowser, 'close');
      await profile[Symbol.asyncDispose]();
    },
  };
}

type Ask = (method: string, params: object, sessionId?: string) => Promise<Readonly<Record<string, unknown>>>;

async function openPage(ask: Ask, url: string): Promise<BrowserPage> {
  const { browserContextId } = await ask('Target.createBrowserContext', {});
  const { targetId } = await ask('Target.createTarget', { url, browserContextId });
  const { sessionId } = await ask('Target.attachToTarget', { targetId, flatten: true });
  const evaluate = async (expression: string): Promise<unknown> => {
    const asking = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await ask('Runtime.evaluate', asking, String(sessionId));
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { readonly value?: unknown }).value; // Chromium's own protocol
  };
  return {
    evaluate,
    waitFor: waitingFor(evaluate),
    text: async () => String(await evaluate('document.body.innerText')),
    async [Symbol.asyncDispose]() {
      await ask('Target.disposeBrowserContext', { browserContextId });
    },
  };
}
