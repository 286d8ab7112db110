import { describe, expect, it } from 'vitest';
import { createReach, type Reached } from '../../src/core/access/reach';
import { paymentAt } from '../support/window/scenes';

const now = Date.parse('2026-11-24T09:00:00.000Z');
const reach = createReach({ now: () => now, today: () => '2026-11-24' });
const at = (iso: string): string => `${iso}:00.000Z`;

describe('how far back a helper looks', () => {
  const found = { how: 'imported', by: 'Awa', at: at('2026-11-24T08:59') } as const;
  const payment = (over: Partial<Reached>): Reached => ({ ...paymentAt(now, 1), id: '20261121-7', ...over });

  it('includes a payment of earlier that was received within the last hour', () => {
    expect(reach.includes('helper', payment({}))).toBe(true);
    expect(reach.includes('helper', payment({ receivedAt: at('2026-11-24T08:00') }))).toBe(false);
  });

  it.each([
    ['2026-11-21T08:30', false],
    ['2026-11-24T08:30', true],
    [null, false],
  ])('is not the hour in which a payment of %s was found again', (performed, included) => {
    const performedAt = performed === null ? null : at(performed);
    expect(reach.includes('helper', payment({ found, performedAt }))).toBe(included);
    expect(reach.includes('helper', payment({ found, performedAt, id: '20261124-8' }))).toBe(true);
    expect(reach.includes('owner', payment({ found, performedAt }))).toBe(true);
  });
});
