import { mainProvider, providerDescriptions } from '../providers/providers';
import type { Language } from '../settings/preferences';
import { inEveryString } from './every-string';
import { unbrokenSpaces } from './unbroken-spaces';

/** One area's sentences in each language, with the main provider's name. */
export type Catalogue<Texts> = Readonly<Record<Language, Texts>> & {
  /** The same sentences with other providers' names: that of one payment, or those of the shop. */
  readonly naming: (providers: readonly string[]) => Readonly<Record<Language, Texts>>;
};

/** A placeholder for the provider's name. */
const place = /\{provider\}/g;

/**
 * One area's sentences, both languages side by side; a missing or extra one does not compile. `{provider}` becomes the
 * name of the provider concerned. French gets its unbreakable spaces here, and nowhere else.
 */
export function defineTexts<Texts>(texts: Readonly<Record<Language, Texts>>): Catalogue<Texts> {
  return catalogue(texts, unbrokenSpaces);
}

/** For texts that other programs show: notifications, menus, system dialogs, paper, terminals. */
export function definePlainTexts<Texts>(texts: Readonly<Record<Language, Texts>>): Catalogue<Texts> {
  return catalogue(texts, (text) => text);
}

function catalogue<Texts>(
  texts: Readonly<Record<Language, Texts>>,
  french: (text: string) => string,
): Catalogue<Texts> {
  // There are few providers, and sentences are read on every change of the state.
  const made = new Map<string, Readonly<Record<Language, Texts>>>();
  const naming = (providers: readonly string[]): Readonly<Record<Language, Texts>> => {
    const key = providers.join();
    const known = made.get(key) ?? {
      fr: inEveryString(texts.fr, (text) => french(inNameOf(text, providerWords(providers, 'fr')))),
      en: inEveryString(texts.en, (text) => inNameOf(text, providerWords(providers, 'en'))),
    };
    made.set(key, known);
    return known;
  };
  return { ...naming([mainProvider]), naming };
}

/** For reading texts that were written in any of the languages. */
export function inEveryLanguage<Texts>({ fr, en }: Catalogue<Texts>): readonly Texts[] {
  return [fr, en];
}

/** "KKiaPay", or "KKiaPay ou FedaPay". An unknown provider keeps its own name. */
export function providerWords(providers: readonly string[], language: Language): string {
  const labels = providers.map(
    (provider) => providerDescriptions.find(({ name }) => name === provider)?.label ?? provider,
  );
  return labels.join(language === 'fr' ? ' ou ' : ' or ');
}

function inNameOf(text: string, name: string): string {
  return text.replace(place, () => name);
}
