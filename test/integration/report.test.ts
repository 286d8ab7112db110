import { describe, expect, it } from 'vitest';
import { boundTo, theProgram } from '../../src/core/access/caller';
import { createReach } from '../../src/core/access/reach';
import { createPaidHandler } from '../../src/core/claims/paid';
import { createReportHandlers } from '../../src/core/report/report-handlers';
import { openSettings } from '../../src/core/settings/settings-file';
import { commands } from '../../src/shared/bridge/contract';
import { totalsOf } from '../../src/shared/payment/report';
import { fakeClock } from '../support/fake-clock';
import { receivedEvent, type EventTraits } from '../support/ledger-events';
import { dataFolder, openedLedger } from '../support/ledger-folder';

const clock = fakeClock(Date.parse('2026-11-24T12:00:00.000Z'));

/** A shop in Benin (UTC+1) to which these came, each at its instant. */
async function shopWith(events: readonly (EventTraits & { readonly receivedAt: string })[]) {
  const folder = await dataFolder();
  const ledger = await openedLedger(folder);
  for (const [at, traits] of events.entries())
    await ledger.append(receivedEvent({ transactionId: `t${at}`, ...traits }));
  const { settings } = await openSettings(folder, () => clock.now());
  const reach = createReach({ now: () => clock.now(), today: () => '2026-11-24' });
  const fail = (code: string): never => {
    throw new Error(code);
  };
  const handlers = createReportHandlers(ledger, settings, { reach, fail });
  return { ledger, settings, ...boundTo(handlers, theProgram) };
}

describe('the sum of what is searched', () => {
  it('counts all that was found, and adds up the money that came and is still here', async () => {
    const { ledger, sumPayments } = await shopWith([
      { receivedAt: '2026-11-23T08:10:00.000Z', amountXof: 1_000, label: 'riz' },
      { receivedAt: '2026-11-23T08:50:00.000Z', amountXof: 2_500, label: 'riz', method: 'CARD' },
      { receivedAt: '2026-11-23T09:10:00.000Z', amountXof: 9_000, label: 'riz', status: 'failed' },
      { receivedAt: '2026-11-23T09:20:00.000Z', amountXof: 7_000, label: 'riz', mode: 'sandbox' },
      { receivedAt: '2026-11-23T09:30:00.000Z', amountXof: 4_000, label: 'riz' },
      { receivedAt: '2026-11-24T09:30:00.000Z', amountXof: 300, label: 'huile' },
    ]);
    const { payments } = await ledger.page({ limit: 10, minXof: 4_000, maxXof: 4_000 });
    const value = { kind: 'reversed' as const, at: '2026-11-24T10:00:00.000Z' };
    await ledger.annotate(payments[0]?.id ?? '', { field: 'verification', value });
    const isWhole = true;
    expect(await sumPayments({ text: 'riz' })).toEqual({
      ...{ count: 5, receivedCount: 2, receivedXof: 3_500, isWhole },
    });
    expect(await sumPayments({ method: 'CARD' })).toMatchObject({ count: 1, receivedXof: 2_500 });
    expect(await sumPayments({ from: '2026-11-24' })).toMatchObject({ count: 1, receivedXof: 300 });
    expect(await sumPayments({ text: 'rien' })).toMatchObject({ count: 0, receivedXof: 0, isWhole });
  });

  it('reads page after page', async () => {
    const { sumPayments } = await shopWith(
      Array.from({ length: 1_203 }, (_, at) => ({
        receivedAt: new Date(Date.parse('2026-11-23T08:00:00.000Z') + at * 1_000).toISOString(),
        amountXof: 10,
      })),
    );
    expect(await sumPayments({ status: 'success' })).toEqual({
      ...{ count: 1_203, receivedCount: 1_203, receivedXof: 12_030, isWhole: true },
    });
  });

  it('is for the owner', () => {
    expect(commands.sumPayments.roles).toEqual(['owner']);
  });
});

