import { expect, type Page } from '@playwright/test';
import { accessibilityRules, violationsOn } from '../support/accessibility';
import { places, settingsPlaces, shopTime, type Place } from './places';
import { test } from './preview-page';
import { smallSizes } from './small-sizes';
import { walkWithTab } from './walk-with-tab';

const narrow = { width: 320, height: 640 };
const wide = { width: 1280, height: 800 };
const wall = { width: 3840, height: 2160 };

/** Resolves once the place is there, with all that it works out. */
async function isThere(page: Page, language: 'fr' | 'en', { fragment }: Place): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toBeAttached();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  await expect(page.getByRole('status').filter({ hasText: /Calcul|Working|Adding/ })).toHaveCount(0);
  if (/^\/payments\/./.test(fragment)) await expect(page.getByRole('dialog')).toBeVisible();
  // A later step of the set-up puts the focus on its heading as it comes.
  if (/^\/setup\/[23]/.test(fragment)) await expect(heading).toBeFocused();
}

function overflowPx(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Parts of a card that stand in its padding or beyond, and a technician's values with a few letters a line. */
function crowded(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const beyond = [...document.querySelectorAll('.card > *')].filter((part) => {
      const card = part.parentElement;
      if (card === null || !part.checkVisibility()) return false;
      const padding = Number.parseFloat(getComputedStyle(card).paddingRight);
      return part.getBoundingClientRect().right > card.getBoundingClientRect().right - padding + 1;
    });
    const squeezed = [...document.querySelectorAll('.facts dd')].filter(
      (value) => value.checkVisibility() && value.clientWidth < 100,
    );
    return [...beyond, ...squeezed].map(({ textContent }) => textContent);
  });
}

/** What moves all the same where the computer asks for stillness, by its class. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => {
        const { animationName, transitionDuration } = getComputedStyle(element);
        return animationName !== 'none' || !/^0s(, 0s)*$/.test(transitionDuration);
      })
      .map(({ className }) => className),
  );
}

for (const place of [...places, ...settingsPlaces]) {
  const { name, fragment, scene } = place;
  // Colours do not depend on the language, nor words on the colours: each is checked once, as are the ways to use them.

  test(`${name} in French: fits small screens and 200 % text, can be read by everybody in light colours`, async ({
    page,
    open,
  }) => {
    // Still pictures: a colour caught in the middle of a movement has a contrast of its own.
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.setViewportSize(narrow);
    await open(scene('fr', shopTime), fragment);
    await isThere(page, 'fr', place);
    for (const size of [narrow, ...smallSizes, wide]) {
      await page.setViewportSize(size);
      const found = { overflowPx: await overflowPx(page), crowded: await crowded(page) };
      expect({ ...size, ...found }).toEqual({ ...size, overflowPx: 0, crowded: [] });
    }
    expect(await violationsOn(page, accessibilityRules)).toEqual([]);
    await page.setViewportSize({ width: 640, height: 800 });
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    expect(await overflowPx(page), '200 % text').toBe(0);
  });

  test(`${name} in English: can be read by everybody in dark colours, walked through with Tab, is still and fits a wall`, async ({
    page,
    open,
  }) => {
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await page.setViewportSize(wide);
    await open(scene('en', shopTime), fragment);
    await isThere(page, 'en', place);
    expect(await violationsOn(page, accessibilityRules)).toEqual([]);
    await walkWithTab(page);
    await page.emulateMedia({ forcedColors: 'active' });
    await page.setViewportSize(wall);
    expect(await moving(page)).toEqual([]);
    expect(await overflowPx(page)).toBe(0);
    // On a wall, what could be read at arm's length must have grown.
    const fontPx = await page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
    expect(fontPx).toBeGreaterThan(24);
  });
}
