import { mainProvider, providerDescriptions } from '../providers/providers';
import type { Language } from '../settings/preferences';
import { inEveryString } from './every-string';
import { unbrokenSpaces } from './unbroken-spaces';

/** One area's sentences, in each language, in the main provider's name. */
export type Catalogue<Texts> = Readonly<Record<Language, Texts>> & {
  /** The same sentences in the name of these providers: of one payment's, or of all that the shop takes. */
  readonly naming: (providers: readonly string[]) => Readonly<Record<Language, Texts>>;
};

/** Stands in a catalogue where the provider's name is to be. */
const place = /\{provider\}/g;

/**
 * One area's sentences, both languages side by side; a missing or superfluous one does not compile. `{provider}` becomes
 * the name of whoever the sentence is about, and French gets its unbreakable spaces, here and nowhere else.
 */
export function defineTexts<Texts>(texts: Readonly<Record<Language, Texts>>): Catalogue<Texts> {
  return catalogue(texts, unbrokenSpaces);
}

/** For what other programs are handed: notifications, menus, dialogs of the system, paper, terminals. */
export function definePlainTexts<Texts>(texts: Readonly<Record<Language, Texts>>): Catalogue<Texts> {
  return catalogue(texts, (text) => text);
}

function catalogue<Texts>(
  texts: Readonly<Record<Language, Texts>>,
  french: (text: string) => string,
): Catalogue<Texts> {
  // There are few providers, and sentences are asked for with every change of the state.
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

/** For those who read what was written in any language. */
export function inEveryLanguage<Texts>({ fr, en }: Catalogue<Texts>): readonly Texts[] {
  return [fr, en];
}

/** "KKiaPay", or "KKiaPay ou FedaPay"; a provider that is not described here by its own name. */
export function providerWords(providers: readonly string[], language: Language): string {
  const labels = providers.map(
    (provider) => providerDescriptions.find(({ name }) => name === provider)?.label ?? provider,
  );
  return labels.join(language === 'fr' ? ' ou ' : ' or ');
}

function inNameOf(text: string, name: string): string {
  return text.replace(place, () => name);
}
