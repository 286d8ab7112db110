import { defineTexts } from './define-texts';

/** At the counter: the owner's phones, which read at the relay. */
export interface PhonesSettingsTexts {
  readonly title: string;
  readonly hint: string;
  readonly name: string;
  readonly nameHint: string;
  readonly show: string;
  readonly scan: string;
  readonly secret: string;
  readonly copyLink: string;
  readonly cancel: string;
  readonly cameIn: (name: string) => string;
  readonly none: string;
  readonly unnamed: string;
  readonly heard: (when: string) => string;
  readonly neverHeard: string;
  readonly remove: string;
  readonly removeSure: (name: string) => string;
  readonly keep: string;
}

export const phonesSettingsTexts = defineTexts<PhonesSettingsTexts>({
  fr: {
    title: 'Téléphones du propriétaire',
    hint: 'Un téléphone ajouté ici montre de partout les paiements de cette boutique, même quand l’ordinateur est éteint.',
    name: 'Nom du téléphone',
    nameHint: 'Par exemple : Téléphone d’Awa.',
    show: 'Ajouter un téléphone',
    scan: 'Visez ce carré avec l’appareil photo du téléphone. Il sert une fois, pendant dix minutes.',
    secret:
      'Qui vise ce carré ou a ce lien voit tous vos paiements. Ne les donnez qu’à vous-même : à votre téléphone, ou à l’ordinateur de votre autre boutique.',
    copyLink: 'Copier le lien',
    cancel: 'Annuler',
    cameIn: (name) => `${name} est ajouté.`,
    none: 'Aucun téléphone pour le moment.',
    unnamed: 'Téléphone sans nom',
    heard: (when) => `Vu ${when}`,
    neverHeard: 'Jamais vu encore',
    remove: 'Retirer',
    removeSure: (name) =>
      `${name} ne lira plus rien dès maintenant, et la boutique prend une nouvelle clé. Les autres téléphones continuent.`,
    keep: 'Garder',
  },
  en: {
    title: 'Owner’s phones',
    hint: 'A phone added here shows the payments of this shop from anywhere, even while the computer is off.',
    name: 'Name of the phone',
    nameHint: 'For instance: Awa’s phone.',
    show: 'Add a phone',
    scan: 'Point the phone’s camera at this square. It serves once, for ten minutes.',
    secret:
      'Anyone who has this square or this link sees all your payments. Give them to yourself alone: to your phone, or to the computer of your other shop.',
    copyLink: 'Copy the link',
    cancel: 'Cancel',
    cameIn: (name) => `${name} is added.`,
    none: 'No phone so far.',
    unnamed: 'Phone without a name',
    heard: (when) => `Seen ${when}`,
    neverHeard: 'Never seen yet',
    remove: 'Remove',
    removeSure: (name) =>
      `${name} reads nothing from now on, and the shop takes a new key. The other phones go on.`,
    keep: 'Keep',
  },
});
