import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { ServeProcess } from '../../support/headless-process';
import { temporaryFolder } from '../../support/temporary-folder';
import { ShopWindow } from '../screens/shop-window';
import { realNow } from '../../support/real-now';

const secret = 'a-hash-secret-of-the-live-mode-1';

/** The headless mode on a folder of its own, and a browser on its window, which rings. */
export class BrowserShop implements AsyncDisposable {
  readonly window: ShopWindow;
  readonly #page: Page;
  readonly #folder: Awaited<ReturnType<typeof temporaryFolder>>;
  readonly #environment: NodeJS.ProcessEnv;
  #server: ServeProcess;

  private constructor(
    page: Page,
    folder: Awaited<ReturnType<typeof temporaryFolder>>,
    environment: NodeJS.ProcessEnv,
    server: ServeProcess,
  ) {
    this.window = new ShopWindow(page);
    this.#page = page;
    this.#folder = folder;
    this.#environment = environment;
    this.#server = server;
  }

  static async open(page: Page, environment: NodeJS.ProcessEnv = {}): Promise<BrowserShop> {
    const folder = await temporaryFolder();
    const shop = new BrowserShop(page, folder, environment, await serve(folder.path, environment));
    await page.goto(shop.server.text('uiUrl'));
    await shop.window.setup.later.click();
    await shop.window.counter.enableSound.click();
    return shop;
  }

  get server(): ServeProcess {
    return this.#server;
  }

  get folder(): string {
    return this.#folder.path;
  }

  /** As after a power cut: Comptoir is killed, and started again so much later by its own last sign of life. */
  async wasOffFor(minutes: number): Promise<void> {
    await this.#server.end('SIGKILL');
    const file = join(this.folder, 'heartbeat.json');
    const beat = JSON.parse(await readFile(file, 'utf8')) as object; // what Comptoir wrote
    const aliveAt = new Date(realNow() - minutes * 60_000).toISOString();
    await writeFile(file, JSON.stringify({ ...beat, aliveAt }));
    this.#server = await serve(this.folder, this.#environment);
    await this.#page.goto(this.#server.text('uiUrl'));
    await this.window.counter.enableSound.click();
  }

  /** What KKiaPay announces. Resolves once it was answered for good. */
  async pay(transactionId: string, amount: number, more: Readonly<Record<string, unknown>> = {}) {
    const paid = { transactionId, amount, isPaymentSucces: true, event: 'transaction.success' };
    const answered = await this.#page.request.post(this.#server.text('webhookUrl'), {
      headers: { 'x-kkiapay-secret': secret },
      data: { ...paid, method: 'MOBILE_MONEY', account: '22997000042', ...more },
    });
    expect(answered.status()).toBe(200);
  }

  /** The window's last sound; what it played before can be forgotten first. */
  async expectPlayed(sound: string): Promise<void> {
    await expect(this.#page.locator('html')).toHaveAttribute('data-last-played', sound);
  }

  async forgetPlayed(): Promise<void> {
    await this.#page.evaluate(() => delete document.documentElement.dataset.lastPlayed);
  }

  async expectNothingPlayed(): Promise<void> {
    await expect(this.#page.locator('html')).not.toHaveAttribute('data-last-played');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.end('SIGKILL');
    await this.#folder[Symbol.asyncDispose]();
  }
}

function serve(folder: string, environment: NodeJS.ProcessEnv): Promise<ServeProcess> {
  const started = ['--data', folder, '--port', '0', '--ui-port', '0', '--tunnel', 'none', '--development'];
  return ServeProcess.ready([...started, '--no-notifications'], {
    ...environment,
    COMPTOIR_HASH_SECRET: secret,
  });
}
