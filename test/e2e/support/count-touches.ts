import type { Page } from '@playwright/test';

/** What a person did to a window since it was opened. */
export interface Touches {
  /** Titles of the screens that were shown, in their order. */
  readonly screens: readonly string[];
  readonly clicks: number;
  /** Fields into which something was typed or pasted. */
  readonly fields: number;
}

/** Begins to count; the returned function tells how far it is. A label's click on its own field is one click, not two. */
export async function countTouches(page: Page): Promise<() => Promise<Touches>> {
  await page.evaluate(() => {
    const counted = { screens: [] as string[], clicks: 0, fields: new Set<EventTarget>() };
    Object.assign(window, { counted });
    const look = (): void => {
      const title = document.querySelector('h1')?.textContent ?? '';
      if (title !== '' && counted.screens.at(-1) !== title) counted.screens.push(title);
    };
    look();
    new MutationObserver(look).observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
    });
    document.addEventListener('pointerdown', () => (counted.clicks += 1), true);
    document.addEventListener('input', ({ target }) => target !== null && counted.fields.add(target), true);
  });
  return () =>
    page.evaluate(() => {
      const { counted } = window as unknown as {
        counted: { screens: string[]; clicks: number; fields: Set<EventTarget> };
      }; // written above
      return { screens: counted.screens, clicks: counted.clicks, fields: counted.fields.size };
    });
}
