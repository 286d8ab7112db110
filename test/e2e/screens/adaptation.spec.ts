import { expect } from '@playwright/test';
import { places, shopTime } from './places';
import { test } from './preview-page';

for (const { name, fragment, scene } of places) {
  test(`${name} is still, keeps its words in forced colours, and fits a wall of pixels`, async ({
    page,
    open,
  }) => {
    await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
    await page.setViewportSize({ width: 3840, height: 2160 });
    await open(scene('en', shopTime), fragment);
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
    const found = await page.evaluate(() => {
      const all = [...document.querySelectorAll<HTMLElement>('body *')];
      const moves = all.filter((element) => {
        const { animationName, transitionDuration } = getComputedStyle(element);
        return animationName !== 'none' || !/^0s(, 0s)*$/.test(transitionDuration);
      });
      return {
        moves: moves.map(({ className }) => className),
        overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        // On a wall, what could be read at arm's length must have grown.
        fontPx: parseFloat(getComputedStyle(document.documentElement).fontSize),
      };
    });
    expect(found.moves).toEqual([]);
    expect(found.overflow).toBe(0);
    expect(found.fontPx).toBeGreaterThan(24);
  });
}

const focusable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

for (const { name, fragment, scene } of places) {
  test(`${name} can be walked through with Tab, and where one is can be seen`, async ({ page, open }) => {
    await open(scene('fr', shopTime), fragment);
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
    const isDialog = /^\/payments\/./.test(fragment);
    if (isDialog) await expect(page.getByRole('dialog')).toBeVisible();
    // A later step of the set-up puts the focus on its heading as it comes: the walk must not begin before that.
    if (/^\/setup\/[23]/.test(fragment)) await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    // Radios of one name are one stop, and what is folded away is none.
    const stops = await page.evaluate((selector) => {
      // What lies behind a dialog cannot be reached, and must not.
      const scope = document.querySelector('dialog[open]') ?? document;
      const seen = [...scope.querySelectorAll<HTMLElement>(selector)].filter(
        (element) => element.checkVisibility() && element.tabIndex >= 0 && !element.matches(':disabled'),
      );
      return new Set(seen.map((element) => element.getAttribute('name') ?? element)).size;
    }, focusable);
    // Screens put the focus where the work is; the walk begins at the very first stop.
    const first = isDialog ? `dialog[open] :is(${focusable})` : '.skip';
    await page.evaluate((selector) => document.querySelector<HTMLElement>(selector)?.focus(), first);
    const reached: string[] = ['skip'];
    for (let stop = 1; stop < stops; stop += 1) {
      await page.keyboard.press('Tab');
      const here = await page.evaluate(() => {
        const element = document.activeElement;
        if (!(element instanceof HTMLElement) || element === document.body) return null;
        // A switch hides its radio and shows the outline on the words beside it; a list shows it on a row.
        const row = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
        const shown = [element, element.nextElementSibling, row].filter((one) => one instanceof HTMLElement);
        const outlined = shown.some((one) => getComputedStyle(one).outlineStyle !== 'none');
        return { what: element.outerHTML.slice(0, 120), outlined };
      });
      if (here === null) break;
      expect(here.outlined, here.what).toBe(true);
      reached.push(here.what);
    }
    expect(reached.length, reached.join('\n')).toBe(stops);
  });
}
