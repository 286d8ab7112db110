import { defineTexts } from './define-texts';

export interface AboutTexts {
  readonly title: string;
  readonly free: string;
  readonly others: string;
  readonly show: string;
  readonly hide: string;
  /** `count`: how many packages of others are inside. */
  readonly shown: (version: string, count: number) => string;
  readonly unreadable: string;
}

/** What this program is, and whose work is in it. */
export const aboutTexts = defineTexts<AboutTexts>({
  fr: {
    title: 'À propos de Comptoir',
    free: 'Comptoir est un logiciel libre (licence MIT) : vous pouvez l’utiliser, le copier et le donner.',
    others: 'Il contient aussi le travail d’autres personnes, chacun sous sa licence, écrite en anglais.',
    show: 'Voir les licences',
    hide: 'Cacher les licences',
    shown: (version, count) => `Comptoir ${version} contient ${count} logiciels libres.`,
    unreadable:
      'Le fichier des licences n’a pas pu être lu. Fermez Comptoir et ouvrez-le de nouveau ; si le fichier manque encore, installez Comptoir une nouvelle fois.',
  },
  en: {
    title: 'About Comptoir',
    free: 'Comptoir is free software (MIT licence): you may use it, copy it and give it away.',
    others: 'It also holds the work of other people, each under its own licence.',
    show: 'Show the licences',
    hide: 'Hide the licences',
    shown: (version, count) => `Comptoir ${version} holds ${count} pieces of free software.`,
    unreadable:
      'The file of licences could not be read. Close Comptoir and open it again; if the file is still missing, install Comptoir once more.',
  },
});
