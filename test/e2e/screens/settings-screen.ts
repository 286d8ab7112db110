import type { Locator, Page } from '@playwright/test';
import type { Country, Language } from '../../../src/shared/settings';
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

  constructor(page: Page, texts: Texts) {
    this.#page = page;
    this.#texts = texts;
    const words = texts.settings;
    this.heading = page.getByRole('heading', { level: 1, name: words.title });
    this.shopName = page.getByRole('textbox', { name: words.shopName });
    this.sound = page.getByRole('switch', { name: words.sound });
    this.notifications = page.getByRole('switch', { name: words.notifications });
    this.saved = page.getByText(words.saved, { exact: true });
  }

  async choose(choice: { readonly language: Language } | { readonly country: Country }): Promise<void> {
    const { languages, countries } = this.#texts.settings;
    const name = 'language' in choice ? languages[choice.language] : countries[choice.country];
    await this.#page.getByRole('radio', { name }).check();
  }
}
