import { describe, expect, it } from 'vitest';
import { boundTo, theProgram, withRole, type Caller } from '../../src/core/access/caller';
import { createReach } from '../../src/core/access/reach';
import { createBell } from '../../src/core/announce/bell';
import { openSettings } from '../../src/core/settings/settings-file';
import type { Settings } from '../../src/core/settings/schema';
import type { Announcement } from '../../src/shared/voice/announcement';
import type { Day, DaySummary, Payment } from '../../src/shared/payment/payment';
import type { Ring } from '../../src/shared/voice/ring';
import { fakeClock } from '../support/fake-clock';
import { temporaryFolder } from '../support/temporary-folder';
import { paymentAt } from '../support/window/scenes';

const tenAtCotonou = Date.parse('2026-11-24T09:00:00.000Z');
const success: Announcement = {
  ...{ sound: 'success', title: '', body: '', mode: 'live', paymentId: 'p1' },
  spoken: { kind: 'payment', status: 'success', mode: 'live', amountXof: 5_000 },
};
const minuteMs = 60_000;

function summary(day: Day, successCount: number, totalXof: number): DaySummary {
  return { day, successCount, totalXof, failedCount: 0, checkCount: 0, sandboxCount: 0 };
}

async function hang(
  folder: string,
  change: Partial<Settings> = {},
  last?: Payment,
  money: readonly [count: number, totalXof: number] = [0, 0],
) {
  const clock = fakeClock(tenAtCotonou);
  const { settings } = await openSettings(folder, () => clock.now());
  await settings.change(change);
  const pauses: (string | null)[] = [];
  const bell = createBell({
    ...{ settings, clock },
    reach: createReach({ now: () => clock.now(), today: () => '2026-11-24' }),
    ledger: {
      page: () => Promise.resolve({ payments: last === undefined ? [] : [last], next: null }),
      day: (day) => Promise.resolve(summary(day, ...money)),
    },
    dayWord: () => ({ noun: 'pineapple', colour: 'blue' }),
    onPauseChanged: () => pauses.push(settings.current().soundsPausedUntil),
  });
  const rings: Ring[] = [];
  bell.onRing((ring) => rings.push(ring));
  const asked = (caller: Caller) => boundTo(bell.handlers, caller);
  return { bell: { ...bell, handlers: asked(theProgram) }, asked, clock, rings, settings, pauses };
}

