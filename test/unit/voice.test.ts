import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { toCardinal as englishWords } from 'n2words/en-GB';
import { toCardinal as frenchWords } from 'n2words/fr-FR';
import { describe, expect, it } from 'vitest';
import type { Spoken } from '../../src/shared/voice/announcement';
import { dayColours, dayNouns } from '../../src/shared/voice/day-word';
import { dayWordText } from '../../src/shared/texts/day-word-texts';
import type { Language } from '../../src/shared/settings/preferences';
import { spokenText } from '../../src/shared/texts/voice-texts';
import { amountClips, largestSpokenXof, numberClips } from '../../src/shared/voice/number-clips';
import { breath, spokenClips } from '../../src/shared/voice/spoken-clips';
import { trials } from '../support/trials';

const bank = join(import.meta.dirname, '../../assets/voice');
const languages: readonly Language[] = ['fr', 'en'];
const wordsOf = (language: Language): ReadonlyMap<string, string> =>
  new Map(Object.entries(JSON.parse(readFileSync(join(bank, language, 'script.json'), 'utf8')) as object));
const scripts = { fr: wordsOf('fr'), en: wordsOf('en') };

/** What is heard when these clips are played: a clip without words would be silence. */
function heard(clips: readonly string[] | null, language: Language): string {
  return (clips ?? [])
    .map((clip) => (clip === breath ? ',' : (scripts[language].get(clip) ?? `(no clip ${clip})`)))
    .join(' ')
    .replaceAll(' ,', ',');
}

/** "deux cents" and "deux cent", "quatre-vingts" and "quatre-vingt" are written apart and sound alike. */
const asHeard = (words: string): string => words.replace(/\b(cent|vingt)s\b/g, '$1').replaceAll('-', ' ');
const oracles = { fr: frenchWords, en: englishWords };

describe('an amount, said clip by clip', () => {
  it.each(languages)('is the number that a French and an English teacher would say: %s', (language) => {
    const agrees = (value: number): void => {
      expect(asHeard(heard(numberClips(value, language), language)), String(value)).toBe(
        asHeard(oracles[language](value)),
      );
    };
    for (const base of [0, 1_000, 71_000, 1_000_000, 1_071_000, 80_000_000, 999_000_000])
      for (let rest = 0; rest < 1_000; rest += 1) agrees(base + rest);
    fc.assert(fc.property(fc.integer({ min: 0, max: largestSpokenXof }), agrees), {
      numRuns: trials(500, 5_000),
    });
    fc.assert(fc.property(fc.integer({ min: 0, max: 999_999 }), agrees), { numRuns: trials(500, 5_000) });
    // Whole thousands: what a shop is paid.
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), (thousands) => agrees(thousands * 1_000)),
      { numRuns: trials(500, 5_000) },
    );
  });

  it.each([
    [0, 'zéro franc'],
    [1, 'un franc'],
    [71, 'soixante et onze francs'],
    [80, 'quatre-vingts francs'],
    [81, 'quatre-vingt-un francs'],
    [91, 'quatre-vingt-onze francs'],
    [200, 'deux cents francs'],
    [201, 'deux cents un francs'],
    [1_000, 'mille francs'],
    [1_001, 'mille un francs'],
    [43_500, 'quarante-trois mille cinq cents francs'],
    [1_000_000, 'un million de francs'],
    [2_000_000, 'deux millions de francs'],
    [2_000_500, 'deux millions cinq cents francs'],
    [21_000_000, 'vingt et un millions de francs'],
  ])('has its francs as French wants them: %i', (amountXof, words) => {
    expect(heard(amountClips(amountXof, 'fr'), 'fr')).toBe(words);
  });

  it.each([
    [0, 'zero francs'],
    [1, 'one franc'],
    [1_001, 'one thousand and one francs'],
    [1_000_000, 'one million francs'],
    [250_000, 'two hundred and fifty thousand francs'],
    [1_050_000, 'one million and fifty thousand francs'],
    [1_050_200, 'one million fifty thousand two hundred francs'],
  ])('has its francs as English wants them: %i', (amountXof, words) => {
    expect(heard(amountClips(amountXof, 'en'), 'en')).toBe(words);
  });

  it.each([-1, 0.5, largestSpokenXof + 1, Number.NaN, Infinity])('is not guessed at: %s', (amountXof) => {
    expect(amountClips(amountXof, 'fr')).toBeNull();
  });
});

