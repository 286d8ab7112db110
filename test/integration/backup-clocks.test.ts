import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backupName } from '../../src/core/backup/backup-names';
import { openShop, pay } from '../support/backup-shop';
import { fakeClock } from '../support/fake-clock';
import { temporaryFolder } from '../support/temporary-folder';
import { dayMs } from '../../src/shared/calendar';

const firstLookMs = 61_000;

async function madeBefore(dataDir: string, days: readonly number[], now: number): Promise<void> {
  for (const day of days)
    await mkdir(join(dataDir, 'backups', backupName('daily', now + day * dayMs)), { recursive: true });
}

const ahead = Array.from({ length: 14 }, (_, day) => day + 100);

describe('with a clock that was wrong', () => {
  it('removes copies dated in the future first, and makes one copy each day', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    await madeBefore(folder.path, ahead, clock.now());
    await using shop = await openShop(folder.path, clock);
    const days = async () => (await shop.dailies()).map(({ madeAt }) => madeAt.slice(0, 10));
    for (const [day, date] of ['2026-11-23', '2026-11-24', '2026-11-25'].entries()) {
      clock.advance(day === 0 ? firstLookMs : dayMs);
      await expect.poll(days).toContain(date);
      await shop.looked();
    }
    const before = await shop.dailies();
    clock.advance(60 * 60_000);
    await shop.looked();
    expect(await shop.dailies()).toEqual(before);
    expect((await days()).filter((day) => day < '2026-12')).toEqual([
      '2026-11-25',
      '2026-11-24',
      '2026-11-23',
    ]);
    expect(before).toHaveLength(14);
  });

  it('set back by years, keeps each copy', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(Date.parse('2020-01-01T08:00:00.000Z'));
    await madeBefore(folder.path, ahead, clock.now());
    await using shop = await openShop(folder.path, clock);
    const made = await shop.backups.make('daily');
    const kept = await shop.backups.list();
    expect(kept).toHaveLength(14);
    expect(kept).toContainEqual(made);
  });

  it('that begins on the same day at each start, each start gets its copy and no more', async () => {
    await using folder = await temporaryFolder();
    const started = Date.parse('2020-01-01T00:00:00.000Z');
    let lastAliveAt = 0;
    for (let start = 0; start < 3; start += 1) {
      const clock = fakeClock(started + start * 10_000);
      await using shop = await openShop(folder.path, clock, { lastAliveAt });
      await pay(shop.ledger, `p${start}`);
      clock.advance(firstLookMs);
      await expect.poll(() => shop.dailies()).toHaveLength(start + 1);
      clock.advance(60 * 60_000);
      await shop.looked();
      expect(await shop.dailies()).toHaveLength(start + 1);
      lastAliveAt = clock.now();
    }
  });

  it('or with a right one, a second start of the day makes no second copy', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    for (let start = 0; start < 2; start += 1) {
      await using shop = await openShop(folder.path, clock, { lastAliveAt: clock.now() });
      clock.advance(firstLookMs);
      await expect.poll(() => shop.dailies()).toHaveLength(1);
      await shop.looked();
      expect(await shop.dailies()).toHaveLength(1);
    }
  });
});
