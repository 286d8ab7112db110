import { readdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fakeClock } from '../support/fake-clock';
import { openComptoir } from '../support/open-comptoir';
import { temporaryFolder } from '../support/temporary-folder';

const evening = '2026-11-23T20:00:00.000Z';
const morning = '2026-11-24T08:00:00.000Z';
const everything = { after: null, until: null };
const ms = (instant: string): number => Date.parse(instant);

describe('the whole core under a dead battery', () => {
  it('puts the morning on its own day, shows it, and books the night once the clock is right', async () => {
    await using folder = await temporaryFolder();
    const closing = fakeClock(ms(evening));
    await (await openComptoir(folder.path, { clock: closing }))[Symbol.asyncDispose]();

    const clock = fakeClock(ms('2015-01-01T00:00:00.000Z'));
    await using shop = await openComptoir(folder.path, { clock });
    expect(await shop.pay('before-the-clock-was-right', morning)).toBe(200);
    await expect
      .poll(() => shop.state().today)
      .toMatchObject({ day: '2026-11-24', successCount: 1, totalXof: 500 });
    expect(await shop.handlers.listDeafPeriods(everything)).toMatchObject([{ from: evening, to: null }]);
    expect(shop.state().notices).toContainEqual({ kind: 'clock-wrong' });
    const { payments } = await shop.handlers.listPayments({ limit: 1 });
    expect(payments).toMatchObject([{ doubts: [], receivedAt: morning }]);

    clock.jump(ms('2026-11-24T08:05:00.000Z'));
    clock.advance(10_000);
    await expect
      .poll(() => shop.handlers.listDeafPeriods(everything))
      .toMatchObject([{ from: evening, to: '2026-11-24T08:05:00.000Z' }]);
    expect(shop.state().notices).not.toContainEqual({ kind: 'clock-wrong' });
  });

  it('lists the payments of a very first day where they are counted', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(ms('2015-01-01T00:00:00.000Z'));
    await using shop = await openComptoir(folder.path, { clock });
    await shop.pay('p1', morning);
    clock.advance(60_000);
    await shop.pay('p2', morning);
    const { payments } = await shop.handlers.listPayments({ limit: 2 });
    expect(payments.map(({ receivedAt }) => receivedAt)).toEqual(['2026-11-24T08:01:00.000Z', morning]);
    expect(shop.state().today).toMatchObject({ day: '2026-11-24', successCount: 2 });
  });

  it('says that the last sign was lost', async () => {
    await using folder = await temporaryFolder();
    const closing = await openComptoir(folder.path, { clock: fakeClock(ms(evening)) });
    await closing[Symbol.asyncDispose]();
    await rm(join(folder.path, 'heartbeat.json'));
    for (const name of await readdir(folder.path, { recursive: true }))
      await utimes(join(folder.path, name), ms(evening) / 1000, ms(evening) / 1000);

    await using shop = await openComptoir(folder.path, { clock: fakeClock(ms(morning)) });
    expect(shop.state().notices).toContainEqual({ kind: 'last-sign-lost' });
    await expect
      .poll(() => shop.handlers.listDeafPeriods(everything))
      .toMatchObject([{ from: evening, to: morning, since: 'at-least' }]);
  });
});
