import { expect } from '@playwright/test';
import type { Scene } from '../../support/window/scenes';
import { busyScene, firstRunScene, paymentAt, troubledScene } from '../../support/window/scenes';
import { places, shopTime } from './places';
import { test } from './preview-page';

const sizes = [
  { width: 320, height: 568 },
  { width: 360, height: 640 },
  { width: 1024, height: 600 },
  { width: 1366, height: 768 },
] as const;

const named = (scene: Scene): Scene => ({
  ...scene,
  settings: {
    ...scene.settings,
    shopName: 'Boutique de la Grâce et de la Providence divine de Godomey',
    helperNames: ['Awa', 'Koffi', 'Anne-Marie Houénou'],
  },
});
const widest = (scene: Scene): Scene => ({
  ...scene,
  payments: [
    paymentAt(scene.now, 0, { amountXof: 999_999_999, transactionId: 'w', label: 'Dix sacs de riz, livrés' }),
  ],
});

for (const language of ['fr', 'en'] as const) {
  for (const [what, scene] of [
    ['a usual day', named(busyScene(language, shopTime))],
    ['the largest amount', named(widest(busyScene(language, shopTime)))],
    ['a day offline', named(widest(troubledScene(language, shopTime)))],
    ['a locked window', { ...named(busyScene(language, shopTime)), isLocked: true }],
  ] as const) {
    test(`the amount is in sight without scrolling, the header one row: ${what}, ${language}`, async ({
      page,
      open,
    }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await open(scene);
      for (const size of sizes) {
        await page.setViewportSize(size);
        await expect(page.locator('.last-amount').first()).toBeInViewport({ ratio: 1 });
        const found = await page.evaluate(() => {
          const card = document.querySelector('.last')?.getBoundingClientRect();
          const amount = document.querySelector('.last-amount a')?.getBoundingClientRect();
          return {
            isOneRow: (document.querySelector('.header')?.getBoundingClientRect().height ?? 0) < 76,
            overflowPx: document.documentElement.scrollWidth - document.documentElement.clientWidth,
            isInCard: card !== undefined && amount !== undefined && amount.right <= card.right,
            outside: [...document.querySelectorAll('.header a, .header button')].filter((element) => {
              const { left, right } = element.getBoundingClientRect();
              return !element.matches('.skip') && (left < 0 || right > window.innerWidth);
            }).length,
          };
        });
        expect({ ...size, ...found }).toEqual({
          ...size,
          ...{ isOneRow: true, overflowPx: 0, isInCard: true, outside: 0 },
        });
      }
    });
  }
  for (const step of [1, 2, 3]) {
    test(`what goes on is above the fold of the set-up's step ${step}, ${language}`, async ({
      page,
      open,
    }) => {
      await open(firstRunScene(language, shopTime), `/setup/${step}`);
      for (const size of sizes) {
        await page.setViewportSize(size);
        await expect(page.locator('.setup-next')).toBeInViewport({ ratio: 1 });
      }
    });
  }
}

for (const { name, fragment, scene } of places) {
  test(`${name} is no wider than a small screen`, async ({ page, open }) => {
    await open(scene('fr', shopTime), fragment);
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
    for (const size of sizes) {
      await page.setViewportSize(size);
      const overflowPx = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect({ ...size, overflowPx }).toEqual({ ...size, overflowPx: 0 });
    }
  });
}
