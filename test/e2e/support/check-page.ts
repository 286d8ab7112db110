import { expect, type Page } from '@playwright/test';
import { accessibilityRules, violationsOn } from './accessibility';

/** The page as it is: accessible in light and in dark colours, fits 320 pixels, and has its pictures taken. */
export async function checkPage(page: Page, name: string, folder: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await violationsOn(page, accessibilityRules)).toEqual([]);
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png`, fullPage: true });
  }
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  await page.screenshot({ path: `${folder}/${name}-320.png`, fullPage: true });
  if (before !== null) await page.setViewportSize(before);
}
