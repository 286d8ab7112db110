import type { BackupReason } from '../settings/backup';
import { defineTexts } from './define-texts';

export interface BackupTexts {
  readonly title: string;
  readonly hint: string;
  readonly none: string;
  readonly reasons: Readonly<Record<BackupReason, string>>;
  readonly copyOut: string;
  readonly copiedOut: (folder: string) => string;
  readonly bring: string;
  readonly goBack: string;
  readonly goBackTo: (when: string) => string;
  readonly ask: (when: string) => string;
  readonly holds: (payments: number, last: string | null) => string;
  readonly now: (payments: number) => string;
  readonly damaged: (count: number) => string;
  readonly keeps: string;
  readonly yes: string;
  readonly no: string;
  readonly restarting: string;
  readonly restartNeeded: string;
}

/** Copies of the data, and the way back to one. */
export const backupTexts = defineTexts<BackupTexts>({
  fr: {
    title: 'Copies de sécurité',
    hint: 'Comptoir copie ses données chaque jour sur cet ordinateur et garde les quatorze dernières copies. Mettez-en une sur une clé USB de temps en temps : un ordinateur peut tomber en panne.',
    none: 'La première copie se fait une minute après l’ouverture.',
    reasons: {
      daily: 'copie du jour',
      'before-update': 'avant une mise à jour',
      'by-hand': 'copie demandée',
      brought: 'venue d’une clé',
    },
    copyOut: 'Copier sur une clé USB…',
    copiedOut: (folder) =>
      `La copie est dans le dossier ${folder}. Elle contient les numéros de vos clients : gardez-la bien. L’adresse et les secrets n’y sont pas : pour changer d’ordinateur, faites une copie avec une phrase secrète.`,
    bring: 'Prendre une copie sur une clé…',
    goBack: 'Revenir',
    goBackTo: (when) => `Revenir à la copie faite ${when}`,
    ask: (when) => `Revenir à la copie faite ${when} ?`,
    holds: (payments, last) =>
      payments === 0
        ? 'Cette copie ne contient aucun paiement.'
        : payments === 1
          ? `Cette copie contient 1 paiement, reçu ${last ?? ''}.`
          : `Cette copie contient ${payments} paiements, le dernier reçu ${last ?? ''}.`,
    now: (payments) => `Le registre en a ${payments} aujourd’hui.`,
    damaged: (count) =>
      count <= 1
        ? `Attention : ${count} enregistrement de cette copie est illisible.`
        : `Attention : ${count} enregistrements de cette copie sont illisibles.`,
    keeps:
      'Ce qui est là maintenant est mis de côté, rien n’est effacé. Les secrets restent. Comptoir redémarre et n’entend rien pendant ce temps.',
    yes: 'Revenir à cette copie',
    no: 'Ne rien changer',
    restarting: 'Comptoir redémarre…',
    restartNeeded: 'Arrêtez Comptoir et relancez-le : il reviendra à cette copie.',
  },
  en: {
    title: 'Safety copies',
    hint: 'Comptoir copies its data every day on this computer and keeps the last fourteen copies. Put one on a USB stick from time to time: a computer may break.',
    none: 'The first copy is made a minute after opening.',
    reasons: {
      daily: 'copy of the day',
      'before-update': 'before an update',
      'by-hand': 'made on request',
      brought: 'from a stick',
    },
    copyOut: 'Copy to a USB stick…',
    copiedOut: (folder) =>
      `The copy is in the folder ${folder}. It holds your customers’ numbers: keep it safe. Address and secrets are not in it: to move to another computer, make a copy with a pass phrase.`,
    bring: 'Take a copy from a stick…',
    goBack: 'Go back',
    goBackTo: (when) => `Go back to the copy made ${when}`,
    ask: (when) => `Go back to the copy made ${when}?`,
    holds: (payments, last) =>
      payments === 0
        ? 'This copy holds no payment.'
        : payments === 1
          ? `This copy holds 1 payment, received ${last ?? ''}.`
          : `This copy holds ${payments} payments, the last one received ${last ?? ''}.`,
    now: (payments) => `The ledger has ${payments} today.`,
    damaged: (count) =>
      `Careful: ${count} ${count === 1 ? 'record' : 'records'} of this copy cannot be read.`,
    keeps:
      'What is there now is set aside, nothing is deleted. The secrets stay. Comptoir restarts and hears nothing meanwhile.',
    yes: 'Go back to this copy',
    no: 'Change nothing',
    restarting: 'Comptoir is restarting…',
    restartNeeded: 'Stop Comptoir and start it again: it will go back to this copy.',
  },
});
