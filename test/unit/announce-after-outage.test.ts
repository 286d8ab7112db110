import { beforeEach, describe, expect, it } from 'vitest';
import { createAfterOutage, type AfterOutage } from '../../src/core/announce/after-outage';
import type { Announcement } from '../../src/shared/voice/announcement';
import { formatXof } from '../../src/shared/payment/money';
import type { Payment } from '../../src/shared/payment/payment';
import { fakeClock, type FakeClock } from '../support/fake-clock';
import { paymentAt } from '../support/window/scenes';

const from = '2026-11-23T10:00:00.000Z';
const to = '2026-11-23T10:05:00.000Z';

let clock: FakeClock;
let told: Announcement[];
let outage: AfterOutage;
let isDiscreet: boolean;

beforeEach(() => {
  clock = fakeClock(Date.parse(to));
  told = [];
  isDiscreet = false;
  outage = createAfterOutage({
    clock,
    settings: () => ({ language: 'fr', discreetNotifications: isDiscreet }),
    onAnnouncement: (said) => told.push(said),
  });
  outage.follow({ id: 'd', from, to, cause: 'tunnel-down', checked: null });
});

function paid(performedAt: string | null, over: Partial<Payment> = {}): boolean {
  return outage.takes({ ...paymentAt(clock.now(), 0), performedAt, amountXof: 1_000, ...over });
}
const during = '2026-11-23T10:03:00.000Z';

describe('after an outage', () => {
  it('announces once what was paid meanwhile', () => {
    for (let count = 0; count < 7; count += 1) {
      expect(paid(during, { amountXof: count === 0 ? 37_500 : 1_000 })).toBe(true);
      clock.advance(500);
    }
    expect(told).toEqual([]);
    clock.advance(2_000);
    expect(told).toMatchObject([
      {
        sound: 'late',
        title: `Pendant la coupure : 7 paiements, ${formatXof(43_500, 'fr')}`,
        mode: 'live',
        paymentId: null,
        spoken: { kind: 'several', count: 7, totalXof: 43_500 },
      },
    ]);
  });

  it('tells together what waited at the relay, however many outages ago, and says when it has', () => {
    let times = 0;
    outage = createAfterOutage({
      clock,
      settings: () => ({ language: 'fr', discreetNotifications: false }),
      onAnnouncement: (said) => told.push(said),
      onTold: () => (times += 1),
    });
    outage.follow({ id: 'd', from, to, cause: 'app-stopped', checked: null });
    const longAgo = { ...paymentAt(Date.parse(from) - 9 * 3_600_000, 0), amountXof: 1_000 };
    expect(outage.takes(longAgo, null, false)).toBe(false);
    for (let count = 0; count < 3; count += 1) expect(outage.takes(longAgo, null, true)).toBe(true);
    expect([told, times]).toEqual([[], 0]);
    clock.advance(2_000);
    expect([told.map(({ spoken }) => spoken), times]).toEqual([
      [{ kind: 'several', count: 3, totalXof: 3_000 }],
      1,
    ]);
  });

  it('holds what was made in an outage that lasts yet, and rings at once for what is made now', () => {
    outage.follow({ id: 'lasts', from: to, to: null, cause: 'app-stopped', checked: null });
    clock.advance(10 * 60_000);
    const minutesAgo = (minutes: number): string => new Date(clock.now() - minutes * 60_000).toISOString();
    expect(paid(minutesAgo(0.5))).toBe(false);
    expect(paid(minutesAgo(5))).toBe(true);
    expect(paid(minutesAgo(15))).toBe(false);
  });

  it('names no sum where the merchant wants it discreet', () => {
    isDiscreet = true;
    paid(during);
    paid(during);
    clock.advance(2_000);
    expect(told).toMatchObject([{ title: 'Pendant la coupure : Paiement reçu' }]);
  });

  it('adds no failed payment to the sum, and names it', () => {
    paid(during);
    paid(during, { status: 'failed', amountXof: 9_000 });
    paid(during, { status: 'check', amountXof: null });
    clock.advance(2_000);
    expect(told).toMatchObject([
      {
        title: `Pendant la coupure : 1 paiement, ${formatXof(1_000, 'fr')}`,
        body: 'Et 1 échoué, 1 à vérifier. Ouvrez Comptoir pour les voir.',
      },
    ]);
  });

  it('rings no bell of success where nothing was received', () => {
    paid(during, { status: 'failed' });
    paid(during, { status: 'failed' });
    clock.advance(2_000);
    expect(told).toMatchObject([{ sound: 'failure', title: 'Pendant la coupure : 2 échoués', spoken: null }]);
  });

  it('announces a single one as what it is', () => {
    const payment = { ...paymentAt(clock.now(), 0), performedAt: during };
    outage.takes(payment);
    clock.advance(2_000);
    expect(told).toMatchObject([{ paymentId: payment.id }]);
  });

  it.each([
    [{ kind: 'twin', ofId: 'before', minutes: 3 }, /Double paiement possible/],
    [{ kind: 'failed-before' }, /avait d’abord échoué/],
  ] as const)('says of a single one what stands out about it: %o', (remark, words) => {
    outage.takes({ ...paymentAt(clock.now(), 0), performedAt: during }, remark);
    clock.advance(2_000);
    expect(told).toHaveLength(1);
    expect(told[0]?.body).toMatch(words);
  });

  it('says how many of several may have been paid twice', () => {
    paid(during);
    for (let count = 0; count < 2; count += 1)
      outage.takes(
        { ...paymentAt(clock.now(), 0), performedAt: during },
        { kind: 'twin', ofId: 'before', minutes: 3 },
      );
    paid(during, { status: 'failed' });
    clock.advance(2_000);
    expect(told).toMatchObject([
      { body: 'Et 1 échoué, 2 peut-être payés deux fois. Ouvrez Comptoir pour les voir.' },
    ]);
  });

  it('does not wait for ever while they keep coming', () => {
    for (let second = 0; second < 11; second += 1) {
      paid(during);
      clock.advance(1_000);
    }
    expect(told).toMatchObject([{ spoken: { count: 10 } }]);
  });

  it.each([
    ['made after it', '2026-11-23T10:05:00.000Z', {}],
    ['made long before it', '2026-11-23T09:59:00.000Z', {}],
    ['whose time is not told', null, {}],
    ['that is a test', during, { mode: 'sandbox' }],
  ] as const)('leaves a payment %s to its own ring', (_which, performedAt, over) => {
    expect(paid(performedAt, over)).toBe(false);
  });

  it('does not gather a call that comes long after it', () => {
    clock.advance(11 * 60_000);
    expect(paid(during)).toBe(false);
  });
});
