import { expect } from '@playwright/test';
import { textsFor } from '../../../src/shared/texts/texts';
import { busyScene, paymentAt } from '../../support/window/scenes';
import { shopTime } from './places';
import { test } from './preview-page';

for (const language of ['fr', 'en'] as const) {
  const words = textsFor(language).payments;
  const scene = {
    ...busyScene(language, shopTime),
    payments: Array.from({ length: 60 }, (_, at) =>
      paymentAt(shopTime, at, {
        ...{ id: `p${at}`, transactionId: `T${at}`, amountXof: 1_000 },
        label: at < 30 ? 'Riz' : 'Huile',
        claim: at === 0 ? { by: 'Awa', at: new Date(shopTime).toISOString() } : null,
        ...(at === 1 && { status: 'failed' as const, event: 'transaction.failed' }),
      }),
    ),
  };

  test(`the result of a search is summed and printed completely, ${language}`, async ({ page, open }) => {
    await open(scene, '/payments');
    await page.evaluate(() => {
      window.print = () => (document.body.dataset.printed = 'yes');
    });
    await expect(page.getByText(words.sum(30, 29, '29 000 F'), { exact: false })).toBeHidden();
    await page.getByLabel(words.search, { exact: true }).fill('Riz');
    await expect(
      page.getByText(words.sum(30, 29, language === 'fr' ? '29 000 F' : '29,000 F'), { exact: true }),
    ).toBeVisible();
    await page.getByRole('button', { name: words.print, exact: true }).click();
    await expect(page.locator('body[data-printed]')).toBeAttached();
    await page.emulateMedia({ media: 'print' });
    const table = page.getByRole('table', { name: words.title, exact: true });
    await expect(table.getByRole('row')).toHaveCount(31);
    await expect(table).toBeVisible();
    await expect(table).toContainText('Awa');
    await expect(page.getByRole('listbox')).toBeHidden();
    await expect(page.getByRole('button', { name: words.print, exact: true })).toBeHidden();
  });

  test(`without the PIN the list is printed, and no sum is shown, ${language}`, async ({ page, open }) => {
    const { received } = await open({ ...scene, isLocked: true }, '/payments');
    await page.getByLabel(words.search, { exact: true }).fill('Riz');
    await expect(page.getByRole('button', { name: words.print, exact: true })).toBeVisible();
    await expect(page.getByText(words.none, { exact: false })).toBeHidden();
    expect(received.map(({ name }) => name)).not.toContain('sumPayments');
  });
}
