import { expect } from '@playwright/test';
import type { Knock } from '../../../src/shared/diagnosis/knock';
import type { Scene } from '../../support/window/scenes';
import { busyScene, firstRunScene, paymentAt, troubledScene } from '../../support/window/scenes';
import { shopTime } from './places';
import { test } from './preview-page';
import { smallSizes } from './small-sizes';

/** The smallest last: an alarm's link is pressed there. */
const phones = [smallSizes[1], smallSizes[0]];

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

const served = (scene: Scene): Scene => ({
  ...scene,
  payments: scene.payments.map((payment) =>
    payment.status === 'success' && payment.mode === 'live'
      ? { ...payment, claim: { at: payment.receivedAt, by: 'Anne-Marie Houénou' } }
      : payment,
  ),
});

/** What a reader of the rows misses: a payer or a helper that ends outside what is shown of the row. */
function cutInRows(): string[] {
  return [...document.querySelectorAll('.all-rows .row-facts > *')]
    .filter((part) => part.matches('.payer, .row-claim, .row-claim-brief') && part.checkVisibility())
    .filter((part) => {
      const facts = part.closest('.row-facts')?.getBoundingClientRect();
      const row = part.closest('.row')?.getBoundingClientRect();
      const { right, bottom } = part.getBoundingClientRect();
      if (facts === undefined || row === undefined || part.scrollWidth > part.clientWidth + 1) return true;
      return right > facts.right + 0.5 || bottom > row.bottom + 0.5;
    })
    .map((part) => part.textContent);
}

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
      for (const size of smallSizes) {
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
  test(`the list of payments tells each payer, and who served, also beside an open one, ${language}`, async ({
    page,
    open,
  }) => {
    const scene = served(named(busyScene(language, shopTime)));
    for (const fragment of ['/payments', `/payments/${scene.payments[0]?.id ?? ''}`]) {
      await open(scene, fragment);
      await page.locator('.all-rows .payer').first().waitFor({ state: 'attached' });
      for (const size of smallSizes) {
        await page.setViewportSize(size);
        expect({ fragment, ...size, cut: await page.evaluate(cutInRows) }).toEqual({
          ...{ fragment, ...size, cut: [] },
        });
      }
    }
  });
  for (const [what, scene] of [
    ['a usual day', busyScene],
    ['a day offline', troubledScene],
  ] as const) {
    test(`the list of payments shows an amount above the fold: ${what}, ${language}`, async ({
      page,
      open,
    }) => {
      await open(named(scene(language, shopTime)), '/payments');
      for (const size of smallSizes) {
        await page.setViewportSize(size);
        await expect(page.locator('.row-amount').first()).toBeInViewport({ ratio: 1 });
      }
    });
  }
  test(`the list of payments shows an amount above the fold on a phone under each alarm, which leads to the whole of it, ${language}`, async ({
    page,
    open,
  }) => {
    const present = 'https://loyal-hen-awake.ngrok-free.dev';
    const knock: Knock = {
      endpoint: { provider: 'kkiapay', mode: 'live' },
      ...{ cause: 'wrong-secret', diagnosis: 'spaces-at-the-edges' },
      ...{ since: new Date(shopTime).toISOString(), lastAt: new Date(shopTime).toISOString() },
    };
    const { settings } = busyScene(language, shopTime);
    for (const alarm of [
      { addressChange: { pasted: 'https://old-hen.ngrok-free.dev', present } },
      { addressChange: { pasted: null, present } },
      { knocks: [knock] },
      { receiver: { kind: 'listening', port: 8_788, usualPort: 8_787 }, settings: { tunnel: 'none' } },
    ] as const) {
      const preview = await open(named(busyScene(language, shopTime)), '/payments');
      const state = preview.comptoir.state();
      preview.change({
        ...alarm,
        settings: { ...state.settings, ...settings, ...('settings' in alarm ? alarm.settings : {}) },
      });
      for (const size of phones) {
        await page.setViewportSize(size);
        await expect(page.locator('.row-amount').first()).toBeInViewport({ ratio: 1 });
        await expect(page.getByRole('alert')).toBeVisible();
      }
      await page.getByRole('alert').getByRole('link').click();
      await expect(page.getByRole('alert').locator('p > span').first()).toBeVisible();
      await expect(page.getByRole('alert').getByRole('button')).not.toHaveCount(0);
    }
  });
  for (const step of [1, 2, 3]) {
    test(`the button to continue is above the fold of the set-up's step ${step}, ${language}`, async ({
      page,
      open,
    }) => {
      await open(firstRunScene(language, shopTime), `/setup/${step}`);
      for (const size of smallSizes) {
        await page.setViewportSize(size);
        await expect(page.locator('.setup-next')).toBeInViewport({ ratio: 1 });
      }
    });
  }
}

test('an open payment stands over the list where there is no room beside it, also when the window is made narrower', async ({
  page,
  open,
}) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  const scene = busyScene('fr', shopTime);
  await open(scene, `/payments/${scene.payments[0]?.id ?? ''}`);
  const detail = page.getByRole('dialog');
  await expect(detail).toBeVisible();
  for (const [width, isModal] of [
    [320, true],
    [1366, false],
  ] as const) {
    await page.setViewportSize({ width, height: 568 });
    await expect.poll(() => detail.evaluate((element) => element.matches(':modal'))).toBe(isModal);
    await detail.getByRole('button', { name: 'Fermer', exact: true }).click({ trial: true });
  }
});
