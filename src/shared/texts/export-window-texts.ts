import type { ExportFormat } from '../payment/export';
import { defineTexts } from './define-texts';

export interface ExportWindowTexts {
  readonly title: string;
  readonly intro: string;
  readonly format: string;
  readonly formats: Readonly<Record<ExportFormat, string>>;
  readonly formatHints: Readonly<Record<ExportFormat, string>>;
  readonly period: string;
  readonly periods: Readonly<Record<'today' | 'month' | 'lastMonth' | 'all' | 'chosen', string>>;
  readonly from: string;
  readonly to: string;
  readonly payers: string;
  readonly payersHint: string;
  readonly start: string;
  readonly cancel: string;
  readonly running: (payments: string) => string;
  readonly doneFile: (payments: string, file: string) => string;
  readonly doneDownload: (payments: string) => string;
  readonly cancelled: string;
  readonly failed: string;
  readonly pdfHint: string;
  readonly pdfLink: string;
}

/** Texts of the window about exporting a file. */
export const exportWindowTexts = defineTexts<ExportWindowTexts>({
  fr: {
    title: 'Exporter les paiements',
    intro:
      'Un fichier pour votre comptable ou vos archives. Les périodes hors ligne et les doutes y sont aussi.',
    format: 'Fichier',
    formats: { xlsx: 'Excel', csv: 'CSV', json: 'JSON' },
    formatHints: {
      xlsx: 'Pour Excel et LibreOffice : montants et dates prêts à calculer, totaux sur leur propre feuille.',
      csv: 'Pour un logiciel de comptabilité : une ligne par paiement, séparée par des points-virgules.',
      json: 'Pour un programme : tout ce que le registre sait de chaque paiement.',
    },
    period: 'Période',
    periods: {
      today: 'Aujourd’hui',
      month: 'Ce mois',
      lastMonth: 'Le mois dernier',
      all: 'Tout',
      chosen: 'Autre',
    },
    from: 'Du',
    to: 'Au',
    payers: 'Numéros des payeurs en entier',
    payersHint: 'Sinon, seuls les deux derniers chiffres : mieux pour un fichier que vous envoyez.',
    start: 'Exporter',
    cancel: 'Arrêter',
    running: (payments) => `Export en cours, paiements écrits : ${payments}. Le comptoir sonne toujours.`,
    doneFile: (payments, file) => `Terminé : ${file} (paiements : ${payments})`,
    doneDownload: (payments) => `Terminé, dans vos téléchargements (paiements : ${payments}).`,
    cancelled: 'Export arrêté. Aucun fichier n’a été gardé.',
    failed:
      'L’export n’a pas pu être écrit. Vérifiez la place sur le disque ou choisissez un autre dossier, puis recommencez.',
    pdfHint: 'Un PDF d’une journée, à imprimer ou à envoyer :',
    pdfLink: 'ouvrir la journée',
  },
  en: {
    title: 'Export payments',
    intro: 'A file for your accountant or your archive. Offline periods and doubts are in it too.',
    format: 'File',
    formats: { xlsx: 'Excel', csv: 'CSV', json: 'JSON' },
    formatHints: {
      xlsx: 'For Excel and LibreOffice: amounts and dates ready to calculate with, totals on a sheet of their own.',
      csv: 'For accounting software: one line a payment, separated by semicolons.',
      json: 'For a program: everything the ledger knows of each payment.',
    },
    period: 'Period',
    periods: {
      today: 'Today',
      month: 'This month',
      lastMonth: 'Last month',
      all: 'Everything',
      chosen: 'Other',
    },
    from: 'From',
    to: 'To',
    payers: 'Payers’ whole numbers',
    payersHint: 'Otherwise only the last two digits: better for a file that you send.',
    start: 'Export',
    cancel: 'Stop',
    running: (payments) => `Exporting, payments written: ${payments}. The counter still rings.`,
    doneFile: (payments, file) => `Done: ${file} (payments: ${payments})`,
    doneDownload: (payments) => `Done, in your downloads (payments: ${payments}).`,
    cancelled: 'Export stopped. No file was kept.',
    failed:
      'The export could not be written. Check the room on the disk or choose another folder, then retry.',
    pdfHint: 'A PDF of one day, to print or to send:',
    pdfLink: 'open the day',
  },
});
