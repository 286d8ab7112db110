import { defineTexts } from './define-texts';

export interface DiagnosisTexts {
  readonly title: string;
  readonly link: string;
  readonly why: string;
  readonly checking: string;
  readonly first: string;
  readonly nothing: string;
  readonly nothingNext: string;
  readonly checks: string;
  readonly do: Readonly<Record<'settings' | 'secret' | 'token', string>>;
  readonly help: string;
  readonly helpHint: string;
  readonly save: string;
  readonly saved: (file: string) => string;
  readonly downloaded: string;
  readonly logs: string;
  readonly zip: { readonly fileName: string; readonly readMe: string };
}

/** Why it does not ring, and what to do first. */
export const diagnosisTexts = defineTexts<DiagnosisTexts>({
  fr: {
    title: 'Pourquoi ça ne sonne pas ?',
    link: 'Ça ne sonne pas ?',
    why: 'Pourquoi ?',
    checking: 'Comptoir vérifie…',
    first: 'À faire d’abord',
    nothing: 'Comptoir ne trouve rien qui l’empêche de sonner.',
    nothingNext:
      'Envoyez un paiement d’essai. S’il ne s’entend pas, vérifiez le volume de l’ordinateur et les enceintes.',
    checks: 'Ce que Comptoir a vérifié',
    do: {
      settings: 'Ouvrir les réglages',
      secret: 'Revoir l’adresse et le secret',
      token: 'Coller le jeton',
    },
    help: 'Se faire aider',
    helpHint:
      'Un fichier pour la personne qui vous dépanne : versions, état, journal, refus. Ni paiements, ni numéros de clients, ni secrets.',
    save: 'Enregistrer le diagnostic',
    saved: (file) => `Le diagnostic est enregistré : ${file}. Envoyez-le à la personne qui vous dépanne.`,
    downloaded: 'Le diagnostic est dans vos téléchargements. Envoyez-le à la personne qui vous dépanne.',
    logs: 'Ouvrir le dossier des journaux',
    zip: {
      fileName: 'diagnostic',
      readMe: [
        'Ce dossier décrit l’état de Comptoir au moment où il a été enregistré, pour la personne qui vous dépanne.',
        'Il ne contient ni paiements, ni numéros de clients, ni secrets, ni le nom de la boutique.',
        '',
        'checks.json : ce que dit « Pourquoi ça ne sonne pas ? »',
        'state.json, settings.json, versions.json : l’état, les réglages, les versions',
        'refusals.json : les appels refusés, par raison',
        'comptoir.log, comptoir.old.log, last-lines.log : le journal',
        'crashes : les arrêts brutaux',
      ].join('\n'),
    },
  },
  en: {
    title: 'Why does it not ring?',
    link: 'Not ringing?',
    why: 'Why?',
    checking: 'Comptoir is checking…',
    first: 'Do this first',
    nothing: 'Comptoir finds nothing that keeps it from ringing.',
    nothingNext: 'Send a test payment. If you do not hear it, check the computer’s volume and its speakers.',
    checks: 'What Comptoir looked at',
    do: {
      settings: 'Open the settings',
      secret: 'See the address and the secret',
      token: 'Paste the token',
    },
    help: 'Get help',
    helpHint:
      'One file for the person who helps you out: versions, state, log, refusals. No payments, no customers’ numbers, no secrets.',
    save: 'Save the diagnostics',
    saved: (file) => `The diagnostics are saved: ${file}. Send them to the person who helps you out.`,
    downloaded: 'The diagnostics are among your downloads. Send them to the person who helps you out.',
    logs: 'Open the folder of logs',
    zip: {
      fileName: 'diagnostics',
      readMe: [
        'This folder describes the state of Comptoir when it was saved, for the person who helps you out.',
        'It holds no payments, no customers’ numbers, no secrets and not the name of the shop.',
        '',
        'checks.json: what “Why does it not ring?” says',
        'state.json, settings.json, versions.json: the state, the settings, the versions',
        'refusals.json: the calls that were refused, by reason',
        'comptoir.log, comptoir.old.log, last-lines.log: the log',
        'crashes: sudden ends',
      ].join('\n'),
    },
  },
});