describe('the report of a day or a month', () => {
  it('counts live money by day, by the shop’s own hour and by method, and failures apart', async () => {
    const { getReport } = await shopWith([
      { receivedAt: '2026-11-23T08:10:00.000Z', amountXof: 1_000 },
      { receivedAt: '2026-11-23T08:50:00.000Z', amountXof: 2_500, method: 'CARD' },
      { receivedAt: '2026-11-23T09:10:00.000Z', amountXof: 9_000, status: 'failed' },
      { receivedAt: '2026-11-23T09:20:00.000Z', amountXof: 7_000, mode: 'sandbox' },
      { receivedAt: '2026-11-23T23:30:00.000Z', amountXof: 400, method: null },
      { receivedAt: '2026-11-25T10:00:00.000Z', amountXof: 99 },
    ]);
    const report = await getReport({ from: '2026-11-23', to: '2026-11-24' });
    expect(report.days.map(({ day, totalXof }) => [day, totalXof])).toEqual([
      ['2026-11-23', 3_500],
      ['2026-11-24', 400],
    ]);
    expect(report.hours[9]).toEqual({ count: 2, totalXof: 3_500 });
    expect(report.hours[0]).toEqual({ count: 1, totalXof: 400 });
    expect(report.hours).toHaveLength(24);
    expect(report.methods).toEqual([
      { method: 'CARD', count: 1, totalXof: 2_500 },
      { method: 'MOBILE_MONEY', count: 1, totalXof: 1_000 },
      { method: null, count: 1, totalXof: 400 },
    ]);
    expect(totalsOf(report.days)).toEqual({
      ...{ count: 3, totalXof: 3_900, failedCount: 1, checkCount: 0 },
      failedPercent: 25,
    });
  });

  it('puts late payments at the time they were paid, and leaves out reversed ones', async () => {
    const { getReport, ledger } = await shopWith([
      { receivedAt: '2026-11-24T01:00:00.000Z', performedAt: '2026-11-23T20:15:00.000Z' },
      { receivedAt: '2026-11-23T10:00:00.000Z' },
    ]);
    const [reversed] = (await ledger.page({ limit: 1, status: 'success', order: 'newest' })).payments;
    if (reversed === undefined) throw new Error('it was appended');
    await ledger.annotate(reversed.id, {
      field: 'verification',
      value: { kind: 'reversed', at: '2026-11-24T09:00:00.000Z' },
    });
    const report = await getReport({ from: '2026-11-23', to: '2026-11-23' });
    expect(report.hours.flatMap(({ count }, hour) => (count > 0 ? [hour] : []))).toEqual([21]);
    expect(report.hours.reduce((sum, { totalXof }) => sum + totalXof, 0)).toBe(
      totalsOf(report.days).totalXof,
    );
  });

  it('names the times in which payments may be missing', async () => {
    const { getReport, ledger } = await shopWith([]);
    const from = '2026-11-23T10:00:00.000Z';
    const cut = {
      id: 'cut',
      from,
      to: '2026-11-23T10:41:00.000Z',
      cause: 'tunnel-down',
      checked: null,
    } as const;
    await ledger.recordDeafPeriod(cut);
    await ledger.recordDeafPeriod({ ...cut, id: 'blink', to: '2026-11-23T10:00:01.000Z' });
    const { deafPeriods, days } = await getReport({ from: '2026-11-23', to: '2026-11-23' });
    expect(deafPeriods).toEqual([cut]);
    expect(totalsOf(days).failedPercent).toBeNull();
  });
});

describe('"he says he paid", asked of a real ledger', () => {
  it('looks through all of today and nothing else', async () => {
    const many = Array.from({ length: 700 }, (_, at) => ({
      receivedAt: new Date(clock.now() - at * 1_000).toISOString(),
      amountXof: 10_000 + at,
    }));
    const { ledger, settings } = await shopWith([
      { receivedAt: '2026-11-23T12:00:00.000Z', amountXof: 777 },
      { receivedAt: '2026-11-24T05:00:00.000Z', amountXof: 4_321 },
      ...many,
    ]);
    const didHePay = createPaidHandler({ ledger, settings, clock, role: 'owner' });
    expect((await didHePay({ said: '4321' }))?.kind).toBe('free');
    expect((await didHePay({ said: '777' }))?.kind).toBe('not-received');
    expect(await didHePay({ said: '5' })).toBeNull();
    // Words that fit nothing are no ground for a firm answer.
    expect(await didHePay({ said: 'Adjovi' })).toBeNull();
  });

  it('knows what came today though it was paid before, and what was paid today', async () => {
    const { ledger, settings } = await shopWith([
      { receivedAt: '2026-11-24T10:00:00.000Z', performedAt: '2026-11-23T21:22:00.000Z', amountXof: 8_200 },
      { receivedAt: '2026-11-23T10:00:00.000Z', performedAt: '2026-11-23T09:59:00.000Z', amountXof: 777 },
    ]);
    const didHePay = createPaidHandler({ ledger, settings, clock, role: 'owner' });
    expect((await didHePay({ said: '8200' }))?.kind).toBe('free');
    expect((await didHePay({ said: '777' }))?.kind).toBe('not-received');
  });

  it('knows what came just before midnight, a little after it', async () => {
    const { ledger, settings } = await shopWith([
      { receivedAt: '2026-11-24T21:30:00.000Z', amountXof: 777 },
      { receivedAt: '2026-11-24T22:58:00.000Z', amountXof: 4_321 },
    ]);
    const justAfter = fakeClock(Date.parse('2026-11-24T23:02:00.000Z'));
    const didHePay = createPaidHandler({ ledger, settings, clock: justAfter, role: 'owner' });
    expect((await didHePay({ said: '4321' }))?.kind).toBe('free');
    expect((await didHePay({ said: '777' }))?.kind).toBe('not-received');
    const cut = { id: 'cut', cause: 'tunnel-down', checked: null } as const;
    await ledger.recordDeafPeriod({
      ...cut,
      ...{ from: '2026-11-24T22:10:00.000Z', to: '2026-11-24T22:40:00.000Z' },
    });
    expect((await didHePay({ said: '777' }))?.kind).toBe('not-received-but-deaf');
  });
});
