import { expect } from '@playwright/test';
import { textsFor } from '../../../src/shared/texts/texts';
import { historyScene } from '../../support/window/scenes';
import { violationsOn } from '../support/accessibility';
import { shopTime } from './places';
import { test } from './preview-page';

for (const language of ['fr', 'en'] as const) {
  const words = textsFor(language).receipt;
  const { verify } = words;

  test(`a receipt is found from its payment and read again from a photo, ${language}`, async ({
    page,
    open,
  }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(historyScene(language, shopTime), '/payments/older-6');
    await page.getByRole('link', { name: words.open, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: words.title, exact: true })).toBeFocused();
    const qr = page.getByRole('img', { name: 'QR', exact: true });
    await expect(qr).toBeVisible();
    // Near enough, and as no hand holds straight.
    await qr.evaluate((element: HTMLElement) => {
      element.style.transform = 'scale(1.5) perspective(60rem) rotate(11deg) rotateY(18deg)';
    });
    await qr.scrollIntoViewIfNeeded();
    const photo = await page.screenshot();
    await page.goto(page.url().replace(/#.*/, '#/verify'));
    const chooser = page.waitForEvent('filechooser');
    await page.getByLabel(verify.photo).click();
    await (await chooser).setFiles({ name: 'photo.png', mimeType: 'image/png', buffer: photo });
    await expect(
      page.getByRole('heading', { level: 2, name: verify.verdicts.ours.title, exact: true }),
    ).toBeVisible();
  });

  test(`a code is checked with the keyboard alone, and distinguished from a typing error, ${language}`, async ({
    page,
    open,
  }) => {
    await page.setViewportSize({ width: 320, height: 568 });
    const { comptoir, idOf } = await open(historyScene(language, shopTime), '/verify');
    const { code } = await comptoir.handlers.getReceipt({ id: idOf('older-6') });
    await page.getByLabel(verify.code).focus();
    await page.keyboard.type(code.toLowerCase());
    await page.keyboard.press('Enter');
    const verdict = page.getByRole('heading', { level: 2, name: verify.verdicts.ours.title, exact: true });
    await expect(verdict).toBeInViewport({ ratio: 1 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await violationsOn(page)).toEqual([]);
    }
    await page.keyboard.press('Backspace');
    await expect(page.getByRole('heading', { level: 2 })).toHaveCount(0);
    await page.keyboard.press('Enter');
    await expect(page.getByText(verify.verdicts.mistyped.next, { exact: true })).toBeVisible();
    const chooser = page.waitForEvent('filechooser');
    await page.getByLabel(verify.photo).click();
    await (await chooser).setFiles({ name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('no') });
    await expect(page.getByText(verify.notReadable, { exact: true })).toBeVisible();
  });
}
