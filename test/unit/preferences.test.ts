import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { settingsSchema } from '../../src/core/settings/schema';
import { preferencesChange, preferencesIn } from '../../src/shared/settings/preferences';

describe('a change of the preferences', () => {
  it('may name any of them, and leaves the others out', () => {
    expect(v.parse(preferencesChange, { volume: 40, openingHours: null })).toEqual({
      volume: 40,
      openingHours: null,
    });
    expect(v.parse(preferencesChange, {})).toEqual({});
  });

  it.each([
    { volume: 101 },
    { volume: undefined },
    { language: 'klingon' },
    { ringUntilClaimedXof: 0 },
    { retentionMonths: 0.5 },
    { soundsPausedUntil: '2026-11-24T10:00:00.000Z' },
    { pathSegments: { live: 'a'.repeat(20), sandbox: 'b'.repeat(20) } },
  ])('is refused: %o', (change) => {
    expect(v.is(preferencesChange, change)).toBe(false);
  });
});

describe('the preferences in a settings file', () => {
  it('have defaults, each by itself, and come without internal values', () => {
    const shown = preferencesIn(v.parse(settingsSchema, { language: 'en', volume: 40 }));
    expect(shown).toMatchObject({ language: 'en', country: 'BJ', volume: 40, voice: 'recorded' });
    expect(Object.keys(shown)).not.toEqual(expect.arrayContaining(['pathSegments']));
    expect(shown).not.toHaveProperty('previousSecretUntil');
  });
});
