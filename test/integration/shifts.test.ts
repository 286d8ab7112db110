import { appendFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { screenCaller } from '../../src/core/access/caller';
import { createBridgeServer } from '../../src/core/bridge-server';
import { viewOf } from '../../src/core/screens/tell-screens';
import { projectState } from '../../src/shared/access/project-state';
import { fakeClock } from '../support/fake-clock';
import { openComptoir, type OpenedComptoir } from '../support/open-comptoir';
import { temporaryFolder } from '../support/temporary-folder';

const pin = '2468';

async function paid(shop: OpenedComptoir, transactionId: string): Promise<string> {
  expect(await shop.pay(transactionId)).toBe(200);
  const { payments } = await shop.handlers.listPayments({ limit: 10 });
  return payments.find((payment) => payment.transactionId === transactionId)?.id ?? '';
}

it('records a deed without a name under the helper who has the counter, also after a restart', async () => {
  await using folder = await temporaryFolder();
  const clock = fakeClock();
  {
    await using shop = await openComptoir(folder.path, { clock });
    const { handlers } = shop;
    await handlers.changeSettings({ helperNames: ['Awa', 'Koffi'] });
    expect(await handlers.handOver({ id: await paid(shop, 'p1'), by: '' })).toMatchObject({
      claim: { by: '' },
    });
    await handlers.takeShift({ by: ' awa' });
    const since = new Date(clock.now()).toISOString();
    expect(shop.state().settings.shift).toEqual({ by: 'Awa', since });
    expect(await handlers.handOver({ id: await paid(shop, 'p2'), by: '' })).toMatchObject({
      claim: { by: 'Awa' },
    });
    await expect(handlers.takeShift({ by: 'Somebody' })).rejects.toMatchObject({ code: 'helper-unknown' });
  }
  await using shop = await openComptoir(folder.path, { clock });
  const screen = shop.handlersFor(screenCaller('second-counter', 'Caisse 2'));
  expect(await screen.handOver({ id: await paid(shop, 'p3'), by: '' })).toMatchObject({
    claim: { by: 'Awa', via: 'Caisse 2' },
  });
  // A screen with a name of its own keeps it.
  const id = await paid(shop, 'p4');
  expect(await screen.handOver({ id, by: 'Koffi' })).toMatchObject({ claim: { by: 'Koffi' } });
  await screen.takeShift({ by: 'Koffi' });
  await screen.takeBack({ id, by: '' });
  expect(await shop.handlers.handOver({ id, by: '' })).toMatchObject({ claim: { by: 'Koffi' } });
  await shop.handlers.takeShift({ by: '' });
  expect(await shop.handlers.handOver({ id: await paid(shop, 'p5'), by: '' })).toMatchObject({
    claim: { by: '' },
  });
});

it('a shift is not taken, nor served in, under a name whose code is not known', async () => {
  await using folder = await temporaryFolder();
  await using shop = await openComptoir(folder.path, { clock: fakeClock() });
  await shop.handlers.changeSettings({ helperNames: ['Awa', 'Koffi'] });
  await shop.handlers.setHelperCode({ name: 'Awa', code: '7310' });
  await shop.handlers.setPin({ current: null, pin });
  const window = shop.handlersFor(shop.callers.openSession());
  const screen = shop.handlersFor(screenCaller('second-counter', 'Caisse 2'));
  for (const asker of [window, screen]) {
    await expect(asker.takeShift({ by: 'Awa' })).rejects.toMatchObject({ code: 'code-needed' });
    await expect(asker.takeShift({ by: '\u0410wa' })).rejects.toMatchObject({ code: 'helper-unknown' });
  }
  expect(shop.state().settings.shift).toBeNull();
  await window.takeShift({ by: 'Awa', code: '7310' });
  const id = await paid(shop, 'p1');
  // Leaving the name out is no way around the code.
  await expect(screen.handOver({ id, by: '' })).rejects.toMatchObject({ code: 'code-needed' });
  expect(await screen.handOver({ id, by: '', code: '7310' })).toMatchObject({ claim: { by: 'Awa' } });
});

it('who has the counter is told to the counters, and to no other screen', async () => {
  await using folder = await temporaryFolder();
  const clock = fakeClock();
  await using shop = await openComptoir(folder.path, { clock });
  const bridge = createBridgeServer(shop, () => undefined, clock);
  const told: (string | null)[] = [];
  bridge.onBroadcast(screenCaller('second-counter'), (name, payload) => {
    if (name === 'state') told.push(viewOf(payload as Parameters<typeof viewOf>[0]).shift?.by ?? null); // by its name
  });
  await shop.handlers.changeSettings({ helperNames: ['Awa'] });
  await shop.handlers.takeShift({ by: 'Awa' });
  expect(told.at(-1)).toBe('Awa');
  for (const role of ['bell', 'display', 'owner-view'] as const) {
    expect(projectState(role, shop.state()).settings.shift).toBeNull();
    expect(await bridge.invoke(screenCaller(role), 'takeShift', { by: 'Awa' })).toMatchObject({ ok: false });
  }
});

it('the report adds up what each handed over, and what nobody did', async () => {
  await using folder = await temporaryFolder();
  await using shop = await openComptoir(folder.path, { clock: fakeClock() });
  const { handlers } = shop;
  await handlers.changeSettings({ helperNames: ['Awa', 'Koffi'] });
  for (const [transactionId, by] of [
    ['p1', 'Awa'],
    ['p2', 'awa '],
    ['p3', 'Koffi'],
    ['p4', null],
  ] as const) {
    const id = await paid(shop, transactionId);
    if (by !== null) await handlers.handOver({ id, by });
  }
  const day = shop.state().today.day;
  const { helpers, notHandedOver, days } = await handlers.getReport({ from: day, to: day });
  const each = (days[0]?.totalXof ?? 0) / 4;
  expect(helpers).toEqual([
    { by: 'Awa', count: 2, totalXof: 2 * each },
    { by: 'Koffi', count: 1, totalXof: each },
  ]);
  expect(notHandedOver).toEqual({ count: 1, totalXof: each });
  // Another's figures are nobody's business but the owner's.
  await handlers.setPin({ current: null, pin });
  const bridge = createBridgeServer(shop, () => undefined, fakeClock());
  for (const name of ['getReport', 'getDayView'])
    expect(await bridge.invoke(shop.callers.openSession(), name, { from: day, to: day, day })).toMatchObject({
      ok: false,
    });
});

describe('who had the counter', () => {
  const noon = Date.parse('2026-11-23T11:00:00Z');
  const hourMs = 3_600_000;
  const shiftsOn = async ({ handlers }: OpenedComptoir, day: string) =>
    (await handlers.getDayView({ day })).shifts;

  it('is listed with its hours for the owner, over a restart and a line cut by a power cut', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(noon);
    {
      await using shop = await openComptoir(folder.path, { clock });
      await shop.handlers.changeSettings({ helperNames: ['Awa', 'Koffi'] });
      for (const by of ['Awa', 'awa', 'Koffi', '', 'Awa']) {
        await shop.handlers.takeShift({ by });
        clock.sleep(hourMs);
      }
    }
    await appendFile(join(folder.path, 'shifts.ndjson'), '{"by":"Kof');
    await using shop = await openComptoir(folder.path, { clock });
    await shop.handlers.takeShift({ by: 'Koffi' });
    expect(await shiftsOn(shop, '2026-11-23')).toEqual([
      { by: 'Awa', from: '2026-11-23T11:00:00.000Z', to: '2026-11-23T13:00:00.000Z', isRunning: false },
      { by: 'Koffi', from: '2026-11-23T13:00:00.000Z', to: '2026-11-23T14:00:00.000Z', isRunning: false },
      { by: 'Awa', from: '2026-11-23T15:00:00.000Z', to: '2026-11-23T16:00:00.000Z', isRunning: false },
      { by: 'Koffi', from: '2026-11-23T16:00:00.000Z', to: null, isRunning: true },
    ]);
    expect(await shiftsOn(shop, '2026-11-22')).toEqual([]);
    if (process.platform !== 'win32')
      expect((await stat(join(folder.path, 'shifts.ndjson'))).mode & 0o777).toBe(0o600);
  });

  it('stands on both days of a shift over midnight, and says where it was never handed back', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(noon);
    await using shop = await openComptoir(folder.path, { clock });
    await shop.handlers.changeSettings({ helperNames: ['Awa', 'Koffi'] });
    await shop.handlers.takeShift({ by: 'Awa' });
    clock.sleep(14 * hourMs);
    expect(await shiftsOn(shop, '2026-11-24')).toMatchObject([{ by: 'Awa', to: null, isRunning: true }]);
    clock.sleep(3 * hourMs);
    await shop.handlers.takeShift({ by: 'Koffi' });
    const forgotten = { by: 'Awa', from: '2026-11-23T11:00:00.000Z', to: null, isRunning: false };
    expect(await shiftsOn(shop, '2026-11-23')).toEqual([forgotten]);
    expect(await shiftsOn(shop, '2026-11-24')).toMatchObject([{ by: 'Koffi', isRunning: true }]);
  });

  it('is no reason to refuse the counter or the day where the list cannot be kept', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'shifts.ndjson'));
    await using shop = await openComptoir(folder.path, { clock: fakeClock(noon) });
    await shop.handlers.changeSettings({ helperNames: ['Awa'] });
    await shop.handlers.takeShift({ by: 'Awa' });
    expect(shop.state().settings.shift?.by).toBe('Awa');
    expect(await shiftsOn(shop, '2026-11-23')).toEqual([]);
  });

  it('is kept for so many changes, the newest', async () => {
    await using folder = await temporaryFolder();
    const line = (nth: number): string => {
      const at = new Date(noon - (6_000 - nth) * 60_000).toISOString();
      return JSON.stringify({ by: nth % 2 === 0 ? 'Awa' : 'Koffi', at });
    };
    const lines = Array.from({ length: 5_000 }, (_, nth) => line(nth));
    await writeFile(join(folder.path, 'shifts.ndjson'), `${lines.join('\n')}\n`);
    await using shop = await openComptoir(folder.path, { clock: fakeClock(noon) });
    await shop.handlers.changeSettings({ helperNames: ['Awa'] });
    await shop.handlers.takeShift({ by: 'Awa' });
    const kept = (await readFile(join(folder.path, 'shifts.ndjson'), 'utf8')).trim().split('\n');
    expect(kept).toEqual([
      ...lines.slice(-2_500),
      JSON.stringify({ by: 'Awa', at: new Date(noon).toISOString() }),
    ]);
  });
});
