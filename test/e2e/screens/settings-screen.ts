import { expect, type Locator, type Page } from '@playwright/test';
import type { Country, Language } from '../../../src/shared/settings/preferences';
import { kkiapayDescription } from '../../../src/shared/providers/kkiapay-description';
import type { Texts } from '../../../src/shared/texts/texts';

/** Each setting holds as soon as it is changed. */
export class SettingsScreen {
  readonly #page: Page;
  readonly #texts: Texts;
  readonly heading: Locator;
  readonly shopName: Locator;
  readonly sound: Locator;
  readonly notifications: Locator;
  readonly saved: Locator;
  /** Keys to ask KKiaPay with: they go in, and never come out. */
  readonly keys: Locator;

  constructor(page: Page, texts: Texts) {
    this.#page = page;
    this.#texts = texts;
    const words = texts.settings;
    this.heading = page.getByRole('heading', { level: 1, name: words.title, exact: true });
    this.shopName = page.getByRole('textbox', { name: words.shopName, exact: true });
    this.sound = page.getByRole('switch', { name: words.sound, exact: true });
    this.notifications = page.getByRole('switch', { name: words.notifications, exact: true });
    this.saved = page.getByText(words.saved, { exact: true });
    this.keys = page.getByRole('form', { name: texts.recovery.keys.title('KKiaPay'), exact: true });
  }

  /** From the index beside the open section. */
  async open(section: string): Promise<void> {
    const index = this.#page.getByRole('navigation', { name: this.#texts.settings.index, exact: true });
    await index.getByRole('link', { name: section, exact: true }).click();
    await expect(this.#page.getByRole('heading', { level: 2 }).first()).toBeFocused();
  }

  async choose(choice: { readonly language: Language } | { readonly country: Country }): Promise<void> {
    const { languages, countries } = this.#texts.settings;
    await this.open(this.#texts.settings.shop);
    const name = 'language' in choice ? languages[choice.language] : countries[choice.country];
    await this.#page.getByRole('radio', { name, exact: true }).check();
  }

  async saveKeys(keys: Readonly<Record<string, string>>): Promise<void> {
    await this.open(this.#texts.settings.keys);
    for (const { key, name } of kkiapayDescription.apiKeys)
      await this.keys.getByLabel(name).fill(keys[key] ?? '');
    await this.keys.getByRole('button', { name: this.#texts.recovery.keys.save, exact: true }).click();
  }

  async addHelper(name: string): Promise<void> {
    const { helpers } = this.#texts.claim;
    await this.open(helpers.title);
    const group = this.#page.getByRole('region', { name: helpers.title, exact: true });
    await group.getByLabel(helpers.name).fill(name);
    await group.getByRole('button', { name: helpers.add, exact: true }).click();
  }

  async useNetworkPrinter(host: string, port: number): Promise<void> {
    const words = this.#texts.printer;
    await this.open(words.title);
    await this.#page.getByRole('radio', { name: words.kinds.network, exact: true }).check();
    await this.#page.getByLabel(words.host, { exact: true }).fill(host);
    await this.#page.getByLabel(words.port, { exact: true }).fill(String(port));
    const form = this.#page
      .locator('form')
      .filter({ has: this.#page.getByLabel(words.port, { exact: true }) });
    await form.getByRole('button', { name: words.save, exact: true }).click();
  }
}
