import { expect, it } from 'vitest';
import type { Remembered } from '../../src/main/desktop-memory';
import { tellOnDesktop } from '../../src/main/tell-on-desktop';
import { initialState } from '../../src/shared/state/app-state';
import { fakeClock } from '../support/fake-clock';
import { shopSettings } from '../support/shop-settings';

/** A desktop with or without a daemon, whose window is closed repeatedly. */
function desktop() {
  const daemon = { isThere: false };
  const shown: string[] = [];
  const banners: string[] = [];
  const clock = fakeClock();
  const memory = { closingExplained: false };
  const teller = tellOnDesktop({
    comptoir: {
      state: () => initialState(shopSettings, '2026-11-24'),
      onAnnouncement: () => () => undefined,
    },
    ...{ clock, log: () => undefined },
    memory: {
      current: () => memory as Remembered, // nothing else of it is read
      remember: (change) => Object.assign(memory, change),
    },
    ways: [
      {
        name: 'the daemon',
        show({ title }) {
          if (!daemon.isThere) return Promise.reject(new Error('nobody there'));
          shown.push(title);
          return Promise.resolve();
        },
      },
    ],
    showBanner: ({ title }) => banners.push(title),
  });
  return { daemon, shown, banners, clock, memory, teller };
}

it('explains once that closing the window does not silence the bell: once it was seen', async () => {
  const { daemon, shown, banners, clock, memory, teller } = desktop();
  teller.explainClosing();
  // The banner is in the window that was just closed.
  await expect.poll(() => banners).toEqual(['Comptoir écoute toujours']);
  expect(teller.lastNotification()).toBe('not-shown');
  expect(memory.closingExplained).toBe(false);

  daemon.isThere = true;
  clock.advance(10 * 60_000);
  teller.explainClosing();
  await expect.poll(() => memory.closingExplained).toBe(true);
  expect(teller.lastNotification()).toBe('shown');
  teller.explainClosing();
  expect(shown).toEqual(['Comptoir écoute toujours']);
  expect(banners).toHaveLength(1);
});
