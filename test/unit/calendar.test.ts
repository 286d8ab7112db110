import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMonthsBefore, dayOf } from '../../src/shared/calendar';

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
