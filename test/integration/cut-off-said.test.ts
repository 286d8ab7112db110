import { expect, it } from 'vitest';
import { busyScene } from '../support/window/scenes';
import { openShop } from '../support/window/shop';

const now = Date.parse('2026-11-24T09:00:00.000Z');

it('the end of hearing is rung and shown once, with no window open', async () => {
  await using shop = await openShop(busyScene('fr', now));
  const told: string[] = [];
  shop.comptoir.onAnnouncement(({ sound, title }) => told.push(`${sound}: ${title}`));
  shop.comptoir.onRing(({ sound, spoken }) => told.push(`rung: ${sound}, ${spoken?.kind}`));
  // The tunnel's child says nothing: the link never comes.
  shop.clock.advance(30 * 60_000);
  await expect.poll(() => told).toEqual(['rung: cut-off, cut-off', 'cut-off: Les paiements ne sonnent plus']);
});
