import type { Locator, Page } from '@playwright/test';
import type { Texts } from '../../../src/shared/texts/texts';

/** One day: what came in, what may be missing, its closes. */
export class DayScreen {
  readonly #page: Page;
  readonly #texts: Texts;
  readonly received: Locator;
  readonly silence: Locator;
  /** All closes, the newest first. */
  readonly closes: Locator;
  readonly form: Locator;
  readonly sure: Locator;
  readonly pdf: Locator;

  constructor(page: Page, texts: Texts) {
    this.#page = page;
    this.#texts = texts;
    const words = texts.day;
    this.received = page.getByRole('region', { name: words.money.received, exact: true });
    this.silence = page.getByRole('region', { name: words.deaf.title, exact: true });
    this.closes = page.getByRole('region', { name: words.closes.title, exact: true }).locator('.day-closed');
    this.form = page.locator('form').filter({ hasText: words.close.title });
    this.sure = page.getByRole('dialog', { name: words.close.sureTitle, exact: true });
    this.pdf = page.getByRole('button', { name: words.pdf, exact: true });
  }

  /** Up to the question whether it is meant: see `sure`. */
  async askToClose(by: string, cash = ''): Promise<void> {
    const { close } = this.#texts.day;
    await this.form.getByLabel(close.by).fill(by);
    await this.form.getByLabel(close.cash).fill(cash);
    await this.form.getByRole('button', { name: close.do, exact: true }).click();
  }

  async confirm(): Promise<void> {
    await this.sure.getByRole('button', { name: this.#texts.day.close.yes, exact: true }).click();
  }

  /** Somebody looked for what the deaf periods may have missed. */
  async check(by: string): Promise<void> {
    const { day, deaf } = this.#texts;
    await this.silence.getByRole('button', { name: day.deaf.check, exact: true }).click();
    const dialog = this.#page.getByRole('dialog', { name: deaf.dialog.title, exact: true });
    await dialog.getByLabel(deaf.dialog.by).fill(by);
    await dialog.getByRole('button', { name: deaf.check, exact: true }).click();
  }

  async print(number: number): Promise<void> {
    const { print, number: name } = this.#texts.day.closes;
    await this.#page.getByRole('button', { name: `${print} : ${name(number)}`, exact: true }).click();
  }
}
