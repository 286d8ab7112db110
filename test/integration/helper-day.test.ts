import { describe, expect, it } from 'vitest';
import { dayMs } from '../../src/shared/calendar';
import { openComptoir, type OpenedComptoir } from '../support/open-comptoir';
import { fakeClock, type FakeClock } from '../support/fake-clock';
import { temporaryFolder } from '../support/temporary-folder';

const monday = Date.parse('2026-11-23T14:00:00.000Z');
const pin = '432100';

const asHelper = (shop: OpenedComptoir) => shop.handlersFor(shop.callers.withoutSession);

/** What a caller without the PIN sees, by transaction. */
async function listed(shop: OpenedComptoir): Promise<readonly string[]> {
  const { payments } = await asHelper(shop).listPayments({ limit: 50 });
  return payments.map(({ transactionId }) => transactionId ?? '');
}

/** A shop with a PIN that took one payment on Monday and one on Wednesday, and is locked since. */
async function threeDays(shop: OpenedComptoir, clock: FakeClock): Promise<readonly string[]> {
  await shop.handlers.setPin({ current: null, pin });
  expect(await shop.pay('of-monday')).toBe(200);
  clock.sleep(2 * dayMs);
  expect(await shop.pay('of-wednesday')).toBe(200);
  const { payments } = await shop.handlers.listPayments({ limit: 50 });
  expect(payments).toHaveLength(2);
  expect(await listed(shop)).toEqual(['of-wednesday']);
  return payments.map(({ id }) => id);
}

describe('a clock that is set back', () => {
  it.each([60_000, 1])('while Comptoir runs shows a helper no other day', async (afterMonday) => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(monday);
    await using shop = await openComptoir(folder.path, { clock });
    const ids = await threeDays(shop, clock);
    clock.jump(monday + afterMonday);
    expect(await listed(shop)).toEqual(['of-wednesday']);
    const found = await Promise.all(ids.map((id) => asHelper(shop).getPayment({ id })));
    expect(found.map((payment) => payment?.transactionId ?? null)).toEqual(['of-wednesday', null]);
    expect((await asHelper(shop).didHePay({ said: 'of-monday' }))?.kind).not.toBe('free');
  });

  it('before a start shows none either, start after start, until the owner types the PIN', async () => {
    await using folder = await temporaryFolder();
    {
      const clock = fakeClock(monday);
      await using shop = await openComptoir(folder.path, { clock });
      await threeDays(shop, clock);
    }
    for (let start = 0; start < 3; start += 1) {
      await using shop = await openComptoir(folder.path, { clock: fakeClock(monday + start * 60_000) });
      expect(await listed(shop)).not.toContain('of-monday');
    }
    await using shop = await openComptoir(folder.path, { clock: fakeClock(monday + 60_000) });
    await shop.handlers.unlock({ pin });
    const { payments } = await shop.handlers.listPayments({ limit: 50 });
    expect(payments.map(({ transactionId }) => transactionId)).toEqual(['of-wednesday', 'of-monday']);
    expect(await listed(shop)).toEqual(['of-monday']);
  });
});

describe('calls that were refused', () => {
  it('on another day are for the owner to see', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(monday);
    await using shop = await openComptoir(folder.path, { clock });
    await shop.handlers.setPin({ current: null, pin });
    expect(await shop.knock({ secret: 'wrong' })).toBe(401);
    expect(await asHelper(shop).listRefusals(null)).toHaveLength(1);
    clock.sleep(2 * dayMs);
    expect(await asHelper(shop).listRefusals(null)).toEqual([]);
    expect(await shop.handlers.listRefusals(null)).toHaveLength(1);
  });
});
