import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DeafPeriod } from '../../src/shared/silence/hearing';
import { fakeClock, type FakeClock } from '../support/fake-clock';
import { temporaryFolder } from '../support/temporary-folder';
import { watch } from '../support/watched-hearing';

const evening = '2026-11-23T20:00:00.000Z';
const morning = '2026-11-24T08:00:00.000Z';
const listening = { kind: 'listening', since: evening } as const;
const ms = (instant: string): number => Date.parse(instant);
const httpDate = (instant: string): string => new Date(instant).toUTCString();

/** The shop closes in the evening: the clock of then, whatever it says, and the heartbeat that it leaves. */
async function closeShop(folder: string, at = evening): Promise<void> {
  const shop = await watch(folder, fakeClock(ms(at) - 10_000));
  shop.hearing.hears(listening);
  shop.clock.advance(10_000);
  await shop.hearing.stop();
}

/** A start of the computer, with this clock, and two seconds until the provider is heard. */
async function openShop(folder: string, at: string) {
  const clock = fakeClock(ms(at));
  const shop = await watch(folder, clock);
  clock.advance(2_000);
  shop.hearing.hears(listening);
  return shop;
}

function setClock(clock: FakeClock, to: string): void {
  clock.jump(ms(to));
  clock.advance(10_000);
}

/** What the ledger holds in the end: the newest of an id. What is shorter than the provider's own tries is shown nowhere. */
function book(recorded: readonly DeafPeriod[]): readonly Pick<DeafPeriod, 'from' | 'to'>[] {
  const newest = new Map(recorded.map((period) => [period.id, period]));
  return [...newest.values()]
    .filter(({ from, to }) => to === null || ms(to) - ms(from) >= 4_000)
    .map(({ from, to }) => ({ from, to }));
}

describe('a computer whose battery is dead', () => {
  it.each(['2015-01-01T00:00:00.000Z', '1970-01-01T00:00:10.000Z', '2025-12-31T23:00:00.000Z'])(
    'and that wakes in %s keeps the night open until its clock is right',
    async (wrong) => {
      await using folder = await temporaryFolder();
      await closeShop(folder.path);
      const { hearing, clock, recorded } = await openShop(folder.path, wrong);
      expect(recorded.at(-1)).toMatchObject({ from: evening, to: null, until: 'unknown' });
      clock.advance(5 * 60_000);
      expect(book(recorded)).toEqual([{ from: evening, to: null }]);

      setClock(clock, '2026-11-24T08:05:02.000Z');
      await hearing.stop();
      expect(book(recorded)).toEqual([{ from: evening, to: '2026-11-24T08:00:02.000Z' }]);
      expect(recorded.at(-1)?.until).toBeUndefined();
    },
  );

  it('records one night, also where the app starts again before the clock is right', async () => {
    await using folder = await temporaryFolder();
    await closeShop(folder.path);
    const first = await openShop(folder.path, '2015-01-01T00:00:00.000Z');
    first.clock.advance(60_000);
    await first.hearing.stop();
    const second = await openShop(folder.path, '2015-01-01T00:00:00.000Z');
    setClock(second.clock, '2026-11-24T08:30:00.000Z');
    await second.hearing.stop();
    expect(book([...first.recorded, ...second.recorded])).toEqual([
      { from: evening, to: '2026-11-24T08:30:00.000Z' },
    ]);
  });

  it('leaves no outage of years if the clock was never right', async () => {
    await using folder = await temporaryFolder();
    const first = await openShop(folder.path, '2015-01-01T00:00:00.000Z');
    first.clock.advance(60_000);
    await first.hearing.stop();
    const second = await openShop(folder.path, morning);
    await second.hearing.stop();
    expect(book([...first.recorded, ...second.recorded])).toEqual([]);
  });

  it('closes the night at once where an answer from outside tells the time', async () => {
    await using folder = await temporaryFolder();
    await closeShop(folder.path);
    const { hearing, trust, recorded } = await openShop(folder.path, '2015-01-01T00:00:00.000Z');
    trust.takeDate(httpDate('2015-01-01T00:00:02.000Z')); // an edge that is as wrong
    expect(recorded.at(-1)?.to).toBeNull();
    trust.takeDate(httpDate('2026-11-24T08:00:02.000Z'));
    await hearing.stop();
    expect(book(recorded)).toEqual([{ from: evening, to: '2026-11-24T08:00:02.000Z' }]);
  });

  it('is suspect, and its payments tell the day', async () => {
    await using folder = await temporaryFolder();
    await closeShop(folder.path);
    const { hearing, trust, clock } = await openShop(folder.path, '2015-01-01T00:00:00.000Z');
    expect(trust.verdict()).toBe('suspect');
    trust.takePerformedAt(morning);
    expect([trust.verdict(), trust.at(clock.uptime())]).toEqual(['suspect', ms(morning)]);
    trust.takePerformedAt('2013-01-01T00:00:00.000Z');
    trust.takePerformedAt('2099-01-01T00:00:00.000Z');
    expect(trust.at(clock.uptime())).toBe(ms(morning));
    await hearing.stop();
  });
});

