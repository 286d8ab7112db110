import { mainProvider, providerDescriptions } from '../providers/providers';
import type { Language } from '../settings/preferences';

/** One area's sentences, in each language, in the main provider's name. */
export type Catalogue<Texts> = Readonly<Record<Language, Texts>> & {
  /** The same sentences in the name of these providers: of one payment's, or of all that the shop takes. */
  readonly naming: (providers: readonly string[]) => Readonly<Record<Language, Texts>>;
};

/** Stands in a catalogue where the provider's name is to be. */
const place = /\{provider\}/g;

/**
 * One area's sentences, both languages side by side; a missing or superfluous one does not compile. `{provider}` becomes
 * the name of whoever the sentence is about, here and nowhere else.
 */
export function defineTexts<Texts>(texts: Readonly<Record<Language, Texts>>): Catalogue<Texts> {
  // There are few providers, and sentences are asked for with every change of the state.
  const made = new Map<string, Readonly<Record<Language, Texts>>>();
  const naming = (providers: readonly string[]): Readonly<Record<Language, Texts>> => {
    const key = providers.join();
    const known = made.get(key) ?? {
      fr: inNameOf(texts.fr, providerWords(providers, 'fr')),
      en: inNameOf(texts.en, providerWords(providers, 'en')),
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

function inNameOf<Texts>(texts: Texts, name: string): Texts {
  return named(texts, name) as Texts; // every string stays a string, so the shape is unchanged
}

function named(value: unknown, name: string): unknown {
  if (typeof value === 'string') return value.replace(place, () => name);
  if (typeof value === 'function')
    return (...words: unknown[]): unknown => named(Reflect.apply(value, undefined, words), name);
  if (Array.isArray(value)) return value.map((inner) => named(inner, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, named(inner, name)]));
}
