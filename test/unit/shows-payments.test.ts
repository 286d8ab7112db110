import { describe, expect, it } from 'vitest';
import { hrefOf, type View } from '../../renderer/state/view';
import { showsPayments } from '../../src/main/shows-payments';

const at = (screen: View): boolean => showsPayments(`comptoir://app/index.html${hrefOf(screen)}`);

describe('a payment not seen yet', () => {
  it('is seen on the counter and in the list', () => {
    expect(showsPayments('comptoir://app/index.html')).toBe(true);
    expect(at({ name: 'counter' })).toBe(true);
    expect(at({ name: 'counter', at: 'paid' })).toBe(true);
    expect(at({ name: 'payments', paymentId: null })).toBe(true);
    expect(at({ name: 'payments', paymentId: 'a/b' })).toBe(true);
  });

  it.each([
    'report',
    'export',
    'settings',
    'refusals',
    'technician',
    'diagnosis',
    'recovery',
    'privacy',
    'move-away',
    'move-here',
  ] as const)('stays unseen while %s is shown', (name) => {
    expect(at({ name })).toBe(false);
  });

  it('stays unseen during the set-up and on a day', () => {
    expect(at({ name: 'setup', step: 1 })).toBe(false);
    expect(at({ name: 'report', days: '2026-11-24' })).toBe(false);
  });
});
