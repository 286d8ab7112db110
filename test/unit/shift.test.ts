import { describe, expect, it } from 'vitest';
import { presentShift } from '../../src/shared/payment/shift';

const since = '2026-11-23T07:00:00.000Z';
const hourMs = 3_600_000;
const at = (hours: number): number => Date.parse(since) + hours * hourMs;

describe('who has the counter', () => {
  it.each([
    ['all day', at(15.9), ['Awa'], 'Awa'],
    ['not the next morning, where nobody handed over', at(16), ['Awa'], null],
    ['under a clock that was set back', at(-3), ['Awa'], 'Awa'],
    ['not once the owner took the name away', at(1), ['Koffi'], null],
    ['however the owner writes the name now', at(1), ['AWA'], 'AWA'],
  ])('is who took it, %s', (_when, now, names, by) => {
    expect(presentShift({ by: 'Awa', since }, names, now)?.by ?? null).toBe(by);
  });

  it('is nobody where nobody took it', () => {
    expect(presentShift(null, ['Awa'], at(0))).toBeNull();
  });
});
