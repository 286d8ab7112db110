import type { Locator, Page } from '@playwright/test';
import type { ImportColumns } from '../../../src/shared/bridge/import-commands';
import type { Texts } from '../../../src/shared/texts/texts';

/** What the counter missed, put in by its number or from a file. */
export class RecoveryScreen {
  readonly #texts: Texts;
  readonly by: Locator;
  readonly byNumber: Locator;
  readonly byFile: Locator;
  readonly rows: Locator;

  constructor(page: Page, texts: Texts) {
    this.#texts = texts;
    const words = texts.recovery;
    this.by = page.getByLabel(words.by);
    this.byNumber = page.locator('form').filter({ hasText: words.number.title });
    this.byFile = page.getByRole('region', { name: words.file.title, exact: true });
    this.rows = this.byFile.getByRole('listitem');
  }

  async add(transactionId: string, amount: string): Promise<void> {
    const { number } = this.#texts.recovery;
    await this.byNumber.getByLabel(number.field).fill(transactionId);
    await this.byNumber.getByLabel(number.amount).fill(amount);
    await this.byNumber.getByRole('button', { name: number.add, exact: true }).click();
  }

  async choose(csv: string): Promise<void> {
    const file = { name: 'transactions.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
    await this.byFile.getByLabel(this.#texts.recovery.file.field).setInputFiles(file);
  }

  column(field: keyof ImportColumns): Locator {
    return this.byFile.getByLabel(this.#texts.recovery.columns[field]);
  }

  take(count: number): Locator {
    return this.byFile.getByRole('button', { name: this.#texts.recovery.take(count), exact: true });
  }
}
