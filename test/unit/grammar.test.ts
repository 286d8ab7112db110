import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { mostPhrases, phrasesIn, sayAmount, sayNumber, type Rule } from '../../src/shared/voice/grammar';
import { grammar } from '../../src/shared/voice/grammar-file';
import { grammars } from '../../src/shared/voice/number-clips';

/** A language that nobody speaks: it counts by twenties, takes from the next one, and names what is small first. */
const ofNoLanguage = v.parse(
  grammar,
  JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/grammar-of-no-language.json'), 'utf8')),
);

/** The number that phrases of that language mean, by separate arithmetic. */
function heard(phrases: readonly string[]): number {
  const upon = phrases.lastIndexOf('upon');
  // A factor comes before a greater unit, and may itself be composed.
  if (upon >= 0) return heard(phrases.slice(0, upon)) + heard(phrases.slice(upon + 1));
  const [first = '', second, ...rest] = phrases;
  if (second === 'short-of') return heard(rest) - Number(first);
  if (first === 'thousand') return 1_000 * heard(phrases.slice(1));
  if (first === 'hundred') return 100 * (second === undefined ? 1 : Number(second));
  return Number(first);
}

describe('a grammar of spoken numbers', () => {
  it.each([
    [18, '2 short-of 20'],
    [19, '1 short-of 20'],
    [23, '3 upon 20'],
    [38, '2 short-of 40'],
    [79, '1 short-of 80'],
    [317, '3 short-of 20 upon hundred 3'],
    [43_500, 'hundred 5 upon thousand 3 upon 40'],
  ])('says %d as no language does: %s', (value, words) => {
    expect(sayNumber(value, ofNoLanguage)?.join(' ')).toBe(words);
  });

  it('says its currency where it likes, and needs few phrases', () => {
    expect(sayAmount(25, ofNoLanguage)).toEqual(['money', '5', 'upon', '20']);
    expect(sayAmount(1_000_000, ofNoLanguage)).toBeNull();
    expect(phrasesIn(ofNoLanguage)).toHaveLength(25);
  });

  it('is understood again below a hundred', () => {
    // Four twenties and sixteen reach for the hundred, which is no twenty's name here.
    for (let value = 0; value < 96; value += 1)
      expect(heard(sayNumber(value, ofNoLanguage) ?? []), String(value)).toBe(value);
    expect(sayNumber(96, ofNoLanguage)).toEqual(['4', 'short-of', 'hundred']);
  });

  it.each(['fr', 'en'] as const)('is a file like any other: %s', (language) => {
    expect(v.is(grammar, grammars[language])).toBe(true);
    expect(phrasesIn(grammars[language])?.length).toBeLessThanOrEqual(mostPhrases - 11);
  });

  const rules = (...numbers: readonly Rule[]) => ({ numbers, amounts: numbers });
  it.each([
    ['itself', rules({ from: 0, to: 9, say: ['#number'] })],
    ['an ever greater one', rules({ from: 0, to: 999_999_999, unit: 7, say: ['#next', '#next'] })],
    ['nothing it has', rules({ from: 5, to: 5, say: ['five'] })],
    [
      'too much',
      rules({ from: 5, to: 5, say: ['five'] }, { from: 0, to: 3, say: Array<string>(70).fill('x') }),
    ],
  ])('that asks for %s says nothing', (_what, given) => {
    expect(sayNumber(3, given)).toBeNull();
    expect(sayAmount(3, given)).toBeNull();
  });

  it.each([
    ['each number its own', rules({ from: 0, to: 999_999_999, say: ['#own'] })],
    [
      'its own that fit nowhere',
      rules({ from: 0, to: 999_999_999, unit: 7, count: { from: 0, to: 0 }, say: ['#own'] }),
    ],
  ])('with %s is not recorded in one sitting', (_what, given) => {
    expect(phrasesIn(given)).toBeNull();
  });

  it.each([
    ['no rules', { numbers: [], amounts: [] }],
    ['a path', { numbers: [{ from: 0, to: 1, say: ['../x'] }], amounts: [] }],
    ['an unknown place', { numbers: [{ from: 0, to: 1, say: ['#all'] }], amounts: [] }],
    ['no unit', { numbers: [{ from: 0, to: 1, unit: 0, say: ['x'] }], amounts: [] }],
    ['more', { ...grammars.fr, more: 1 }],
  ])('with %s is refused', (_what, given) => {
    expect(v.is(grammar, given)).toBe(false);
  });

  it('is applied or refused in bounded time, whatever it holds', () => {
    const place = fc.constantFrom('#own', '#count', '#rest', '#whole', '#lack', '#next', '#number', 'x');
    const any = fc.record({
      from: fc.nat(50),
      to: fc.nat(999_999),
      unit: fc.integer({ min: 1, max: 1_000 }),
      say: fc.array(place, { minLength: 1, maxLength: 12 }),
    });
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 20 }), fc.nat(999_999), (numbers, value) => {
        const found = sayNumber(value, { numbers, amounts: [] });
        expect(found === null || found.length <= 60).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
