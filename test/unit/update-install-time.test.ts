import { describe, expect, it } from 'vitest';
import { mayInstall } from '../../src/core/updates/install-time';

const openingHours = { opensAt: '08:00', closesAt: '19:00' };
const benin = { openingHours, utcOffsetMinutes: 60 };
const minuteMs = 60_000;
const quiet = { callsMs: 60 * minuteMs, unusedMs: 60 * minuteMs };

/** By the clock on the shop's wall. */
const at = (time: string): number => Date.parse(`2026-11-24T${time}:00.000+01:00`);

describe('the moment to install', () => {
  it('comes by itself only when the shop is closed', () => {
    expect(mayInstall('tonight', benin, at('07:59'), quiet)).toBe(true);
    expect(mayInstall('tonight', benin, at('08:00'), quiet)).toBe(false);
    expect(mayInstall('tonight', benin, at('18:59'), quiet)).toBe(false);
    expect(mayInstall('tonight', benin, at('19:00'), quiet)).toBe(true);
  });

  it('is the dead of night where the shop never closes', () => {
    const always = { ...benin, openingHours: null };
    expect(mayInstall('tonight', always, at('01:59'), quiet)).toBe(false);
    expect(mayInstall('tonight', always, at('02:00'), quiet)).toBe(true);
    expect(mayInstall('tonight', always, at('05:00'), quiet)).toBe(false);
  });

  it('is any moment once it was asked for, but never while a payment may be on its way', () => {
    expect(mayInstall('now', benin, at('12:00'), { ...quiet, callsMs: 15_000 })).toBe(true);
    expect(mayInstall('now', benin, at('12:00'), { ...quiet, callsMs: 14_999 })).toBe(false);
    expect(mayInstall('tonight', benin, at('23:00'), { ...quiet, callsMs: 5 * minuteMs - 1 })).toBe(false);
  });

  it('does not come by itself while somebody uses the app, unless that person asked for it', () => {
    expect(mayInstall('tonight', benin, at('23:00'), { ...quiet, unusedMs: 5 * minuteMs })).toBe(true);
    expect(mayInstall('tonight', benin, at('23:00'), { ...quiet, unusedMs: 5 * minuteMs - 1 })).toBe(false);
    expect(mayInstall('now', benin, at('12:00'), { ...quiet, unusedMs: 0 })).toBe(true);
  });
});
