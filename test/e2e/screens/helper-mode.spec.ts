import { expect, type Page } from '@playwright/test';
import { textsFor } from '../../../src/shared/texts/texts';
import { busyScene, historyScene } from '../../support/window/scenes';
import { accessibilityRules, violationsOn } from '../support/accessibility';
import { shopTime } from './places';
import { test } from './preview-page';

/** Presses Tab until the place that is asked for has the focus, as somebody does who has no mouse. */
async function tabTo(page: Page, role: 'button' | 'link' | 'listbox' | 'radio', name: string | RegExp) {
  const wanted = page.getByRole(role, { name, exact: true }).first();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return wanted;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach the ${role} ${String(name)}`);
}

async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsOn(page, accessibilityRules)).toEqual([]);
}

for (const language of ['fr', 'en'] as const) {
  const texts = textsFor(language);
  const { claim, owner, payments, receipt, window } = texts;

  test(`a helper takes the counter, serves and searches by the keyboard alone, ${language}`, async ({
    page,
    open,
  }) => {
    const scene = busyScene(language, shopTime);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open({ ...scene, isLocked: true, settings: { ...scene.settings, helperNames: ['Awa', 'Koffi'] } });
    const navigation = page.getByRole('navigation', { name: window.nav.label, exact: true });
    await expect(navigation.getByRole('link')).toHaveText([window.nav.counter, window.nav.payments]);
    await expect(page.getByRole('button', { name: owner.owner, exact: true })).toBeVisible();
    await expectAccessible(page);

    await tabTo(page, 'radio', claim.nobody);
    await page.keyboard.press('ArrowUp');
    await expect(page.getByRole('radio', { name: 'Koffi', exact: true })).toBeChecked();
    await expect(page.getByRole('status').filter({ hasText: 'Koffi' })).toBeVisible();
    await page.evaluate(() => document.querySelector<HTMLElement>('.skip')?.focus());
    await tabTo(page, 'button', claim.handOver);
    await page.keyboard.press('Enter');
    await expect(page.getByText(/ (?:par|by) Koffi/).first()).toBeVisible();

    await page.keyboard.press('F4');
    await expect(page.getByRole('textbox', { name: claim.box.field, exact: true })).toBeFocused();
    await page.keyboard.type('2000');
    await expect(page.getByRole('button', { name: claim.handOver, exact: true }).first()).toBeVisible();

    await page.evaluate(() => document.querySelector<HTMLElement>('.skip')?.focus());
    await tabTo(page, 'link', window.nav.payments);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: payments.title, exact: true })).toBeAttached();
    await tabTo(page, 'listbox', new RegExp(payments.title));
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const detail = page.getByRole('dialog');
    await expect(detail.getByRole('button', { name: payments.detail.close, exact: true })).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(detail).toHaveCount(0);
    await expect(page.getByRole('listbox')).toBeFocused();
  });

  test(`a receipt is opened from its payment by the keyboard alone, and read as a page, ${language}`, async ({
    page,
    open,
  }) => {
    await open(historyScene(language, shopTime), '/payments/older-6');
    await tabTo(page, 'link', receipt.open);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: receipt.title, exact: true })).toBeFocused();
    await expect(page.getByRole('img', { name: 'QR', exact: true })).toBeVisible();
    await expectAccessible(page);
    await tabTo(page, 'link', receipt.back);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
  });
}
