import type { Language } from '../settings/preferences';

/** One area's sentences, both languages side by side; a missing or superfluous one does not compile. */
export function defineTexts<Texts>(
  texts: Readonly<Record<Language, Texts>>,
): Readonly<Record<Language, Texts>> {
  return texts;
}
