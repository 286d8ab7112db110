/** A stick may be lost, so a phrase that can be guessed in an afternoon protects nothing. */
export const shortestPassPhrase = 12;
export const longestPassPhrase = 200;

export type PassPhraseStrength = 'too-short' | 'weak' | 'fair' | 'good';

/** Judges a pass phrase while it is typed, by its length and its number of different words and signs. */
export function strengthOf(passPhrase: string): PassPhraseStrength {
  const text = passPhrase.trim();
  if (text.length < shortestPassPhrase) return 'too-short';
  const signs = new Set(text.toLowerCase()).size;
  const words = new Set(text.toLowerCase().split(/\s+/)).size;
  if (signs < 6 || /^\d+$/.test(text)) return 'weak';
  return (words >= 4 && text.length >= 16) || (text.length >= 16 && signs >= 12) ? 'good' : 'fair';
}
