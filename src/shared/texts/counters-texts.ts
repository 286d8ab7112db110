import { defineTexts } from './define-texts';

export interface CountersTexts {
  readonly title: string;
  readonly hint: string;
  readonly listening: (count: number) => string;
  readonly counter: (number: number, isHere: boolean, isHeard: boolean) => string;
  readonly add: string;
  readonly addNext: string;
  readonly copy: string;
  readonly secret: string;
  readonly close: string;
  readonly sheet: Readonly<
    Record<'title' | 'hint' | 'make' | 'print' | 'heading' | 'next' | 'once' | 'secret', string>
  >;
}

/** The counters that share a relay: which are there, adding one, and the recovery sheet for a lost one. */
export const countersTexts = defineTexts<CountersTexts>({
  fr: {
    title: 'Les comptoirs de la boutique',
    hint: 'Un autre ordinateur peut sonner pour les mêmes paiements. Ce qui est servi à l’un est aussitôt connu de l’autre.',
    listening: (count) => (count <= 1 ? `${count} comptoir à l’écoute` : `${count} comptoirs à l’écoute`),
    counter: (number, isHere, isHeard) =>
      `Comptoir ${number}${isHere ? ' (celui-ci)' : ''} : ${isHeard ? 'à l’écoute' : 'ne répond pas en ce moment'}`,
    add: 'Ajouter un comptoir',
    addNext:
      'Sur l’autre ordinateur, ouvrez Réglages, « Quand l’ordinateur est éteint », puis collez cette ligne. Elle sert une fois, pendant dix minutes.',
    copy: 'Copier la ligne',
    secret: 'Gardez-la pour cet ordinateur : qui a cette ligne peut lire vos paiements.',
    close: 'Fermer',
    sheet: {
      title: 'La feuille de secours',
      hint: 'Si cet ordinateur est perdu ou volé, cette feuille rend les paiements du relais à un autre. Imprimez-la, et rangez-la hors de la boutique.',
      make: 'Préparer la feuille',
      print: 'Imprimer la feuille',
      heading: 'Feuille de secours de Comptoir',
      next: 'Sur le nouvel ordinateur, installez Comptoir. Ouvrez Réglages, « Quand l’ordinateur est éteint », puis collez la ligne que contient ce code.',
      once: 'Cette feuille sert une fois. Préparez-en une neuve ensuite, et chaque fois que vous retirez un téléphone.',
      secret: 'Rangez-la comme une clé : qui a cette feuille peut lire vos paiements.',
    },
  },
  en: {
    title: 'The counters of the shop',
    hint: 'Another computer can ring for the same payments. What is handed over at one is known at once at the other.',
    listening: (count) => (count === 1 ? '1 counter listening' : `${count} counters listening`),
    counter: (number, isHere, isHeard) =>
      `Counter ${number}${isHere ? ' (this one)' : ''}: ${isHeard ? 'listening' : 'does not answer right now'}`,
    add: 'Add a counter',
    addNext:
      'On the other computer open Settings, “While the computer is off”, then paste this line. It serves once, for ten minutes.',
    copy: 'Copy the line',
    secret: 'Keep it for that computer: whoever has this line can read your payments.',
    close: 'Close',
    sheet: {
      title: 'The recovery sheet',
      hint: 'If this computer is lost or stolen, this sheet gives the relay’s payments to another one. Print it, and keep it away from the shop.',
      make: 'Prepare the sheet',
      print: 'Print the sheet',
      heading: 'Recovery sheet of Comptoir',
      next: 'Install Comptoir on the new computer. Open Settings, “While the computer is off”, then paste the line that this code holds.',
      once: 'This sheet serves once. Prepare a new one afterwards, and each time that you remove a phone.',
      secret: 'Keep it like a key: whoever has this sheet can read your payments.',
    },
  },
});
