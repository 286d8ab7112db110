import { describe, expect, it } from 'vitest';
import { createClockComparison } from '../../src/core/diagnostics/clock-comparison';
import { fakeClock } from '../support/fake-clock';

describe('this clock beside another one', () => {
  it('is unknown until an answer tells a time, and stays as it was where one tells none', () => {
    const clock = fakeClock(Date.parse('2026-11-24T10:00:00.000Z'));
    const { take, aheadMs } = createClockComparison(clock);
    take(null);
    take('yesterday');
    expect(aheadMs()).toBeNull();
    take('Tue, 24 Nov 2026 09:50:00 GMT');
    expect(aheadMs()).toBe(600_000);
    take(null);
    expect(aheadMs()).toBe(600_000);
    take('Tue, 24 Nov 2026 10:00:30 GMT');
    expect(aheadMs()).toBe(-30_000);
  });
});
