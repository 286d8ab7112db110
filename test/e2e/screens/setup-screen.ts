import { expect, type Locator, type Page } from '@playwright/test';
import type { Texts } from '../../../src/shared/texts/texts';

type AddressKind = keyof Texts['setupAddress']['kinds'];

/** The three steps of the first run. */
export class SetupScreen {
  readonly #page: Page;
  readonly #texts: Texts;
  readonly headings: Readonly<Record<1 | 2 | 3, Locator>>;
  readonly token: Locator;
  readonly save: Locator;
  readonly copyUrl: Locator;
  readonly copySecret: Locator;
  readonly regenerate: Locator;
  readonly confirm: Locator;
  readonly sendTest: Locator;
  readonly waiting: Locator;
  readonly heard: Locator;
  readonly heardTest: Locator;
  readonly next: Locator;
  readonly later: Locator;
  readonly finish: Locator;
  readonly cloudflareToken: Locator;
  readonly publicAddress: Locator;

  constructor(page: Page, texts: Texts) {
    this.#page = page;
    this.#texts = texts;
    const { setup, window: words } = texts;
    const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
    this.headings = {
      1: page.getByRole('heading', { name: setup.address.title, exact: true }),
      2: page.getByRole('heading', { name: setup.secret.title('KKiaPay'), exact: true }),
      3: page.getByRole('heading', { name: setup.proof.title('KKiaPay'), exact: true }),
    };
    this.token = page.getByLabel(setup.address.field);
    this.save = button(setup.address.save);
    this.copyUrl = button(words.copy.url);
    this.copySecret = button(words.copy.secret);
    this.regenerate = button(setup.secret.regenerate);
    this.confirm = page
      .getByRole('dialog')
      .getByRole('button', { name: setup.secret.regenerateYes, exact: true });
    this.sendTest = button(setup.test.send);
    this.waiting = page.getByText(setup.proof.waiting('KKiaPay'), { exact: true });
    this.heard = page.getByText(setup.proof.heardLive('KKiaPay'), { exact: true });
    this.heardTest = page.getByText(setup.proof.heardSandbox, { exact: true });
    this.next = button(setup.next);
    this.later = button(setup.later);
    this.finish = button(setup.finish);
    this.cloudflareToken = page.getByLabel(texts.settings.cloudflareToken.title);
    this.publicAddress = page.getByLabel(texts.settings.publicAddress);
  }

  async choose(mode: 'live' | 'sandbox'): Promise<void> {
    const radio = this.#page.getByRole('radio', { name: this.#texts.setup.mode[mode], exact: true });
    const more = this.#page.getByText(this.#texts.setupAddress.more, { exact: true });
    await expect(radio.or(more).first()).toBeVisible();
    if (!(await radio.isVisible())) await more.click();
    await radio.check();
  }

  /** How this computer is reached from the internet. */
  async chooseKind(kind: AddressKind): Promise<void> {
    const radio = this.#page.getByRole('radio', { name: this.#texts.setupAddress.kinds[kind], exact: true });
    await radio.click();
    // Once the core has taken it.
    await expect(radio).toBeChecked();
  }

  copyLocal(kind: Exclude<AddressKind, 'ngrok'>): Locator {
    const { copyCommand, copyLocal } = this.#texts.setupAddress;
    return this.#page.getByRole('button', {
      name: kind === 'tailscale' ? copyCommand : copyLocal,
      exact: true,
    });
  }
}
