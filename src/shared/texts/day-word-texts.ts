import type { Language } from '../settings/preferences';
import type { DayWord } from '../voice/day-word';
import { defineTexts } from './define-texts';

export interface DayWordTexts {
  readonly title: string;
  readonly spoken: string;
  readonly silent: string;
  readonly limit: string;
  readonly say: { readonly title: string; readonly hint: string };
  /** Where the shop's own voice says the amounts. */
  readonly notInOwnVoice: string;
  readonly nouns: Readonly<Record<DayWord['noun'], string>>;
  readonly colours: Readonly<Record<DayWord['colour'], string>>;
  readonly together: (noun: string, colour: string) => string;
}

/** The word of the day. A sound faked with a customer's phone does not have it. */
export const dayWordTexts = defineTexts<DayWordTexts>({
  fr: {
    title: 'Le mot du jour :',
    spoken: 'La voix le dit avant chaque montant. Sans lui, le son vient d’ailleurs.',
    silent: 'La voix ne le dit pas : le propriétaire le demande dans Réglages, « Sonnerie ».',
    limit:
      'Sa limite : qui l’a entendu aujourd’hui dans la boutique le connaît. La couleur change en cours de journée.',
    say: {
      title: 'Dire le mot du jour avant le montant',
      hint: '« Ananas bleu, paiement reçu, cinq mille francs » : le son d’un téléphone ne connaît pas ce mot. Qui l’a entendu aujourd’hui le connaît.',
    },
    notInOwnVoice:
      'Le mot du jour n’est pas dans la voix de la boutique : Comptoir le dit dans la langue de la fenêtre, puis la boutique dit le montant.',
    nouns: {
      ...{ pineapple: 'ananas', sheep: 'mouton', palm: 'palmier', drum: 'tambour' },
      ...{ sun: 'soleil', fish: 'poisson', boat: 'bateau', horse: 'cheval' },
      ...{ cotton: 'coton', lemon: 'citron', basket: 'panier', stool: 'tabouret' },
      ...{ lizard: 'lézard', baobab: 'baobab', hat: 'chapeau', lion: 'lion' },
    },
    colours: {
      ...{ blue: 'bleu', red: 'rouge', green: 'vert', yellow: 'jaune' },
      ...{ white: 'blanc', black: 'noir', grey: 'gris', orange: 'orange' },
    },
    together: (noun, colour) => `${noun} ${colour}`,
  },
  en: {
    title: 'The word of the day:',
    spoken: 'The voice says it before each amount. Without it, the sound comes from elsewhere.',
    silent: 'The voice does not say it: the owner asks for it in Settings, “The bell”.',
    limit:
      'Its limit: whoever heard it in the shop today knows it. The colour changes in the course of the day.',
    say: {
      title: 'Say the word of the day before the amount',
      hint: '“Blue pineapple, payment received, five thousand francs”: a phone’s sound does not know this word. Whoever heard it today does.',
    },
    notInOwnVoice:
      'The word of the day is not in the shop’s own voice: Comptoir says it in the window’s language, then the shop says the amount.',
    nouns: {
      ...{ pineapple: 'pineapple', sheep: 'sheep', palm: 'palm tree', drum: 'drum' },
      ...{ sun: 'sun', fish: 'fish', boat: 'boat', horse: 'horse' },
      ...{ cotton: 'cotton', lemon: 'lemon', basket: 'basket', stool: 'stool' },
      ...{ lizard: 'lizard', baobab: 'baobab', hat: 'hat', lion: 'lion' },
    },
    colours: {
      ...{ blue: 'blue', red: 'red', green: 'green', yellow: 'yellow' },
      ...{ white: 'white', black: 'black', grey: 'grey', orange: 'orange' },
    },
    together: (noun, colour) => `${colour} ${noun}`,
  },
});

/** "Ananas bleu", "Blue pineapple". */
export function dayWordText({ noun, colour }: DayWord, language: Language): string {
  const { nouns, colours, together } = dayWordTexts[language];
  const words = together(nouns[noun], colours[colour]);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
