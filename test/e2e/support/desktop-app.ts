import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test';
import type { Sound } from '../../../src/shared/voice/announcement';
import { webhookUrlsOf, type AppState } from '../../../src/shared/state/app-state';
import type { Bridge } from '../../../src/shared/bridge/contract';
import { processesOf } from './desktop-session';
import { realNow } from '../../support/real-now';

const root = join(import.meta.dirname, '../../..');
const program = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? '', 'electron');
/** Two cores, a display in software and other programs: what takes a blink in a shop may take a while here. */
const longWait = { timeout: 20_000 };

interface StartOptions {
  readonly args?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** The folder of its package.json, if not here. */
  readonly appFolder?: string;
}

declare global {
  interface Window {
    readonly comptoir: Bridge;
  }
}

/** The app on a folder of its own, started as `npm start` does, and asked through its own bridge. */
export class DesktopApp {
  readonly electron: ElectronApplication;
  readonly folder: string;

  private constructor(electron: ElectronApplication, folder: string) {
    this.electron = electron;
    this.folder = folder;
  }

  static async start(options: StartOptions = {}): Promise<DesktopApp> {
    const folder = await mkdtemp(join(tmpdir(), 'comptoir-desktop-'));
    const electron = await _electron.launch({
      executablePath: program,
      args: [
        options.appFolder ?? root,
        `--user-data-dir=${folder}`,
        '--port=0',
        ...(options.args ?? ['--tunnel=none']),
      ],
      chromiumSandbox: true, // as merchants have it
      env: { ...process.env, ...options.environment } as Record<string, string>, // an undefined value is a variable unset
    });
    const app = new DesktopApp(electron, folder);
    await expect.poll(async () => (await app.state()).receiver.kind, longWait).toBe('listening');
    return app;
  }

  /** A second start on the same profile, to its end. */
  async startAgain(...args: string[]): Promise<number | null> {
    const second = spawn(program, [root, `--user-data-dir=${this.folder}`, ...args], { stdio: 'ignore' });
    const [code] = (await once(second, 'exit')) as [number | null]; // what 'exit' carries
    return code;
  }

  /** The page that plays sounds: made for the first of them, and there for a minute after the last. */
  audioPage(): Promise<Page> {
    return this.#page('audio.html');
  }

  /** Whether that page is there. */
  rings(): boolean {
    return this.electron.windows().some((page) => page.url().includes('audio.html'));
  }

  /** What that page really played last, its words included. */
  async expectPlayed(sound: Sound): Promise<void> {
    const page = await this.audioPage();
    const played = (): Promise<string | undefined> =>
      page.evaluate(() => document.documentElement.dataset.lastPlayed);
    await expect.poll(played, longWait).toBe(sound);
  }

  /** As the cross in its corner does. */
  async closeWindow(): Promise<void> {
    await this.electron.evaluate(({ BrowserWindow }) => {
      for (const one of BrowserWindow.getAllWindows()) if (one.isVisible()) one.close();
    });
    await expect.poll(() => this.isWindowShown()).toBe(false);
  }

  isWindowShown(): Promise<boolean> {
    return this.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().some((one) => one.isVisible()),
    );
  }

  /** The counter's window. */
  window(): Promise<Page> {
    return this.#page('index.html');
  }

  /** As a page sees it: while the window is made, or the bell rings. */
  async state(): Promise<AppState> {
    const reply = await (await this.#page('.html')).evaluate(() => window.comptoir.invoke('getState', null));
    if (!reply.ok) throw new Error(reply.message);
    return reply.value;
  }

  /** Where KKiaPay would call on this computer. */
  async webhookUrl(): Promise<string> {
    return webhookUrlsOf(await this.state(), 'live').local ?? '';
  }

  async #page(file: string): Promise<Page> {
    const find = (): Page | undefined => this.electron.windows().find((page) => page.url().includes(file));
    await expect.poll(() => find() !== undefined, longWait).toBe(true);
    const page = find();
    if (page === undefined) throw new Error(`${file} went away`);
    return page;
  }

  clipboard(): Promise<string> {
    return this.electron.evaluate(({ clipboard }) => clipboard.readText());
  }

  /** Quits as the tray's menu does and waits until nothing of it runs. Resolves to the time it took, in ms. */
  async quit(): Promise<number> {
    const startedAt = realNow();
    const closed = this.electron.waitForEvent('close');
    await this.electron.evaluate(({ app }) => app.quit()).catch(() => undefined); // the answer may go down with the app
    await closed;
    await this.ended();
    return realNow() - startedAt;
  }

  /** Resolves once nothing of it runs. */
  async ended(): Promise<void> {
    await expect.poll(() => processesOf(this.folder), longWait).toEqual([]);
  }

  async dispose(): Promise<void> {
    await rm(join(this.folder, 'start-again'), { force: true }); // else the app would be started again
    if ((await processesOf(this.folder)).length > 0) this.electron.process().kill('SIGKILL');
    await this.ended();
    await rm(this.folder, { recursive: true, force: true });
  }
}
