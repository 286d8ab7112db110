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

it('ends the set-up with the first call for real money, though no window is open', async () => {
  await using folder = await temporaryFolder();
  {
    await using shop = await openComptoir(folder.path, { clock: fakeClock() });
    expect(shop.state().settings.setUp).toBe(false);
    await shop.knock({ secret: 'wrong' });
    expect(shop.state().settings.setUp).toBe(false);
    await shop.pay('p1');
    await expect.poll(() => shop.state().settings.setUp).toBe(true);
  }
  await using shop = await openComptoir(folder.path, { clock: fakeClock() });
  expect(shop.state().settings.setUp).toBe(true);
});

it('has written changes made while it stopped, before another may lock the folder', async () => {
  await using folder = await temporaryFolder();
  let changed: Promise<unknown>;
  {
    await using shop = await openComptoir(folder.path, { clock: fakeClock() });
    changed = Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        shop.handlers.changeSettings({ shopName: `Boutique ${n}`, country: n % 2 === 0 ? 'TG' : 'BJ' }),
      ),
    );
  }
  const kept = await Promise.all(
    ['safe/identity.json', 'settings.json'].map((file) => readFile(join(folder.path, file), 'utf8')),
  );
  await changed;
  expect(decodeKept(Buffer.from(kept[0] ?? '')).content?.country).toBe('BJ');
  expect(kept[1]).toContain('Boutique 19');
});

describe('an address that is completely lost', () => {
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

  it('differs from one lost copy, which changes nothing', async () => {
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
