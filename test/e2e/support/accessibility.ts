import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** What pages have to keep to. */
export const accessibilityRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * The rules that the page breaks, each with the elements that break it; of all that axe knows where no tags are named. No page
 * here has frames: axe runs in the page itself. It lists what fails, for listing what passes takes most of its time.
 */
export async function violationsOn(page: Page, tags?: string[]): Promise<(readonly [string, string[]])[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (runOnly) => {
    const { axe: inPage } = window as unknown as { axe: typeof axe }; // put there by its source
    const { violations } = await inPage.run(document, {
      resultTypes: ['violations'],
      ...(runOnly !== null && { runOnly }),
    });
    return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)] as const);
  }, tags ?? null);
}
