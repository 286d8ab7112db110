import { definePlainTexts } from './define-texts';

export interface CommandLineTexts {
  readonly noSuchFolder: (folder: string) => string;
  readonly noFolder: (folder: string) => string;
  readonly noComptoir: (folder: string) => string;
  readonly noSuchFile: (path: string) => string;
  readonly isFolder: (path: string) => string;
  readonly notAllowed: (path: string) => string;
  readonly unreadable: (path: string) => string;
  readonly oneUnreadable: string;
  readonly inUse: string;
  readonly diskFull: string;
  readonly failed: (reason: string) => string;
  readonly openAddress: (url: string) => string;
  readonly noSecret: string;
  readonly secretSealed: string;
  readonly secretNotShown: string;
  readonly copyInside: (folder: string) => string;
  readonly restoreUnderWay: string;
  readonly copyNotWhole: string;
  readonly passPhraseShort: (least: number) => string;
  readonly sealedByVault: string;
  readonly sealedCopy: Readonly<Record<'needed' | 'wrong' | 'altered', string>>;
  readonly newAddress: string;
  readonly copiedDamage: (count: number) => string;
  readonly copyDamaged: (count: number) => string;
  readonly restoreGivenUp: (from: string) => string;
}

/** What the commands say to people, besides their lines for machines. */
export const commandLineTexts = definePlainTexts<CommandLineTexts>({
  fr: {
    noSuchFolder: (folder) => `Le dossier ${folder} n’existe pas. Vérifiez son nom, puis recommencez.`,
    noFolder: (folder) => `${folder} n’est pas un dossier. Donnez le nom d’un dossier, puis recommencez.`,
    noComptoir: (folder) =>
      `Le dossier ${folder} ne contient pas les données d’un Comptoir. Vérifiez son nom, puis recommencez.`,
    noSuchFile: (path) => `${path} n’existe pas. Vérifiez le nom, puis recommencez.`,
    isFolder: (path) =>
      `${path} est un dossier, là où il faut un fichier. Donnez un autre nom, puis recommencez.`,
    notAllowed: (path) =>
      `Cet utilisateur n’a pas le droit d’utiliser ${path}. Changez les droits ou l’utilisateur, puis recommencez.`,
    unreadable: (path) => `Le disque ne répond pas pour ${path}. Vérifiez le disque, puis recommencez.`,
    inUse: 'Les données sont occupées : un autre Comptoir les utilise déjà. Arrêtez-le, puis recommencez.',
    oneUnreadable: 'Un fichier ne peut pas être lu. Vérifiez le disque, puis recommencez.',
    diskFull: 'Le disque est plein : rien n’a été terminé. Faites de la place, puis recommencez.',
    failed: (reason) =>
      `La commande n’a pas pu se terminer. Corrigez ce qui suit, puis recommencez. (${reason})`,
    openAddress: (url) =>
      `Comptoir est prêt. Ouvrez cette adresse dans un navigateur de cet ordinateur : ${url}`,
    noSecret:
      'Aucun secret n’est gardé pour cette adresse. Ouvrez Comptoir une première fois, ou faites sa mise en route, puis recommencez.',
    secretSealed:
      'Le coffre de cet ordinateur garde ce secret. Copiez-le dans la fenêtre de Comptoir, à la mise en route ou dans les réglages.',
    secretNotShown:
      'Un secret ne s’écrit que dans un terminal. Ajoutez --stdout pour l’envoyer quand même ailleurs.',
    copyInside: (folder) =>
      `${folder} se trouve dans le dossier des données. Choisissez un dossier ailleurs, par exemple sur une clé.`,
    restoreUnderWay:
      'Un retour à une copie n’est pas terminé. Ouvrez Comptoir une fois pour le terminer, puis recommencez.',
    passPhraseShort: (least) =>
      `La phrase secrète de COMPTOIR_PASS_PHRASE est trop courte : prenez-en une d’au moins ${least} signes, par exemple quatre mots.`,
    sealedByVault:
      'Les secrets de ce dossier sont dans le coffre du système, que seule la fenêtre de Comptoir ouvre : passez par Réglages, « Changer d’ordinateur ».',
    sealedCopy: {
      needed:
        'Cette copie est fermée par une phrase secrète. Donnez-la dans COMPTOIR_PASS_PHRASE, puis recommencez.',
      wrong:
        'Ce n’est pas la phrase secrète de cette copie. Rien n’a changé. Vérifiez chaque mot, puis recommencez.',
      altered: 'Cette copie a été coupée ou modifiée. Rien n’a changé. Refaites-la sur l’ancien ordinateur.',
    },
    newAddress:
      'Cette copie n’avait ni adresse ni secrets : donnez la nouvelle adresse à votre prestataire avant la prochaine vente.',
    copyNotWhole:
      'Les données ont changé sans arrêt pendant la copie : elle n’a pas été gardée. Recommencez à un moment plus calme.',
    copiedDamage: (count) =>
      `La copie est faite, mais ${count <= 1 ? `${count} enregistrement des données était abîmé ou manquant : il l’est` : `${count} enregistrements des données étaient abîmés ou manquants : ils le sont`} aussi dans la copie. Gardez les copies plus anciennes.`,
    copyDamaged: (count) =>
      `Cette copie est abîmée : ${count <= 1 ? `${count} enregistrement manque ou est illisible` : `${count} enregistrements manquent ou sont illisibles`}. Rien n’a été changé. Prenez une autre copie, ou ajoutez --even-damaged pour y revenir quand même.`,
    restoreGivenUp: (from) =>
      `Le retour à ${from} n’a pas pu se faire : les données sont restées comme avant. Faites de la place sur le disque, puis recommencez.`,
  },
  en: {
    noSuchFolder: (folder) => `The folder ${folder} does not exist. Check its name, then retry.`,
    noFolder: (folder) => `${folder} is not a folder. Give the name of a folder, then retry.`,
    noComptoir: (folder) =>
      `The folder ${folder} does not hold the data of a Comptoir. Check its name, then retry.`,
    noSuchFile: (path) => `${path} does not exist. Check the name, then retry.`,
    isFolder: (path) => `${path} is a folder where a file is wanted. Give another name, then retry.`,
    notAllowed: (path) => `This user may not use ${path}. Change its permissions or the user, then retry.`,
    unreadable: (path) => `The disk does not answer for ${path}. Check the disk, then retry.`,
    inUse: 'The data are busy: another Comptoir already uses this data folder. Stop it, then retry.',
    oneUnreadable: 'A file cannot be read. Check the disk, then retry.',
    diskFull: 'The disk is full: nothing was completed. Make room, then retry.',
    failed: (reason) => `The command could not finish. Correct what follows, then retry. (${reason})`,
    openAddress: (url) => `Comptoir is ready. Open this address in a browser on this computer: ${url}`,
    noSecret:
      'No secret is kept for this address. Open Comptoir a first time, or go through its set-up, then retry.',
    secretSealed:
      'The vault of this computer keeps this secret. Copy it in the window of Comptoir, in the set-up or in the settings.',
    secretNotShown: 'A secret is written to a terminal only. Add --stdout to send it elsewhere all the same.',
    copyInside: (folder) =>
      `${folder} lies in the data folder itself. Choose a folder elsewhere, for instance on a stick.`,
    restoreUnderWay: 'Going back to a copy is not finished. Open Comptoir once to finish it, then retry.',
    passPhraseShort: (least) =>
      `The pass phrase in COMPTOIR_PASS_PHRASE is too short: take one of at least ${least} characters, four words for example.`,
    sealedByVault:
      'The secrets of this folder are in the system’s vault, which only Comptoir’s window opens: use Settings, “Moving to another computer”.',
    sealedCopy: {
      needed: 'This copy is locked by a pass phrase. Give it in COMPTOIR_PASS_PHRASE, then retry.',
      wrong: 'This is not the pass phrase of this copy. Nothing has changed. Check each word, then retry.',
      altered:
        'This copy was cut off or changed. Nothing has changed here. Make it again on the old computer.',
    },
    newAddress:
      'This copy had neither address nor secrets: give the new address to your provider before the next sale.',
    copyNotWhole:
      'The data changed all the time while they were copied: the copy was not kept. Retry at a calmer moment.',
    copiedDamage: (count) =>
      `The copy is made, but ${count} ${count === 1 ? 'record of the data was damaged or missing: so it is' : 'records of the data were damaged or missing: so they are'} in the copy. Keep the older copies.`,
    copyDamaged: (count) =>
      `This copy is damaged: ${count} ${count === 1 ? 'record is' : 'records are'} missing or cannot be read. Nothing was changed. Take another copy, or add --even-damaged to go back to it all the same.`,
    restoreGivenUp: (from) =>
      `Going back to ${from} was not possible: the data are as they were. Make room on the disk, then retry.`,
  },
});