describe('a clock that was set', () => {
  it('back by hours during the night is suspect until it has caught up', async () => {
    await using folder = await temporaryFolder();
    await closeShop(folder.path);
    const { hearing, clock, recorded } = await openShop(folder.path, '2026-11-23T18:00:00.000Z');
    expect(recorded.at(-1)).toMatchObject({ from: evening, to: null, until: 'unknown' });
    setClock(clock, '2026-11-24T08:00:02.000Z');
    await hearing.stop();
    expect(book(recorded)).toEqual([{ from: evening, to: '2026-11-24T08:00:02.000Z' }]);
  });

  it.each(['2026-11-24T14:00:00.000Z', '2026-11-24T03:00:00.000Z'])(
    'to %s over night: what was just told is dated anew once it is right',
    async (wrong) => {
      await using folder = await temporaryFolder();
      await closeShop(folder.path);
      const { hearing, clock, recorded } = await openShop(folder.path, wrong);
      clock.advance(5 * 60_000);
      expect(book(recorded)).toEqual([{ from: evening, to: new Date(ms(wrong) + 2_000).toISOString() }]);
      setClock(clock, '2026-11-24T08:05:02.000Z');
      await hearing.stop();
      expect(book(recorded)).toEqual([{ from: evening, to: '2026-11-24T08:00:02.000Z' }]);
    },
  );

  it.each(['2026-11-24T14:00:00.000Z', '2026-11-24T03:00:00.000Z'])(
    'to %s for good: an answer from outside puts every outage on its real hours',
    async (wrong) => {
      await using folder = await temporaryFolder();
      await closeShop(folder.path);
      const { hearing, trust, clock, recorded } = await openShop(folder.path, wrong);
      trust.takeDate(httpDate('2026-11-24T08:00:02.000Z'));
      clock.advance(60_000);
      hearing.hears({ kind: 'deaf', since: new Date(clock.now()).toISOString(), cause: 'tunnel-down' });
      clock.advance(60_000);
      hearing.hears(listening);
      await hearing.stop();
      expect(book(recorded)).toEqual([
        { from: evening, to: '2026-11-24T08:00:02.000Z' },
        { from: '2026-11-24T08:01:02.000Z', to: '2026-11-24T08:02:02.000Z' },
      ]);
    },
  );

  it('back, unnoticed: two payments in a row that agree show by how much, one does not', async () => {
    await using folder = await temporaryFolder();
    await closeShop(folder.path);
    const { hearing, trust, clock, recorded } = await openShop(folder.path, '2026-11-24T05:00:00.000Z');
    trust.takePerformedAt('2026-12-24T08:00:00.000Z'); // dated by anything
    expect(trust.verdict()).toBe('sound');
    trust.takePerformedAt('2026-11-24T08:00:00.000Z');
    clock.advance(60_000);
    trust.takePerformedAt('2026-11-24T08:01:02.000Z');
    expect(trust.verdict()).toBe('corrected');
    await expect.poll(() => book(recorded)).toEqual([{ from: evening, to: '2026-11-24T08:00:02.000Z' }]);

    setClock(clock, '2026-11-24T08:01:02.000Z');
    expect(trust.verdict()).toBe('sound');
    trust.takePerformedAt('2026-11-24T08:01:10.000Z');
    setClock(clock, '2026-11-24T09:00:00.000Z');
    expect(trust.verdict()).toBe('sound');
    await hearing.stop();
  });

  it('after somebody checked the dashboard: what is dated anew stays checked', async () => {
    await using folder = await temporaryFolder();
    await closeShop(folder.path);
    const { hearing, clock, recorded } = await openShop(folder.path, '2026-11-24T14:00:00.000Z');
    await expect.poll(() => recorded.at(-1)?.to).toBe('2026-11-24T14:00:02.000Z');
    const checked = { by: 'Awa', at: '2026-11-24T14:00:02.000Z' };
    const [period] = recorded.slice(-1);
    if (period === undefined) throw new Error('the night was recorded');
    hearing.follow({ kind: 'deaf-period', period: { ...period, checked } }, { hearing: listening });
    setClock(clock, '2026-11-24T08:00:02.000Z');
    await hearing.stop();
    expect(recorded.at(-1)).toMatchObject({ to: '2026-11-24T08:00:02.000Z', checked });
  });

  it('years ahead marks no years, and is closed when it is right', async () => {
    await using folder = await temporaryFolder();
    await closeShop(folder.path);
    const { hearing, trust, clock, recorded } = await openShop(folder.path, '2036-01-01T00:00:00.000Z');
    expect(book(recorded)).toEqual([{ from: evening, to: null }]);
    trust.takePerformedAt(morning);
    expect([trust.verdict(), trust.at(clock.uptime())]).toEqual(['suspect', ms(morning)]);
    clock.advance(5 * 60_000);
    setClock(clock, '2026-11-24T08:05:02.000Z');
    await hearing.stop();
    expect(book(recorded)).toEqual([{ from: evening, to: '2026-11-24T08:00:02.000Z' }]);
  });

  it('moves a current deaf period into the right month, and leaves nothing in the other', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(ms('2026-10-31T10:00:00.000Z'));
    const { hearing, recorded } = await watch(folder.path, clock);
    hearing.hears({ kind: 'deaf', since: '2026-10-31T10:00:00.000Z', cause: 'tunnel-down' });
    setClock(clock, morning);
    hearing.hears(listening);
    await hearing.stop();
    expect(book(recorded)).toEqual([{ from: morning, to: '2026-11-24T08:00:10.000Z' }]);
  });
});

