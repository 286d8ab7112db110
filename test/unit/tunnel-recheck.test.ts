import { describe, expect, it } from 'vitest';
import { recheckMs } from '../../src/core/tunnel/self-test-pause';

const minutes = (ms: number): number => ms / 60_000;
const shop = { opensAt: '08:00', closesAt: '20:00' };
const next = (time: string, over: Partial<Parameters<typeof recheckMs>[0]> = {}): number =>
  minutes(
    recheckMs({
      ...{
        now: Date.parse(`2026-11-24T${time}:00.000Z`),
        openingHours: shop,
        utcOffsetMinutes: 60,
        traffic: null,
      },
      ...over,
    }),
  );

describe('the next self-test', () => {
  it('comes every five minutes while the shop is open, and when it opens', () => {
    expect(next('12:00')).toBe(5);
    expect(next('20:00')).toBe(11 * 60);
    expect(next('18:58')).toBe(12 * 60 + 2);
  });

  it('comes less often if the shop never closes', () => {
    expect(next('03:00', { openingHours: null })).toBe(10);
  });

  it('comes less often when the quota of the month is nearly used up', () => {
    const quota = 20_000;
    expect(next('12:00', { traffic: { month: '2026-11', requests: 15_999, quota } })).toBe(5);
    expect(next('12:00', { traffic: { month: '2026-11', requests: 16_000, quota } })).toBe(30);
  });
});
