import { join } from 'node:path';
import { expect } from '@playwright/test';
import { places, shopTime } from './places';
import { test } from './preview-page';

const folder = join(import.meta.dirname, '../../../docs/screens');

for (const language of ['fr', 'en'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const { name, fragment, scene } of places) {
      test(`picture of ${name}, ${language}, ${colorScheme}`, async ({ page, open }) => {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width: 1280, height: 800 });
        await open(scene(language, shopTime), fragment);
        await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
        await expect(
          page
            .getByRole('status')
            .filter({ hasText: /Chargement|Loading|vérifie…|checking…|Calcul|Working|Adding/ }),
        ).toHaveCount(0);
        await page.screenshot({ path: join(folder, `${name}-${language}-${colorScheme}.png`) });
      });
    }
  }
}
