import type { Language } from '../settings/preferences';
import { sayAmount, sayNumber, type Grammar } from './grammar';
import en from './grammars/en.json' with { type: 'json' };
import fr from './grammars/fr.json' with { type: 'json' };

/** The name of a clip: a file of assets/voice. Its words are under the same name in the language's script.json. */
export type ClipName = string;

export const largestSpokenXof = 999_999_999;

/** Each number up to 99 is one clip, because French has no regular rule there. */
export const grammars: Readonly<Record<Language, Grammar>> = { fr, en };

/**
 * The clips that say an amount with its francs, in order. Null where no clips say it: only whole amounts from 0 to
 * 999,999,999 can be said.
 */
export function amountClips(amountXof: number, language: Language): readonly ClipName[] | null {
  return sayAmount(amountXof, grammars[language]);
}

/** The same without the francs. */
export function numberClips(value: number, language: Language): readonly ClipName[] | null {
  return sayNumber(value, grammars[language]);
}
