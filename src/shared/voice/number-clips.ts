import type { Language } from '../settings/preferences';

/** The name of a clip: a file of assets/voice, whose words stand under this name in the language's script.json. */
export type ClipName = string;

export const largestSpokenXof = 999_999_999;

/**
 * The clips that say an amount, francs included, in order. Null where there are no clips for it: only whole amounts from
 * 0 to 999,999,999 can be said. Each number up to 99 is one clip, for French counts by no rule there.
 */
export function amountClips(amountXof: number, language: Language): readonly ClipName[] | null {
  const number = numberClips(amountXof, language);
  return number && [...number, francs(amountXof, language)];
}

/** The same without the francs. */
export function numberClips(value: number, language: Language): readonly ClipName[] | null {
  if (!Number.isInteger(value) || value < 0 || value > largestSpokenXof) return null;
  if (value === 0) return ['0'];
  const groups = [
    { count: Math.floor(value / 1_000_000), unit: 'million' },
    { count: Math.floor(value / 1000) % 1000, unit: 'thousand' },
    { count: value % 1000, unit: null },
  ].filter(({ count }) => count > 0);
  return groups.flatMap(({ count, unit }, index) => {
    // "one thousand and one": in English a last group without hundreds is joined to what stands before it.
    const and = language === 'en' && index > 0 && index === groups.length - 1 && count < 100;
    // Mille, never un mille.
    const isUncounted = language === 'fr' && unit === 'thousand' && count === 1;
    return [
      ...(and ? ['and'] : []),
      ...(isUncounted ? [] : belowThousand(count, language)),
      ...(unit === null ? [] : [language === 'fr' && unit === 'million' && count > 1 ? 'millions' : unit]),
    ];
  });
}

function belowThousand(value: number, language: Language): readonly ClipName[] {
  const [hundreds, rest] = [value - (value % 100), value % 100];
  const and = language === 'en' && hundreds > 0 && rest > 0;
  return [
    ...(hundreds === 0 ? [] : [String(hundreds)]),
    ...(and ? ['and'] : []),
    ...(rest === 0 ? [] : [String(rest)]),
  ];
}

/** Un million de francs, but un million cent francs; zéro franc, but zero francs. */
function francs(value: number, language: Language): ClipName {
  if (language === 'fr' && value >= 1_000_000 && value % 1_000_000 === 0) return 'de-francs';
  return value === 1 || (language === 'fr' && value === 0) ? 'franc' : 'francs';
}