describe('the bell', () => {
  it('rings with the volume, the voice and the language in force', async () => {
    await using folder = await temporaryFolder();
    const { bell, rings, settings } = await hang(folder.path, { volume: 40 });
    bell.ring(success);
    await settings.change({ language: 'en', voice: 'none', volume: 100 });
    bell.ring(success);
    expect(rings).toEqual([
      { sound: 'success', spoken: success.spoken, language: 'fr', voice: 'recorded', volume: 0.4 },
      { sound: 'success', spoken: success.spoken, language: 'en', voice: 'none', volume: 1 },
    ]);
  });

  it('says the word of the day before money that came, and before nothing else', async () => {
    await using folder = await temporaryFolder();
    const { bell, rings, settings } = await hang(folder.path, {}, undefined, [1, 500]);
    bell.ring(success);
    await settings.change({ sayDayWord: true });
    bell.ring(success);
    bell.ring({ ...success, sound: 'cut-off', spoken: { kind: 'cut-off' } });
    for (const over of [{ mode: 'sandbox' }, { status: 'failed' }, { status: 'check' }] as const)
      bell.ring({
        ...success,
        spoken: { kind: 'payment', mode: 'live', status: 'success', amountXof: 500, ...over },
      });
    const word = { noun: 'pineapple', colour: 'blue' };
    const none = undefined;
    expect(rings.map(({ dayWord }) => dayWord)).toEqual([none, word, none, none, none, none]);
    // The total of a day with one payment is said in the same words.
    await bell.handlers.sayDayTotal(null);
    expect(rings.at(-1)).toMatchObject({ sound: 'reminder' });
    expect(rings.at(-1)?.dayWord).toBe(none);
  });

  it('keeps quiet where no sound is wanted, and during a pause; the last payment is heard on request', async () => {
    await using folder = await temporaryFolder();
    const last = paymentAt(tenAtCotonou, 3, { amountXof: 7_250 });
    const { bell, rings, clock } = await hang(folder.path, {}, last);
    await bell.handlers.pauseSounds({ pause: '15-minutes' });
    clock.advance(14 * minuteMs);
    bell.ring(success);
    expect(rings).toEqual([]);
    await bell.handlers.replayLast(null);
    expect(rings).toMatchObject([{ sound: 'success', spoken: { kind: 'payment', amountXof: 7_250 } }]);
    clock.jump(clock.now() + minuteMs);
    bell.ring(success);
    expect(rings).toHaveLength(2);
  });

  it('says the last payment again with its present status: one denied or reversed is not announced as received', async () => {
    await using folder = await temporaryFolder();
    const at = new Date(tenAtCotonou).toISOString();
    const last = paymentAt(tenAtCotonou, 3, { amountXof: 7_250 });
    const reversed = await hang(folder.path, {}, { ...last, verification: { kind: 'reversed', at } });
    await reversed.bell.handlers.replayLast(null);
    expect(reversed.rings).toMatchObject([{ sound: 'reversal', spoken: null }]);
    const verification = { kind: 'disputed', at, difference: 'outcome FAILED' } as const;
    const denied = await hang(folder.path, {}, { ...last, verification });
    await denied.bell.handlers.replayLast(null);
    expect(denied.rings).toMatchObject([{ sound: 'alarm', spoken: { kind: 'payment', status: 'check' } }]);
  });

  it.each<readonly [number, number, object]>([
    [12, 43_500, { kind: 'several', count: 12, totalXof: 43_500 }],
    [1, 5_000, { kind: 'payment', status: 'success', mode: 'live', amountXof: 5_000 }],
    [0, 0, { kind: 'several', count: 0, totalXof: 0 }],
  ])('says the day of %d payments aloud, during a pause too', async (count, totalXof, spoken) => {
    await using folder = await temporaryFolder();
    const { bell, rings } = await hang(folder.path, {}, undefined, [count, totalXof]);
    await bell.handlers.pauseSounds({ pause: '1-hour' });
    await bell.handlers.sayDayTotal(null);
    expect(rings).toMatchObject([{ sound: 'reminder', spoken, isOwners: true }]);
  });

  it('says a payment of another day again for the owner alone', async () => {
    await using folder = await temporaryFolder();
    const { bell, asked, rings } = await hang(folder.path, {}, paymentAt(tenAtCotonou, 24 * 60));
    await asked(withRole(() => 'helper')).replayLast(null);
    expect(rings).toEqual([]);
    await bell.handlers.replayLast(null);
    expect(rings).toMatchObject([{ sound: 'success', isOwners: true }]);
  });

  it('has nothing to say again where nothing ever came', async () => {
    await using folder = await temporaryFolder();
    const { bell, rings } = await hang(folder.path);
    await bell.handlers.replayLast(null);
    expect(rings).toEqual([]);
  });

  it.each([
    ['15-minutes', '2026-11-24T09:15:00.000Z'],
    ['1-hour', '2026-11-24T10:00:00.000Z'],
    // Midnight in Cotonou.
    ['until-tomorrow', '2026-11-24T23:00:00.000Z'],
    [null, null],
  ] as const)('can be paused: %s', async (pause, until) => {
    await using folder = await temporaryFolder();
    const { bell, settings } = await hang(folder.path);
    await bell.handlers.pauseSounds({ pause });
    expect(settings.current().soundsPausedUntil).toBe(until);
  });

  it('tells when a pause ends, and when it is ended', async () => {
    await using folder = await temporaryFolder();
    const { bell, clock, pauses } = await hang(folder.path);
    await bell.handlers.pauseSounds({ pause: '15-minutes' });
    await bell.handlers.pauseSounds({ pause: null });
    await bell.handlers.pauseSounds({ pause: '1-hour' });
    clock.advance(60 * minuteMs);
    await expect.poll(() => pauses.at(-1)).toBeNull();
    expect(pauses).toEqual(['2026-11-24T09:15:00.000Z', null, '2026-11-24T10:00:00.000Z', null]);
  });

  it('rings for a large payment until it is handed over', async () => {
    await using folder = await temporaryFolder();
    const { bell, clock, rings } = await hang(folder.path, { ringUntilClaimedXof: 10_000 });
    const large = paymentAt(tenAtCotonou, 0, { amountXof: 10_000 });
    bell.follow(paymentAt(tenAtCotonou, 1, { amountXof: 9_999 }));
    bell.follow(paymentAt(tenAtCotonou, 1, { amountXof: 50_000, mode: 'sandbox' }));
    bell.follow(paymentAt(tenAtCotonou, 1, { amountXof: 50_000, status: 'failed' }));
    clock.advance(minuteMs);
    expect(rings).toEqual([]);
    bell.follow(large);
    clock.advance(minuteMs);
    expect(rings).toHaveLength(3);
    expect(rings[0]).toMatchObject({ sound: 'reminder', spoken: { kind: 'unclaimed', amountXof: 10_000 } });
    bell.follow({ ...large, claim: { by: 'Awa', at: new Date(clock.now()).toISOString() } });
    clock.advance(minuteMs);
    expect(rings).toHaveLength(3);
  });

  it.each([
    { kind: 'reversed', at: '2026-11-24T09:00:30.000Z' },
    { kind: 'disputed', at: '2026-11-24T09:00:30.000Z', difference: 'outcome FAILED' },
  ] as const)('stops repeating a payment found to be $kind', async (verification) => {
    await using folder = await temporaryFolder();
    const { bell, clock, rings } = await hang(folder.path, { ringUntilClaimedXof: 10_000 });
    const large = paymentAt(tenAtCotonou, 0, { amountXof: 10_000 });
    bell.follow(large);
    clock.advance(30_000);
    expect(rings).toHaveLength(1);
    bell.follow({ ...large, verification });
    clock.advance(minuteMs);
    expect(rings).toHaveLength(1);
  });

  it('stops repeating as soon as the setting is switched off', async () => {
    await using folder = await temporaryFolder();
    const { bell, clock, rings, settings } = await hang(folder.path, { ringUntilClaimedXof: 10_000 });
    bell.follow(paymentAt(tenAtCotonou, 0, { amountXof: 20_000 }));
    await settings.change({ ringUntilClaimedXof: 20_001 });
    clock.advance(minuteMs);
    expect(rings).toEqual([]);
  });

  it('can be tried without a payment, and names no money', async () => {
    await using folder = await temporaryFolder();
    const { bell, rings } = await hang(folder.path);
    await bell.handlers.tryBell(null);
    expect(rings).toMatchObject([{ sound: 'success', spoken: { mode: 'sandbox' } }]);
  });
});
