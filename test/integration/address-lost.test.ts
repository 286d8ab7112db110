import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeKept } from '../../src/core/storage/kept-copy';
import { webhookUrlsOf } from '../../src/shared/state/app-state';
import { fakeClock } from '../support/fake-clock';
import { openComptoir, type OpenedComptoir } from '../support/open-comptoir';
import { temporaryFolder } from '../support/temporary-folder';

const pathOf = (shop: OpenedComptoir): string =>
  new URL(webhookUrlsOf(shop.state(), 'live').local ?? '').pathname;

it('keeps in both places which endpoints are in use', async () => {
  await using folder = await temporaryFolder();
  const clock = fakeClock();
  {
    await using shop = await openComptoir(folder.path, { clock });
    await shop.pay('p1');
    clock.advance(60_000);
    await shop.pay('p2');
  }
  for (const copy of ['identity/identity.json', 'safe/identity.json'])
    expect(decodeKept(await readFile(join(folder.path, copy))).content?.usedSince).toEqual({
      live: '2026-11-23T10:00:00.000Z',
    });
});

describe('an address of which nothing is left', () => {
  it('is an alarm, over restarts, until the provider calls the new one', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    let before: string;
    {
      await using shop = await openComptoir(folder.path, { clock });
      before = pathOf(shop);
      expect(await shop.pay('p1')).toBe(200);
      expect(shop.state().addressChange).toBeNull();
    }
    await rm(join(folder.path, 'identity'), { recursive: true });
    await writeFile(join(folder.path, 'safe/identity.json'), 'x');
    let after: string;
    {
      await using shop = await openComptoir(folder.path, { clock });
      after = pathOf(shop);
      expect(after).not.toBe(before);
      expect(shop.state().addressChange).toEqual({ pasted: null, present: null });
      clock.advance(3_000);
      clock.advance(60_000);
      const alarms = shop.announced.filter(({ sound }) => sound === 'alarm');
      expect(alarms).toMatchObject([{ title: 'L’adresse et le secret sont à recoller dans KKiaPay.' }]);
      // The old address is nobody's, and a wrong secret proves nothing.
      expect(await shop.knock({ path: before })).toBe(404);
      expect(await shop.knock({ secret: 'wrong' })).toBe(401);
      expect(shop.state().addressChange).not.toBeNull();
    }
    {
      await using shop = await openComptoir(folder.path, { clock });
      expect([pathOf(shop), shop.state().addressChange]).toEqual([after, { pasted: null, present: null }]);
      expect(await shop.pay('p2')).toBe(200);
      await expect.poll(() => shop.state().addressChange).toBeNull();
    }
    await using shop = await openComptoir(folder.path, { clock });
    expect([pathOf(shop), shop.state().addressChange]).toEqual([after, null]);
  });

  it('is another thing than a copy that was lost: that changes nothing', async () => {
    await using folder = await temporaryFolder();
    let before: string;
    {
      await using shop = await openComptoir(folder.path);
      before = pathOf(shop);
    }
    for (const lost of ['settings.json', 'identity', 'secrets.json', 'format.json'])
      await rm(join(folder.path, lost), { recursive: true });
    await using shop = await openComptoir(folder.path);
    expect([pathOf(shop), shop.state().addressChange]).toEqual([before, null]);
    expect(shop.state().notices).toContainEqual({ kind: 'identity-mended' });
    expect(await shop.pay('p1')).toBe(200);
  });
});
