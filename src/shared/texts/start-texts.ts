import { definePlainTexts } from './define-texts';

interface StartTexts {
  readonly dataFolderInUse: string;
  readonly portTaken: string;
  readonly newerData: string;
  /** The start fails repeatedly; `crashFolder`: where the reason is written. */
  readonly startsFailed: (crashFolder: string) => string;
  readonly diskFull: string;
  /** `name`: as it was typed, with its dashes. */
  readonly switchRefused: (name: string) => string;
  readonly failed: (reason: string) => string;
}

/** Why the app could not start, and what to do. */
export const startTexts = definePlainTexts<StartTexts>({
  fr: {
    dataFolderInUse: 'Comptoir est déjà ouvert sur ces données. Fermez l’autre Comptoir, puis recommencez.',
    portTaken:
      'Le port demandé est déjà pris par un autre programme. Choisissez-en un autre, ou laissez Comptoir choisir.',
    newerData:
      'Ces données ont été écrites par un Comptoir plus récent. Rien n’a été changé : installez la version récente, puis recommencez.',
    startsFailed: (crashFolder) =>
      `Comptoir s’est arrêté plusieurs fois juste après son démarrage : aucun paiement ne sonne. Redémarrez l’ordinateur, puis ouvrez Comptoir. Si cela recommence, montrez ce dossier à la personne qui vous aide : ${crashFolder}`,
    diskFull:
      'Le disque de cet ordinateur est plein : Comptoir n’a pas pu démarrer, et aucun paiement ne sonne. Faites de la place, puis ouvrez Comptoir.',
    switchRefused: (name) =>
      `Comptoir ne démarre pas avec l’option ${name} : un autre programme pourrait commander Comptoir ou se faire passer pour KKiaPay. Retirez-la du raccourci, puis recommencez.`,
    failed: (reason) =>
      `Comptoir n’a pas pu démarrer. Vérifiez que le disque n’est pas plein, puis recommencez. (${reason})`,
  },
  en: {
    dataFolderInUse: 'Comptoir is already open on this data. Close the other Comptoir, then retry.',
    portTaken: 'The port asked for is taken by another program. Choose another, or let Comptoir choose.',
    newerData:
      'This data was written by a newer Comptoir. Nothing was changed: install the newer version, then retry.',
    startsFailed: (crashFolder) =>
      `Comptoir stopped several times just after its start: no payment rings. Restart the computer, then open Comptoir. If it happens again, show this folder to whoever helps you: ${crashFolder}`,
    diskFull:
      'The disk of this computer is full: Comptoir could not start, and no payment rings. Make room, then open Comptoir.',
    switchRefused: (name) =>
      `Comptoir does not start with the option ${name}: another program could drive Comptoir or pass for KKiaPay. Take it out of the shortcut, then retry.`,
    failed: (reason) => `Comptoir could not start. Check that the disk is not full, then retry. (${reason})`,
  },
});
