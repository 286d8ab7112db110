import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { ExportFormat } from '../../../src/shared/payment/export';
import type { Texts } from '../../../src/shared/texts/texts';

interface Wishes {
  readonly format: ExportFormat;
  readonly payers: 'masked' | 'whole';
}

/** A file of all payments. */
export class ExportScreen {
  readonly #page: Page;
  readonly #texts: Texts;

  constructor(page: Page, texts: Texts) {
    this.#page = page;
    this.#texts = texts;
  }

  async download({ format, payers }: Wishes): Promise<{ readonly name: string; readonly bytes: Buffer }> {
    const words = this.#texts.export.window;
    await this.#page.getByRole('radio', { name: words.formats[format], exact: true }).check();
    await this.#page.getByRole('radio', { name: words.periods.all, exact: true }).check();
    await this.#page
      .getByRole('checkbox', { name: words.payers, exact: false })
      .setChecked(payers === 'whole');
    const downloading = this.#page.waitForEvent('download');
    await this.#page.getByRole('button', { name: words.start, exact: true }).click();
    const download = await downloading;
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }
}
