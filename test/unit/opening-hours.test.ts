import { describe, expect, it } from 'vitest';
import { untilOpen } from '../../src/shared/silence/opening-hours';

const benin = 60;
const at = (time: string): number => Date.parse(`2026-11-24T${time}:00.000Z`);
const minutes = (ms: number): number => ms / 60_000;

describe('opening hours', () => {
  const shop = { opensAt: '08:00', closesAt: '20:00' };

  it.each([
    ['06:59', 1],
    ['07:00', 0],
    ['18:59', 0],
    ['19:00', 12 * 60],
    ['23:30', 7 * 60 + 30],
  ])('follow the wall clock of the shop: at %s UTC it opens in %i minutes', (time, expected) => {
    expect(minutes(untilOpen(shop, at(time), benin))).toBe(expected);
  });

  it('may go past midnight', () => {
    const bar = { opensAt: '18:00', closesAt: '02:00' };
    expect(untilOpen(bar, at('23:00'), 0)).toBe(0);
    expect(untilOpen(bar, at('01:59'), 0)).toBe(0);
    expect(minutes(untilOpen(bar, at('02:00'), 0))).toBe(16 * 60);
  });

  it('are all day where none are given, or where they begin as they end', () => {
    expect(untilOpen(null, at('03:00'), 0)).toBe(0);
    expect(untilOpen({ opensAt: '08:00', closesAt: '08:00' }, at('03:00'), 0)).toBe(0);
  });
});
