import { describe, expect, it } from 'vitest';
import { derivedParts, type DerivedPart } from '../../src/shared/diagnosis/derived-parts';
import { fakeClock } from '../support/fake-clock';
import { openComptoir, type OpenedComptoir } from '../support/open-comptoir';
import { temporaryFolder } from '../support/temporary-folder';
import { eventually } from '../support/window/eventually';

/** Parts that are asked something as a payment comes. */
const askedByPayments: readonly DerivedPart[] = [
  ...(['totals', 'silences', 'bell', 'late-payments', 'verification', 'hints'] as const),
  ...(['tunnel', 'knocks', 'technician', 'updates'] as const),
];
/** Parts that set timers of their own in a shop without a tunnel. */
const withTimers: readonly DerivedPart[] = ['silences', 'copies'];

const failingParts = (shop: OpenedComptoir): readonly DerivedPart[] =>
  shop.state().notices.flatMap((notice) => (notice.kind === 'parts-failing' ? notice.parts : []));

describe('a part behind the intake that fails', () => {
  it('is one of those that are opened', async () => {
    await using folder = await temporaryFolder();
    const opened = new Set<DerivedPart>();
    await using shop = await openComptoir(folder.path, {
      sabotage: (name, moment) => {
        if (moment === 'open') opened.add(name);
      },
    });
    expect([...opened].sort()).toEqual([...derivedParts].sort());
    expect(failingParts(shop)).toEqual([]);
  });

  it.each(derivedParts)(
    'as it is opened: %s. A payment is taken; it is said once, and healed',
    async (part) => {
      await using folder = await temporaryFolder();
      const clock = fakeClock();
      let isBroken = true;
      await using shop = await openComptoir(folder.path, {
        clock,
        sabotage: (name, moment) => {
          if (isBroken && name === part && moment === 'open') throw new Error('planted');
        },
      });
      expect(await shop.pay('p1')).toBe(200);
      clock.advance(3_000);
      expect(await shop.pay('p2')).toBe(200);
      expect(failingParts(shop)).toEqual([part]);
      isBroken = false;
      clock.advance(60_000);
      await eventually(() => expect(failingParts(shop)).toEqual([]));
      expect(await shop.pay('p3')).toBe(200);
      const { payments } = await shop.handlers.listPayments({ limit: 10 });
      expect(payments.map(({ transactionId }) => transactionId)).toEqual(['p3', 'p2', 'p1']);
      await eventually(() => expect(shop.state().today.successCount).toBe(3));
    },
  );

  it.each(askedByPayments)('at each payment: %s. It rings all the same', async (part) => {
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    let isBroken = false;
    await using shop = await openComptoir(folder.path, {
      clock,
      sabotage: (name, moment) => {
        if (isBroken && name === part && moment === 'use') throw new Error('planted');
      },
    });
    isBroken = true;
    expect(await shop.pay('p1')).toBe(200);
    expect(await shop.pay('p2')).toBe(200);
    await eventually(() => expect(failingParts(shop)).toEqual([part]));
    const amounts = shop.announced.map(({ paymentId }) => paymentId);
    expect(amounts).toHaveLength(2);
    isBroken = false;
    expect(await shop.pay('p3')).toBe(200);
    clock.advance(10_000);
    await eventually(() => expect(failingParts(shop)).toEqual([]));
    await eventually(() => expect(shop.state().today.successCount).toBe(3));
  });

  it.each(withTimers)('in its first timer: %s', async (part) => {
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    let isBroken = true;
    await using shop = await openComptoir(folder.path, {
      clock,
      sabotage: (name, moment) => {
        if (isBroken && name === part && moment === 'timer') throw new Error('planted');
      },
    });
    clock.advance(70_000);
    expect(failingParts(shop)).toEqual([part]);
    expect(await shop.pay('p1')).toBe(200);
    isBroken = false;
    clock.advance(11 * 60_000);
    await eventually(() => expect(failingParts(shop)).toEqual([]));
  });
});
