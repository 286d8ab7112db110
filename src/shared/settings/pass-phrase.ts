/** A stick may be lost: what can be guessed in an afternoon keeps nothing. */
export const shortestPassPhrase = 12;
export const longestPassPhrase = 200;

export type PassPhraseStrength = 'too-short' | 'weak' | 'fair' | 'good';

/** What to say of a pass phrase while it is typed: how long it is, and of how many different words and signs. */
export function strengthOf(passPhrase: string): PassPhraseStrength {
  const text = passPhrase.trim();
  if (text.length < shortestPassPhrase) return 'too-short';
  const signs = new Set(text.toLowerCase()).size;
  const words = new Set(text.toLowerCase().split(/\s+/)).size;
  if (signs < 6 || /^\d+$/.test(text)) return 'weak';
  return (words >= 4 && text.length >= 16) || (text.length >= 16 && signs >= 12) ? 'good' : 'fair';
}
