import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { startPreview, type Preview } from '../../support/window/preview-server';
import type { Scene } from '../../support/window/scenes';

/** The window as `npm run build` leaves it. */
const built = process.env.COMPTOIR_WINDOW ?? join(import.meta.dirname, '../../../out/renderer');

/** Starts the built window on a shop of its own; everything is closed after the test, and any error on the page fails it. */
export const test = base.extend<{ open: (scene: Scene, fragment?: string) => Promise<Preview> }>({
  open: async ({ page }, use) => {
    base.skip(!existsSync(join(built, 'index.html')), 'the window is not built: npm run build');
    const previews: Preview[] = [];
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) errors.push(message.text());
    });
    await use(async (scene, fragment) => {
      const preview = await startPreview(built, scene);
      previews.push(preview);
      // The page's clock stops with the shop's; its timers run.
      await page.clock.setFixedTime(scene.now);
      await page.goto(preview.url);
      await page.getByRole('main').waitFor();
      if (fragment !== undefined) {
        await page.evaluate(
          (hash) => {
            location.hash = hash;
          },
          fragment.replace(/[^/]+$/, preview.idOf),
        );
      }
      return preview;
    });
    await Promise.all(previews.map((preview) => preview.close()));
    base.expect(errors).toEqual([]);
  },
});
