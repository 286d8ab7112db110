import type { Locator, Page } from '@playwright/test';
import type { Pause } from '../../../src/shared/bridge/sound-commands';
import type { Texts } from '../../../src/shared/texts/texts';

/** Home: the last payment large, the ones before it, the day, the connection. */
export class CounterScreen {
  readonly heading: Locator;
  /** The last payment. */
  readonly last: Locator;
  readonly before: Locator;
  readonly today: Locator;
  readonly listening: Locator;
  readonly copyUrl: Locator;
  readonly copySecret: Locator;
  readonly sendTest: Locator;
  readonly enableSound: Locator;
  readonly tryAgain: Locator;
  readonly bell: Locator;
  readonly replay: Locator;
  readonly resume: Locator;

  readonly #texts: Texts;

  constructor(page: Page, texts: Texts) {
    this.#texts = texts;
    const { window: words, setup } = texts;
    this.heading = page.getByRole('heading', { level: 1, name: words.counter.title, exact: true });
    this.last = page.getByRole('article');
    this.before = page.getByRole('region', { name: words.counter.before, exact: true }).getByRole('listitem');
    this.today = page.getByRole('region', { name: words.counter.today, exact: true });
    this.listening = page.getByText(words.hearing.listening, { exact: true });
    this.copyUrl = page.getByRole('button', { name: words.copy.url, exact: true });
    this.copySecret = page.getByRole('button', { name: words.copy.secret, exact: true });
    this.sendTest = page.getByRole('button', { name: setup.test.send, exact: true });
    this.enableSound = page.getByRole('button', { name: words.sound.enable, exact: true });
    this.tryAgain = page.getByRole('button', { name: words.hearing.retry, exact: true });
    this.bell = page.getByRole('region', { name: texts.bell.title, exact: true });
    // Its name goes on with its key.
    this.replay = this.bell.getByRole('button', { name: texts.bell.replay, exact: false });
    this.resume = this.bell.getByRole('button', { name: texts.bell.resume, exact: true });
  }

  async pause(pause: Pause): Promise<void> {
    await this.bell.getByRole('button', { name: this.#texts.bell.pauses[pause], exact: true }).click();
  }
}