const received: Spoken = { kind: 'payment', status: 'success', mode: 'live', amountXof: 5_000 };

describe('what the voice says', () => {
  it.each<[Spoken, string, string]>([
    [received, 'Paiement reçu, cinq mille francs', 'Paiement reçu : 5 000 francs.'],
    [
      { ...received, mode: 'sandbox' },
      'Essai, Paiement reçu, cinq mille francs',
      'Essai. Paiement reçu : 5 000 francs.',
    ],
    [
      { ...received, status: 'failed', amountXof: 1 },
      'Paiement échoué, un franc, Ne donnez rien',
      'Paiement échoué : 1 franc. Ne donnez rien.',
    ],
    [
      { ...received, status: 'check', amountXof: null },
      'Paiement à vérifier, Montant inconnu, Ne donnez rien',
      'Paiement à vérifier : montant inconnu. Ne donnez rien.',
    ],
    [
      { ...received, amountXof: 1_000_000_000 },
      'Paiement reçu, Regardez l’écran',
      'Paiement reçu : 1 000 000 000 francs.',
    ],
    [
      { kind: 'several', count: 7, totalXof: 43_500 },
      'sept paiements reçus, quarante-trois mille cinq cents francs',
      '7 paiements reçus : 43 500 francs.',
    ],
    [
      { kind: 'unclaimed', amountXof: 50_000 },
      'Pas encore servi, cinquante mille francs',
      'Pas encore servi : 50 000 francs.',
    ],
  ])('of %o', (spoken, clips, text) => {
    expect(heard(spokenClips(spoken, 'fr'), 'fr')).toBe(clips);
    expect(spokenText(spoken, 'fr')).toBe(text);
  });

  it('is said in English too', () => {
    expect(heard(spokenClips({ ...received, status: 'failed' }, 'en'), 'en')).toBe(
      'Payment failed, five thousand francs, Hand nothing over',
    );
    expect(spokenText(received, 'en')).toBe('Payment received: 5,000 francs.');
  });
});

describe('the word of the day', () => {
  it('comes first, as the language says it', () => {
    const word = { noun: 'pineapple', colour: 'blue' } as const;
    expect(heard(spokenClips(received, 'fr', word), 'fr')).toBe(
      'ananas bleu, Paiement reçu, cinq mille francs',
    );
    expect(spokenText(received, 'en', word)).toBe('Blue pineapple. Payment received: 5,000 francs.');
  });

  it.each(languages)('has a clip for each of its words: %s', (language) => {
    for (const noun of dayNouns)
      for (const colour of dayColours) {
        const words = dayWordText({ noun, colour }, language);
        expect(heard(spokenClips(received, language, { noun, colour }), language)).toContain(
          `${words.charAt(0).toLowerCase()}${words.slice(1)},`,
        );
      }
  });
});

describe.each(languages)('the bank of clips: %s', (language) => {
  it('has a file for each line of its script, and no other', () => {
    const files = readdirSync(join(bank, language)).filter((file) => file.endsWith('.opus'));
    expect(files.sort()).toEqual([...scripts[language].keys()].map((name) => `${name}.opus`).sort());
    for (const file of files)
      expect(readFileSync(join(bank, language, file)).includes('OpusHead'), file).toBe(true);
  });

  it('is smaller than half a megabyte', () => {
    const bytes = [...scripts[language].keys()]
      .map((name) => join(bank, language, `${name}.opus`))
      .filter((file) => existsSync(file))
      .reduce((sum, file) => sum + statSync(file).size, 0);
    expect(bytes).toBeLessThan(500_000);
  });
});
