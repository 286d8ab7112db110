import { defineTexts } from './define-texts';

export interface UpdateTexts {
  readonly title: string;
  readonly current: string;
  readonly notAskedYet: string;
  /** `percent`: a whole number. */
  readonly downloading: (version: string, percent: number) => string;
  /** `megabytes`: a whole number; null: not known. */
  readonly asking: (version: string, line: 'metered' | 'unknown', megabytes: number | null) => string;
  readonly orOtherLine: string;
  readonly fetchNow: string;
  readonly ready: (version: string) => string;
  readonly tonight: string;
  readonly installing: string;
  readonly installNow: string;
  readonly installTonight: string;
  readonly unsigned: (version: string) => string;
  readonly damaged: (version: string) => string;
}

/** Newer versions of the app. */
export const updateTexts = defineTexts<UpdateTexts>({
  fr: {
    title: 'Les mises à jour',
    current: 'Comptoir est à jour. Il regarde de lui-même s’il existe une version plus récente.',
    notAskedYet:
      'Comptoir n’a pas encore pu chercher une version plus récente. Il réessaie de lui-même dès que cet ordinateur a internet.',
    downloading: (version, percent) =>
      `La version ${version} arrive : ${percent} %. Vous pouvez continuer à travailler.`,
    asking: (version, line, megabytes) =>
      `La version ${version} est disponible${megabytes === null ? '' : ` : ${megabytes} Mo à télécharger`}. ${
        line === 'metered'
          ? 'Cet ordinateur dit que sa connexion se paie au volume'
          : 'Comptoir ne sait pas si cette connexion se paie au volume'
      } : rien n’a été téléchargé.`,
    orOtherLine: 'Vous pouvez aussi attendre : sur une connexion sans limite, Comptoir la prend de lui-même.',
    fetchNow: 'Télécharger maintenant',
    ready: (version) => `Mise à jour prête : la version ${version}.`,
    tonight: 'Elle s’installera quand la boutique sera fermée, si cet ordinateur est allumé.',
    installing:
      'Elle s’installe dès qu’aucun paiement n’est en cours. Comptoir redémarre ensuite de lui-même.',
    installNow: 'Installer maintenant',
    installTonight: 'Ce soir',
    unsigned: (version) =>
      `La version ${version} ne porte pas la signature de Comptoir : elle n’a pas été téléchargée. Ne l’installez pas ; Comptoir continue comme avant.`,
    damaged: (version) =>
      `La version ${version} est arrivée abîmée : elle n’a pas été installée. Comptoir la redemandera dans quelques heures.`,
  },
  en: {
    title: 'Updates',
    current: 'Comptoir is up to date. It looks for newer versions by itself.',
    notAskedYet:
      'Comptoir could not look for a newer version yet. It tries again by itself as soon as this computer is on the internet.',
    downloading: (version, percent) =>
      `Version ${version} is on its way: ${percent}%. You can go on working.`,
    asking: (version, line, megabytes) =>
      `Version ${version} is there${megabytes === null ? '' : `: ${megabytes} MB to download`}. ${
        line === 'metered'
          ? 'This computer says that its connection is paid by the amount'
          : 'Comptoir does not know whether this connection is paid by the amount'
      }: nothing was downloaded.`,
    orOtherLine: 'You can also wait: on a connection without limits Comptoir takes it by itself.',
    fetchNow: 'Download now',
    ready: (version) => `Update ready: version ${version}.`,
    tonight: 'It will be installed when the shop is closed, if this computer is on.',
    installing: 'It is installed as soon as no payment is under way. Comptoir then starts again by itself.',
    installNow: 'Install now',
    installTonight: 'Tonight',
    unsigned: (version) =>
      `Version ${version} does not bear Comptoir’s signature: it was not downloaded. Do not install it; Comptoir goes on as before.`,
    damaged: (version) =>
      `Version ${version} arrived damaged: it was not installed. Comptoir will ask for it again in a few hours.`,
  },
});
