import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fakeClock } from '../support/fake-clock';
import { watch } from '../support/watched-hearing';
import { temporaryFolder } from '../support/temporary-folder';

const start = '2026-11-23T10:00:00.000Z';
const listening = { kind: 'listening', since: start } as const;

describe('deaf periods', () => {
  it('open at the last heartbeat when the app starts again, and close when it hears', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(Date.parse(start));
    const before = await watch(folder.path, clock);
    before.hearing.hears(listening);
    clock.advance(25_000);
    await before.settled();
    expect(before.recorded).toEqual([]);

    clock.sleep(Date.parse('2026-11-23T12:00:00.000Z') - clock.now());
    const after = await watch(folder.path, clock);
    clock.advance(2_000);
    after.hearing.hears(listening);
    await after.settled();
    const { id } = after.recorded[0] ?? { id: '' };
    expect(after.recorded).toEqual([
      { id, from: '2026-11-23T10:00:25.000Z', to: null, cause: 'app-stopped', checked: null },
      {
        id,
        from: '2026-11-23T10:00:25.000Z',
        to: '2026-11-23T12:00:02.000Z',
        cause: 'app-stopped',
        checked: null,
      },
    ]);
  });

  it('that lasted when the power failed go on as one', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(Date.parse(start));
    const before = await watch(folder.path, clock);
    before.hearing.hears({ kind: 'deaf', since: start, cause: 'tunnel-down' });
    clock.advance(10_000);
    await before.settled();
    clock.advance(3_600_000);
    const after = await watch(folder.path, clock);
    after.hearing.hears(listening);
    await after.settled();
    expect(after.recorded.at(-1)).toMatchObject({
      id: before.recorded[0]?.id,
      from: start,
      to: '2026-11-23T11:00:10.000Z',
      cause: 'tunnel-down',
    });
  });

  it('cover a sleep, and wake what was connected', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(Date.parse(start));
    const { hearing, recorded, stoodStill, settled } = await watch(folder.path, clock);
    hearing.hears(listening);
    clock.sleep(60_000);
    clock.advance(0);
    await settled();
    expect(recorded.at(-1)).toMatchObject({ from: start, to: '2026-11-23T10:01:00.000Z', cause: 'asleep' });
    expect(stoodStill()).toBe(1);
  });

  it('begin with the sleep itself where the computer tells of it, also when it never wakes', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(Date.parse(start));
    const { hearing, recorded } = await watch(folder.path, clock);
    hearing.hears(listening);
    clock.advance(14_000);
    hearing.sleeps();
    clock.sleep(60_000);
    clock.advance(0);
    await expect
      .poll(() => recorded.at(-1))
      .toMatchObject({ from: '2026-11-23T10:00:14.000Z', to: '2026-11-23T10:01:14.000Z' });

    clock.advance(4_000);
    hearing.sleeps();
    await expect
      .poll(async () => JSON.parse(await readFile(join(folder.path, 'heartbeat.json'), 'utf8')) as unknown)
      .toMatchObject({ aliveAt: '2026-11-23T10:01:18.000Z' });
    await hearing.stop();
  });

  it('go on as one when the tunnel is found dead after a sleep, whoever notices first', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(Date.parse(start));
    const { hearing, recorded, settled } = await watch(folder.path, clock);
    hearing.hears(listening);
    clock.sleep(60_000);
    hearing.hears({ kind: 'deaf', since: '2026-11-23T09:59:55.000Z', cause: 'tunnel-down' });
    clock.advance(4_000);
    hearing.hears(listening);
    await settled();
    expect(new Set(recorded.map(({ id }) => id)).size).toBe(1);
    expect(recorded.at(-1)).toMatchObject({
      from: '2026-11-23T09:59:55.000Z',
      to: '2026-11-23T10:01:04.000Z',
      cause: 'asleep',
    });
  });

  it('keep their true length, also where the clock was set back while the app was stopped', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(Date.parse(start));
    const before = await watch(folder.path, clock);
    before.hearing.hears(listening);
    await before.settled();

    clock.sleep(60_000);
    clock.jump(Date.parse('2026-11-23T08:00:00.000Z'));
    const after = await watch(folder.path, clock);
    after.hearing.hears(listening);
    await after.settled();
    expect(after.recorded.at(-1)).toMatchObject({
      from: '2026-11-23T07:59:00.000Z',
      to: '2026-11-23T08:00:00.000Z',
      cause: 'app-stopped',
    });
  });

  it('keep their true length, also where the clock is set back while one lasts', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(Date.parse(start));
    const { hearing, recorded, settled } = await watch(folder.path, clock);
    hearing.hears({ kind: 'deaf', since: start, cause: 'tunnel-down' });
    clock.advance(30_000);
    clock.jump(Date.parse('2026-11-23T09:00:00.000Z'));
    hearing.hears(listening);
    await settled();
    expect(recorded.at(-1)).toMatchObject({
      from: '2026-11-23T08:59:30.000Z',
      to: '2026-11-23T09:00:00.000Z',
    });
  });

  it('are not made out of a clock that was merely set', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(Date.parse(start));
    const { hearing, recorded, stoodStill, settled } = await watch(folder.path, clock);
    hearing.hears(listening);
    for (const to of ['2026-11-23T14:00:00.000Z', '2026-11-23T06:00:00.000Z']) {
      clock.jump(Date.parse(to));
      clock.advance(10_000);
    }
    await settled();
    expect([recorded, stoodStill()]).toEqual([[], 0]);
  });

  it('are written later where the ledger refuses now', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(Date.parse(start));
    const { hearing, ledger, recorded, settled } = await watch(folder.path, clock);
    ledger.refuses = true;
    hearing.hears({ kind: 'deaf', since: start, cause: 'ledger-refusing' });
    clock.advance(10_000);
    ledger.refuses = false;
    hearing.hears(listening);
    clock.advance(10_000);
    await settled();
    expect(recorded.at(-1)).toMatchObject({
      from: start,
      to: '2026-11-23T10:00:10.000Z',
      cause: 'ledger-refusing',
    });
  });

  it('close once, also where a listener reports hearing again', async () => {
    await using folder = await temporaryFolder();
    const { hearing, recorded, settled } = await watch(folder.path, fakeClock(Date.parse(start)), () => {
      hearing.hears(listening);
    });
    hearing.hears({ kind: 'deaf', since: start, cause: 'tunnel-down' });
    hearing.hears(listening);
    await settled();
    expect(recorded.filter(({ to }) => to !== null)).toHaveLength(1);
  });

  it('are not invented on a first start, nor from a torn heartbeat', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'heartbeat.json'), '{"aliveAt":"2026-');
    const { hearing, recorded, settled } = await watch(folder.path, fakeClock(Date.parse(start)));
    hearing.hears(listening);
    await settled();
    expect(recorded).toEqual([]);
  });
});
