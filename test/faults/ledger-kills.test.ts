import { describe, expect, it } from 'vitest';
import { buildEntry } from '../support/ledger-build';
import { dataFolder, openedLedger, openedReader } from '../support/ledger-folder';
import { lost, startVictim, storedIn, type Acknowledged } from '../support/ledger-victims';

const kills = Number(process.env.COMPTOIR_KILLS ?? 4);
/** What is lost or doubled stays so: of many lives it is enough to look after some. */
const lookEvery = Math.ceil(kills / 20);

describe('a process killed under load', () => {
  it(`loses and doubles nothing acknowledged in ${kills} kills`, { timeout: 900_000 }, async () => {
    const entry = await buildEntry('ledger-victim.ts');
    const folder = await dataFolder();
    const acknowledged: Acknowledged = new Map();
    for (let life = 0; life < kills; life += 1) {
      const victim = startVictim(entry, folder, `life${life}`, acknowledged);
      // From a first few to enough for several compactions: the kill comes at another step each time.
      await victim.acknowledges((life * 311) % 900);
      await victim.kill();
      if (life % lookEvery > 0) continue;
      const reader = await openedReader(folder);
      expect(lost(acknowledged, await storedIn(reader)), `after life ${life}`).toEqual([]);
    }
    const ledger = await openedLedger(folder);
    expect(lost(acknowledged, await storedIn(ledger))).toEqual([]);
    expect(await ledger.check()).toMatchObject({ damaged: 0 });
    expect(acknowledged.size).toBeGreaterThan(kills * 20);
  });

  it('keeps the folder locked while it lives, and frees it at once when it is killed', async () => {
    const entry = await buildEntry('ledger-victim.ts');
    const folder = await dataFolder();
    const acknowledged: Acknowledged = new Map();
    const first = startVictim(entry, folder, 'first', acknowledged);
    await first.acknowledges(1);
    const second = startVictim(entry, folder, 'second', new Map());
    await second.acknowledges(1); // ends without one
    expect(await second.kill()).toBe(3);
    await first.acknowledges(50);
    await first.kill();
    const third = startVictim(entry, folder, 'third', acknowledged);
    await third.acknowledges(1);
    expect(await third.kill()).toBeNull();
    expect(lost(acknowledged, await storedIn(await openedReader(folder)))).toEqual([]);
  });

  it('can be read by another process while it writes', async () => {
    const entry = await buildEntry('ledger-victim.ts');
    const folder = await dataFolder();
    const acknowledged: Acknowledged = new Map();
    const victim = startVictim(entry, folder, 'read', acknowledged);
    const reader = await openedReader(folder);
    for (let count = 250; count <= 1_000; count += 250) {
      await victim.acknowledges(count);
      const before = new Map(acknowledged);
      expect(lost(before, await storedIn(reader))).toEqual([]);
      const report = await reader.check();
      expect(report).toMatchObject({ damaged: 0 });
      expect(report.payments).toBeGreaterThanOrEqual(before.size);
    }
    await victim.kill();
  });
});
