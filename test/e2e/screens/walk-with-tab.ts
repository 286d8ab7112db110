import { expect, type Page } from '@playwright/test';

const focusable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

/** Each stop of the page is reached with Tab, from the very first one on, and each shows that one is there. */
export async function walkWithTab(page: Page): Promise<void> {
  // Radios of one name are one stop, and what is folded away is none.
  const stops = await page.evaluate((selector) => {
    // What is behind a dialog must not be reachable.
    const scope = document.querySelector('dialog[open]') ?? document;
    const seen = [...scope.querySelectorAll<HTMLElement>(selector)].filter(
      (element) => element.checkVisibility() && element.tabIndex >= 0 && !element.matches(':disabled'),
    );
    // Screens put the focus where the work is; the walk begins at the very first stop.
    const first = document.querySelector<HTMLElement>('dialog[open]') === null ? '.skip' : selector;
    scope.querySelector<HTMLElement>(first)?.focus();
    return new Set(seen.map((element) => element.getAttribute('name') ?? element)).size;
  }, focusable);
  const reached: string[] = ['the first'];
  for (let stop = 1; stop < stops; stop += 1) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return null;
      // A switch hides its radio and outlines the words beside it; a list outlines a row.
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
}
