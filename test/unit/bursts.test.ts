import { describe, expect, it } from 'vitest';
import { gatherMs, inBursts } from '../../src/core/announce/bursts';
import type { Announcement, NotificationWords } from '../../src/shared/voice/announcement';
import type { PaymentStatus } from '../../src/shared/payment/payment';
import { fakeClock } from '../support/fake-clock';

function of(amountXof: number, status: PaymentStatus = 'success'): Announcement {
  return {
    sound: 'success',
    title: `${status} ${amountXof}`,
    body: '',
    mode: 'live',
    paymentId: `p${amountXof}`,
    spoken: { kind: 'payment', status, mode: 'live', amountXof },
  };
}

function burst(discreetNotifications = false) {
  const clock = fakeClock();
  const shown: NotificationWords[] = [];
  const tell = inBursts({
    clock,
    settings: () => ({ language: 'fr', discreetNotifications }),
    show: (words) => shown.push(words),
  });
  return { clock, shown, tell, titles: () => shown.map(({ title }) => title) };
}

describe('payments that come in one burst', () => {
  it('are announced one by one where time lies between them', () => {
    const { clock, tell, titles } = burst();
    tell(of(1));
    clock.advance(gatherMs);
    tell(of(2));
    clock.advance(gatherMs);
    expect(titles()).toEqual(['success 1', 'success 2']);
  });

  it('are told together after the first, with what was received and what was not', () => {
    const { clock, shown, tell } = burst();
    tell(of(1_000));
    for (const amountXof of [2_000, 3_000]) tell(of(amountXof));
    tell(of(9_000, 'failed'));
    expect(shown).toHaveLength(1);
    clock.advance(gatherMs);
    expect(shown[1]).toEqual({
      title: '3 autres paiements',
      body: '2 reçus : 5 000 F. 1 échoué, à vérifier ou d’essai : regardez-le dans Comptoir.',
      paymentId: null,
    });
  });

  it('announces a single payment after the first in the usual way', () => {
    const { clock, shown, tell } = burst();
    tell(of(1));
    tell(of(2));
    clock.advance(gatherMs);
    expect(shown[1]).toMatchObject({ title: 'success 2', paymentId: 'p2' });
  });

  it('make no flood however long they last, and lose nobody', () => {
    const { clock, shown, tell } = burst();
    for (let second = 0; second < 60; second += 1) {
      for (let nth = 0; nth < 10; nth += 1) tell(of(100));
      clock.advance(1_000);
    }
    clock.advance(gatherMs);
    expect(shown.length).toBeLessThanOrEqual(60_000 / gatherMs + 1);
    const counted = shown.map(({ title }) => Number(/^(\d+) autres/.exec(title)?.[1] ?? 1));
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(600);
  });

  it('hide no payment that was reversed or given back meanwhile', () => {
    const { clock, shown, tell, titles } = burst();
    for (const amountXof of [1_000, 2_000]) tell(of(amountXof));
    tell({ ...of(12_000), sound: 'reversal', title: 'Paiement annulé : 12 000 F', spoken: null });
    tell(of(3_000));
    expect(titles()).toEqual(['success 1000', 'Paiement annulé : 12 000 F']);
    clock.advance(gatherMs);
    expect(shown[2]).toMatchObject({ title: '2 autres paiements', body: '2 reçus : 5 000 F.' });
  });

  it('name no amount where the merchant wants it discreet', () => {
    const { clock, shown, tell } = burst(true);
    for (const amountXof of [1_000, 2_000, 3_000]) tell(of(amountXof));
    clock.advance(gatherMs);
    expect(shown[1]).toMatchObject({
      title: '2 autres paiements',
      body: 'Ouvrez Comptoir pour voir le montant.',
    });
  });
});
