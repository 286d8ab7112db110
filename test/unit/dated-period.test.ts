import { expect, it } from 'vitest';
import { periodAt, type DatedPeriod } from '../../src/core/hearing/dated-period';

const aliveAt = Date.parse('2026-11-24T08:00:00.123Z');

/** Begun at the last sign of life, which by the uptime was so many ms away from what its clock said. */
function begunAt(awayMs: number): string {
  const period: DatedPeriod = {
    ...{ id: 'd', cause: 'app-stopped', checked: null, from: { at: aliveAt }, lastedAtUptimeMs: 50_000 },
    ...{ heardAtUptimeMs: 90_000, isAtLeast: false, told: null },
  };
  const at = (uptimeMs: number): number => aliveAt + awayMs + uptimeMs - 50_000;
  return periodAt(period, { at, uptimeMs: 90_000, isSure: true }).from;
}

it('begins at the recorded moment, however the uptime is rounded', () => {
  for (const awayMs of [-9, -1, 0, 1, 9]) expect(begunAt(awayMs)).toBe('2026-11-24T08:00:00.123Z');
});

it('begins earlier if the clock was ahead when it was recorded', () => {
  expect(begunAt(-3_600_000)).toBe('2026-11-24T07:00:00.123Z');
});
