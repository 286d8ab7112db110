import type { Locator, Page } from '@playwright/test';
import type { RefusalReason } from '../../../src/shared/diagnosis/refusal';
import type { Texts } from '../../../src/shared/texts/texts';

/** Calls that were turned away. */
export class RefusalsScreen {
  readonly #texts: Texts;
  readonly heading: Locator;
  readonly entries: Locator;

  constructor(page: Page, texts: Texts) {
    this.#texts = texts;
    this.heading = page.getByRole('heading', { level: 1, name: texts.refusal.title, exact: true });
    this.entries = page.getByRole('main').getByRole('listitem');
  }

  because(reason: RefusalReason): Locator {
    return this.entries.filter({ hasText: this.#texts.refusal.reasons[reason].what });
  }
}
