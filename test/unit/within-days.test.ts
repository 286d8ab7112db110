import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf, dayAfter, dayOf, daysBetween } from '../../src/shared/calendar';
import { msWithin } from '../../src/shared/silence/within-days';

const porto = { utcOffsetMinutes: 60, now: Date.parse('2026-11-24T12:00:00.000Z') };

describe('a silence within days', () => {
  it('of 61 hours is so long on each of the days it touches, and no longer', () => {
    const closed = { from: '2026-11-20T19:00:00.000Z', to: '2026-11-23T08:00:00.000Z' };
    const hours = daysBetween('2026-11-20', '2026-11-23').map(
      (day) => msWithin(closed, { ...porto, from: day, to: day }) / 3_600_000,
    );
    expect(hours).toEqual([4, 24, 24, 9]);
  });

  it('that still lasts ends with a day that is over, and now on a day that is not', () => {
    const lasting = { from: '2026-10-30T11:00:00.000Z', to: null };
    const hoursIn = (from: string, to: string): number =>
      msWithin(lasting, { ...porto, from, to }) / 3_600_000;
    expect(hoursIn('2026-10-30', '2026-10-31')).toBe(36);
    expect(hoursIn('2026-11-24', '2026-11-24')).toBe(13);
    expect(hoursIn('2026-11-25', '2026-11-25')).toBe(0);
    expect(hoursIn('2026-10-01', '2026-10-29')).toBe(0);
  });

  it('adds up over its days to all of it, wherever it lies', () => {
    const instant = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 2, 1) });
    fc.assert(
      fc.property(instant, instant, fc.constantFrom(-60, 0, 60, 330), (one, other, utcOffsetMinutes) => {
        const [fromMs = 0, toMs = 0] = [one, other].sort((a, b) => a - b);
        const period = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
        const [first, last] = [dayOf(fromMs, utcOffsetMinutes), dayOf(toMs, utcOffsetMinutes)];
        const at = (from: string, to: string): number =>
          msWithin(period, { from, to, utcOffsetMinutes, now: 0 });
        const days = daysBetween(dayAfter(first, -1), dayAfter(last, 1));
        const parts = days.map((day) => at(day, day));
        expect(parts.reduce((sum, ms) => sum + ms, 0)).toBe(toMs - fromMs);
        expect(at(first, last)).toBe(toMs - fromMs);
        const { startMs, endMs } = boundsOf(first, utcOffsetMinutes);
        for (const ms of parts) expect(ms).toBeLessThanOrEqual(endMs - startMs);
      }),
    );
  });
});
