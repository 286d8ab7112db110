import { expect, type Locator } from '@playwright/test';
import { historyScene, paymentAt } from '../../support/window/scenes';
import { ownerPin } from '../../support/window/shop';
import { test } from './preview-page';
import { ShopWindow } from './shop-window';

const now = Date.parse('2026-11-24T09:00:00Z');

test('a payment is found among two thousand, opened and closed by the keyboard alone', async ({
  page,
  open,
}) => {
  await open(historyScene('fr', now), '/payments');
  const { payments } = new ShopWindow(page);
  await expect(payments.rows.first()).toBeVisible();
  await payments.list.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(payments.detail).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(payments.detail).toBeHidden();
  await expect(payments.list).toBeFocused();
  await payments.search.fill('1250000');
  await expect(payments.rows).toHaveCount(1);
  await payments.search.fill('');
  await payments.only('failed');
  await expect(payments.rows.first()).toContainText('15 000 F');
});

test('the list names the row that the keyboard is on, and none that is not in the page', async ({
  page,
  open,
}) => {
  await open(historyScene('fr', now), '/payments');
  const { payments } = new ShopWindow(page);
  await expect(payments.rows.first()).toBeVisible();
  const named = (): Promise<string> =>
    payments.list.evaluate((list) => {
      const id = list.getAttribute('aria-activedescendant');
      if (id === null) return 'no row';
      return document.getElementById(id) === null ? 'a row that is not there' : 'a row';
    });
  await expect.poll(named).toBe('a row');
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect.poll(named).toBe('no row');
  await payments.list.press('ArrowDown');
  await expect.poll(named).toBe('a row');
});

test('a row opened before it is there is shown as soon as it comes', async ({ page, open }) => {
  await open(historyScene('fr', now), '/payments');
  const { payments } = new ShopWindow(page);
  await expect(payments.rows.first()).toBeVisible();
  await payments.list.focus();
  for (let pages = 0; pages < 9; pages += 1) {
    const before = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.keyboard.press('End');
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollHeight))
      .toBeGreaterThan(before);
  }
  // Far from the end, rows were forgotten; now they are asked for again, and the answer takes its time.
  let answer = (): void => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/bridge/listPayments', async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.press('Home');
  const loading = page.locator('.row-active.row-loading');
  for (let screens = 0; screens < 40 && (await loading.count()) === 0; screens += 1)
    await page.keyboard.press('PageDown');
  await expect(loading).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(payments.detail).toBeHidden();
  answer();
  await expect(loading).toHaveCount(0);
  // A heading opens nothing: then the row below it is what was meant.
  if ((await page.locator('.row-active[data-day]').count()) > 0) await page.keyboard.press('ArrowDown+Enter');
  await expect(payments.detail).toBeVisible();
});

test('the days follow the search without a gap, and the one in sight is named while its heading is not', async ({
  page,
  open,
}) => {
  await open(historyScene('fr', now), '/payments');
  const { payments, texts } = new ShopWindow(page);
  const [search, heading] = [page.getByRole('search'), payments.days.first()];
  await expect(heading).toBeVisible();
  const edgeOf = (place: Locator, edge: 'top' | 'bottom'): Promise<number> =>
    place.evaluate((element, name) => element.getBoundingClientRect()[name], edge);
  expect((await edgeOf(heading, 'top')) - (await edgeOf(search, 'bottom'))).toBeLessThan(32);
  await expect(payments.dayInSight).toBeHidden();
  // So far that the heading has gone under what stays in sight, and no farther.
  const hidden = await edgeOf(heading, 'bottom');
  const covered = await page.locator('.payments-bar').evaluate((bar) => bar.clientHeight);
  await page.evaluate((y) => window.scrollBy({ top: y }), hidden - covered + 20);
  await expect(payments.dayInSight).toHaveText((await heading.locator('.day-name').textContent()) ?? '');
  await payments.sort('highest');
  await expect(payments.dayInSight).toBeHidden();
  await expect(payments.list).toHaveAccessibleName(
    `${texts.payments.title}, ${texts.payments.order.highest}`,
  );
});

test('a scroll adds and removes rows, and draws none again', async ({ page, open }) => {
  await open(historyScene('fr', now), '/payments');
  const { payments } = new ShopWindow(page);
  await expect(payments.rows.first()).toBeVisible();
  const redrawn = await payments.list.evaluate(async (list) => {
    // Rows and what is in them; the list itself tells which row the keyboard is on.
    const known = new Set<Node>(list.querySelectorAll('*'));
    let changes = 0;
    const observer = new MutationObserver((records) => {
      changes += records.filter(({ target, type }) => type === 'attributes' && known.has(target)).length;
    });
    observer.observe(list, { attributes: true, subtree: true });
    const before = list.lastElementChild;
    window.scrollBy({ top: 1_500, behavior: 'instant' });
    while (list.lastElementChild === before) await new Promise(requestAnimationFrame);
    changes += observer.takeRecords().filter(({ target }) => known.has(target)).length;
    observer.disconnect();
    return changes;
  });
  expect(redrawn).toBe(0);
});

test('each day has a heading with its total, which only the owner sees', async ({ page, open }) => {
  const preview = await open(historyScene('fr', now), '/payments');
  const { payments } = new ShopWindow(page);
  await expect(payments.days.first()).toContainText(/\d F, \d+ /);
  await preview.comptoir.handlers.setPin({ current: null, pin: ownerPin });
  await preview.comptoir.handlers.lock(null);
  await expect(payments.days.first()).toHaveText(/\p{L}+ \d+ \p{L}+ \d{4}\s*$/u);
});

test('a row under the pointer stays where it is when a payment arrives', async ({ page, open }) => {
  const preview = await open(historyScene('fr', now), '/payments');
  const { payments } = new ShopWindow(page);
  const row = payments.rows.nth(2);
  await row.hover();
  const before = await row.textContent();
  await preview.pay(paymentAt(now, 0, { transactionId: 'later', amountXof: 31_000 }));
  await expect(payments.arrived).toBeVisible();
  expect(await row.textContent()).toBe(before);
  await payments.arrived.click();
  await expect(payments.rows.first()).toContainText('31 000 F');
});
