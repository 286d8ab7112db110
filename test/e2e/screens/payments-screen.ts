import type { Locator, Page } from '@playwright/test';
import type { PaymentOrder } from '../../../src/shared/payment/payment';
import type { Texts } from '../../../src/shared/texts/texts';

/** The history: search, filters, the long list, one payment in detail. */
export class PaymentsScreen {
  readonly #page: Page;
  readonly #texts: Texts;
  readonly heading: Locator;
  readonly search: Locator;
  readonly list: Locator;
  /** The rows in sight and a few around them, without the headings of the days. */
  readonly rows: Locator;
  /** The headings of the days. */
  readonly days: Locator;
  /** Names the day of the rows whose heading has scrolled away. */
  readonly dayInSight: Locator;
  readonly detail: Locator;
  readonly closeDetail: Locator;
  readonly arrived: Locator;

  constructor(page: Page, texts: Texts) {
    this.#page = page;
    this.#texts = texts;
    const words = texts.payments;
    this.heading = page.getByRole('heading', { level: 1, name: words.title, exact: true });
    this.search = page.getByRole('searchbox', { name: words.search, exact: true });
    // Its name goes on with the order.
    this.list = page.getByRole('listbox', { name: words.title, exact: false });
    const options = this.list.getByRole('option');
    this.rows = options.and(page.locator(':not([data-day])'));
    this.days = options.and(page.locator('[data-day]'));
    this.dayInSight = page.locator('.payments-day');
    this.detail = page.getByRole('dialog');
    this.closeDetail = this.detail.getByRole('button', { name: words.detail.close, exact: true });
    this.arrived = page.getByRole('button', { name: words.arrived(1), exact: true });
  }

  async sort(order: PaymentOrder): Promise<void> {
    const { moreFilters, order: words } = this.#texts.payments;
    await this.#page.getByText(moreFilters, { exact: true }).click();
    await this.#page.getByRole('combobox', { name: words.legend, exact: true }).selectOption(words[order]);
  }

  async only(status: 'all' | 'success' | 'failed' | 'check'): Promise<void> {
    await this.#page.getByRole('radio', { name: this.#texts.payments.status[status], exact: true }).check();
  }
}
