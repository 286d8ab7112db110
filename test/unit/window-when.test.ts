import { describe, expect, it } from 'vitest';
import { createWhen } from '../../renderer/state/when';
import { textsFor } from '../../src/shared/texts/texts';

/** 00:30 on the 24th in Benin; still the 23rd in Togo. */
const now = Date.parse('2026-11-23T23:30:00Z');
const benin = createWhen(textsFor('fr'), 'fr', 'BJ');
const togo = createWhen(textsFor('fr'), 'fr', 'TG');

describe('how a shop says when', () => {
  it.each([
    ['2026-11-23T23:29:30Z', 'à 00:29 (à l’instant)'],
    ['2026-11-23T23:27:00Z', 'à 00:27 (il y a 3 min)'],
    ['2026-11-23T22:31:00Z', 'hier 23 novembre à 23:31'],
    ['2026-11-23T21:00:00Z', 'hier 23 novembre à 22:00'],
    ['2026-03-03T08:10:00Z', 'le 3 mars 2026 à 09:10'],
  ])(
    'says %s in Benin, always with its clock time and the date of another day, as "%s"',
    (instant, words) => {
      expect(benin.ago(instant, now)).toBe(words);
    },
  );

  it('begins the day where the shop is', () => {
    expect(togo.ago('2026-11-23T21:00:00Z', now)).toBe('à 21:00');
  });

  it('calls a payment of the future "just now": the clock was set back', () => {
    expect(benin.ago('2026-11-23T23:45:00Z', now)).toBe('à 00:45 (à l’instant)');
  });

  it('speaks English', () => {
    expect(createWhen(textsFor('en'), 'en', 'BJ').ago('2026-03-03T08:10:00Z', now)).toBe(
      'on 3 March 2026 at 09:10',
    );
  });
});
