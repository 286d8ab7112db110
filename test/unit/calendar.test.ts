import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boundsOf,
  dayAfter,
  dayCount,
  dayMonthsBefore,
  dayOf,
  daysBetween,
  hourOf,
  nextMidnight,
  timeOfDay,
} from '../../src/shared/calendar';

describe('a day of the shop', () => {
  const instant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) });
  const offset = fc.constantFrom(-60, 0, 60, 330);

  it('holds its first millisecond and ends with the next midnight', () => {
    fc.assert(
      fc.property(instant, offset, (at, zone) => {
        const { startMs, endMs } = boundsOf(dayOf(at, zone), zone);
        expect(at).toBeGreaterThanOrEqual(startMs);
        expect(at).toBeLessThan(endMs);
        expect(nextMidnight(at, zone)).toBe(endMs);
        expect(dayOf(endMs, zone)).toBe(dayAfter(dayOf(at, zone), 1));
        expect(dayOf(endMs - 1, zone)).toBe(dayOf(at, zone));
      }),
    );
  });

  it('is read off the wall clock of the shop', () => {
    expect(timeOfDay('2026-11-24T23:30:00Z', 60)).toBe('00:30');
    expect(hourOf('2026-11-24T23:30:00Z', 60)).toBe(0);
    expect(dayOf('2026-11-24T23:30:00Z', 60)).toBe('2026-11-25');
  });

  it('counts on through months and leap years', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
    expect(daysBetween('2026-11-25', '2026-11-24')).toEqual([]);
    expect(dayCount('2026-11-24', '2026-11-24')).toBe(1);
    expect(dayAfter('2027-01-01', -1)).toBe('2026-12-31');
  });
});

describe('calendar months before a day', () => {
  it.each([
    ['2026-03-31T12:00:00Z', 1, 60, '2026-02-28'],
    ['2028-03-31T12:00:00Z', 1, 60, '2028-02-29'],
    ['2026-01-31T12:00:00Z', 2, 60, '2025-11-30'],
    ['2026-11-28T12:00:00Z', 12, 60, '2025-11-28'],
    ['2026-01-15T12:00:00Z', 1, 60, '2025-12-15'],
    // In Cotonou it is April already.
    ['2026-03-31T23:30:00Z', 1, 60, '2026-03-01'],
    ['2026-03-31T23:30:00Z', 1, 0, '2026-02-28'],
  ])('%s less %s at %s minutes is %s', (instant, months, offset, day) => {
    expect(dayMonthsBefore(Date.parse(instant), months, offset)).toBe(day);
  });

  it('never keeps a payer for less than the shortest such months, and moves back by exactly as many', () => {
    const instant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) });
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 60 }), fc.constantFrom(0, 60), (at, months, offset) => {
        const today = dayOf(at, offset);
        const then = dayMonthsBefore(at, months, offset);
        const index = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
        expect(index(today) - index(then)).toBe(months);
        expect(Number(then.slice(8))).toBeLessThanOrEqual(Number(today.slice(8)));
      }),
    );
  });
});
