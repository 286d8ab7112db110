import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cashDifference } from '../../src/shared/payment/day-close';
import { closingShop as shop, today } from '../support/closing-shop';

describe('the figures of a close', () => {
  it('adds up: what was handed over and what was not are the payments received; a name is one however typed', async () => {
    const { ledger, handlers, pay } = await shop();
    const claim = (kind: 'handed-over' | 'taken-back', by: string) =>
      ({ field: 'claim', value: { kind, by, at: '2026-11-23T10:01:00.000Z' } }) as const;
    for (const [id, by] of [
      ['a', 'Awa'],
      ['b', 'awa'],
      ['c', ' AWA '],
      ['d', 'Awa'],
    ] as const)
      await ledger.annotate((await pay(id, { amountXof: 1_000 })).id, claim('handed-over', by));
    const back = await pay('e', { amountXof: 400 });
    await ledger.annotate(back.id, claim('handed-over', 'Koffi'));
    await ledger.annotate(back.id, claim('taken-back', 'Koffi'));
    const odd = await pay('f', { amountXof: null, status: 'check', doubts: ['amount-missing'] });
    await ledger.annotate(odd.id, claim('handed-over', 'Koffi'));
    const { totals } = await handlers.closeDay({ day: today, by: 'Awa', countedCashXof: null });
    expect(totals.byHelper).toEqual([{ by: 'Awa', count: 4, amountXof: 4_000 }]);
    expect(totals.notHandedOver).toEqual({ count: 1, amountXof: 400 });
    expect(totals.received).toEqual({ count: 5, amountXof: 4_400 });
    expect(totals).toMatchObject({
      takenBack: 1,
      handedOverOtherwise: { count: 1, amountXof: 0, unknownCount: 1 },
      check: { count: 1, unknownCount: 1 },
    });
  });

  it('shows a difference in the till only where an expected sum was typed', async () => {
    const { handlers, pay } = await shop();
    await pay('a', { amountXof: 164_700 });
    const asked = { day: today, by: 'Awa', countedCashXof: 25_000 };
    expect(cashDifference(await handlers.closeDay(asked))).toBeNull();
    expect(cashDifference(await handlers.closeDay({ ...asked, expectedCashXof: 25_500 }))).toBe(-500);
  });

  it('shows the day before and the same weekday of the week before', async () => {
    const { handlers, pay } = await shop();
    await pay('a', { receivedAt: '2026-11-22T10:00:00.000Z', amountXof: 300 });
    await pay('b', { receivedAt: '2026-11-16T10:00:00.000Z', amountXof: 700 });
    expect((await handlers.getDayView({ day: today })).beside).toMatchObject({
      ...{
        dayBefore: { day: '2026-11-22', totalXof: 300 },
        weekBefore: { day: '2026-11-16', totalXof: 700 },
      },
    });
  });

  it('of an earlier version with fewer fields is not open again for that', async () => {
    const { dataDir, ledger, handlers, pay } = await shop();
    await pay('a');
    const close = await handlers.closeDay({ day: today, by: 'Awa', countedCashXof: null });
    await ledger.close();
    const { hash: _hash, payments: _payments, ...older } = close;
    const { tests: _tests, ...totals } = older.totals;
    const content = { ...older, totals };
    const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
    await writeFile(join(dataDir, 'closes', '000001.json'), JSON.stringify({ ...content, hash }));
    for (const name of ['db.json', 'journal'])
      await rm(join(dataDir, name), { recursive: true, force: true });
    const after = await shop(dataDir);
    expect(await after.handlers.getDayView({ day: today })).toMatchObject({
      isOpen: false,
      closes: [{ number: 1, hash }],
    });
  });
});
