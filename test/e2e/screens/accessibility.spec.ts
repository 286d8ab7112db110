import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { accessibilityRules } from '../support/check-page';
import { places, settingsPlaces, shopTime } from './places';
import { test } from './preview-page';

const looks = [
  { language: 'fr', colorScheme: 'light' },
  { language: 'en', colorScheme: 'dark' },
] as const;
const narrow = { width: 320, height: 640 };
const wide = { width: 1280, height: 800 };

for (const { name, fragment, scene } of [...places, ...settingsPlaces]) {
  test(`${name} is accessible in both languages, in light and in dark colours`, async ({ page, open }) => {
    await page.setViewportSize(wide);
    // Colours do not depend on the language, nor words on the colours: each is looked at once.
    for (const { language, colorScheme } of looks) {
      // Still pictures: a colour caught in the middle of a movement has a contrast of its own.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await open(scene(language, shopTime), fragment);
      await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(page.getByRole('status').filter({ hasText: /Calcul|Working|Adding/ })).toHaveCount(0);
      // All on one page of ours: nothing has to be gathered from frames of elsewhere on a page of axe's own.
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode()
        .withTags(accessibilityRules)
        .analyze();
      const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
      expect(found, `${language}, ${colorScheme}`).toEqual([]);
    }
  });

  test(`${name} fits 320 pixels, and 200 % text`, async ({ page, open }) => {
    await page.setViewportSize(narrow);
    await open(scene('fr', shopTime), fragment);
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
    const overflow = (): Promise<number> =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow(), '320 pixels').toBe(0);
    await page.setViewportSize({ width: 640, height: 800 });
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    expect(await overflow(), '200 % text').toBe(0);
  });
}