describe('a last sign that was made under a clock ahead', () => {
  it('is ignored once a payment was made at the time of our clock', async () => {
    await using folder = await temporaryFolder();
    await closeShop(folder.path, '2036-11-23T20:00:00.000Z');
    const { hearing, trust, recorded } = await openShop(folder.path, morning);
    expect(recorded.at(-1)).toMatchObject({ to: null, until: 'unknown' });
    trust.takePerformedAt('2026-11-24T07:59:58.000Z');
    expect(trust.verdict()).toBe('sound');
    await hearing.stop();
    // Known is only that the computer was started an hour ago.
    expect(book(recorded)).toEqual([{ from: '2026-11-24T07:00:00.000Z', to: '2026-11-24T08:00:02.000Z' }]);
    expect(recorded.at(-1)).toMatchObject({ since: 'at-least' });
  });

  it('no longer applies once an answer from outside agrees with our clock', async () => {
    await using folder = await temporaryFolder();
    await closeShop(folder.path, '2026-11-24T23:00:00.000Z');
    const { hearing, trust, recorded } = await openShop(folder.path, morning);
    trust.takeDate(httpDate('2026-11-24T08:00:02.000Z'));
    await hearing.stop();
    expect(book(recorded)).toEqual([{ from: '2026-11-24T07:00:00.000Z', to: '2026-11-24T08:00:02.000Z' }]);
  });
});

describe('a heartbeat that is gone', () => {
  const damages: Readonly<Record<string, (file: string) => Promise<unknown>>> = {
    lost: (file) => rm(file),
    empty: (file) => writeFile(file, ''),
    zeroed: (file) => writeFile(file, Buffer.alloc(120)),
    'a folder': async (file) => {
      await rm(file);
      await mkdir(file);
    },
  };
  it.each(Object.keys(damages))('%s: the outage lasts at least since the newest trace', async (damage) => {
    await using folder = await temporaryFolder();
    await closeShop(folder.path);
    await mkdir(join(folder.path, 'journal'));
    const segment = join(folder.path, 'journal/0000000000000001.log');
    await writeFile(segment, '');
    await utimes(segment, ms('2026-11-23T19:00:00.000Z') / 1000, ms('2026-11-23T19:00:00.000Z') / 1000);
    await mkdir(join(folder.path, 'logs'));
    await writeFile(
      join(folder.path, 'logs/comptoir.log'),
      '2026-11-23T19:30:00.000Z the tunnel is online\n  at no time\n2026-11-24T08:00:00.000Z Comptoir starts\n',
    );
    await damages[damage]?.(join(folder.path, 'heartbeat.json'));

    const { hearing, trust, recorded } = await openShop(folder.path, morning);
    expect(trust.lastSign).toMatchObject({ isTrace: true });
    await hearing.stop();
    expect(book(recorded)).toEqual([{ from: '2026-11-23T19:30:00.000Z', to: '2026-11-24T08:00:02.000Z' }]);
    expect(recorded.at(-1)).toMatchObject({ since: 'at-least', cause: 'app-stopped' });
  });

  it('is written again, also where a folder stood in its place', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'heartbeat.json/in-it'), { recursive: true });
    await closeShop(folder.path);
    const { hearing, recorded } = await openShop(folder.path, morning);
    await hearing.stop();
    expect(book(recorded)).toEqual([{ from: evening, to: '2026-11-24T08:00:02.000Z' }]);
    expect(recorded.at(-1)?.since).toBeUndefined();
  });

  it('is no outage on a first start', async () => {
    await using folder = await temporaryFolder();
    const { hearing, recorded } = await openShop(folder.path, morning);
    await hearing.stop();
    expect(recorded).toEqual([]);
  });
});
