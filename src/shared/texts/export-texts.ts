import type { ExportFormat } from '../payment/export';
import type { DeafCause } from '../silence/hearing';
import type { MoneyOutcome } from '../payment/totals';
import type { Found, Verification } from '../payment/payment';
import { defineTexts } from './define-texts';

/** What older exports call an offline period: they are still read. */
export const olderDeafWords: readonly string[] = ['Sourd', 'Deaf'];

export type ColumnName =
  | 'receivedAt'
  | 'performedAt'
  | 'outcome'
  | 'receivedXof'
  | 'announcedXof'
  | 'feesXof'
  | 'method'
  | 'account'
  | 'transactionId'
  | 'label'
  | 'partnerId'
  | 'failure'
  | 'doubts'
  | 'proof'
  | 'claimedBy'
  | 'claimedAt'
  | 'deliveries'
  | 'provider'
  | 'id'
  | 'failedAt';

export interface ExportTexts {
  /** Stands in the name of the file: letters without accents. */
  readonly fileName: string;
  readonly columns: Readonly<Record<ColumnName, string>>;
  readonly outcome: Readonly<Record<MoneyOutcome, string>>;
  readonly proof: Readonly<Record<Verification['kind'], string>>;
  /** No call announced it. */
  readonly found: (how: string, by: string) => string;
  readonly how: Readonly<Record<Found['how'], string>>;
  readonly twin: (id: string) => string;
  /** Heads the column that tells payments and deaf periods apart. */
  readonly nature: string;
  readonly payment: string;
  readonly deafPeriod: string;
  readonly deaf: Readonly<Record<'from' | 'to' | 'cause' | 'checkedBy' | 'checkedAt' | 'lasting', string>>;
  readonly causes: Readonly<Record<DeafCause, string>>;
  readonly deafSentence: (to: string | null, cause: string, checkedBy: string | null) => string;
  readonly sheets: Readonly<Record<'payments' | 'deafPeriods' | 'totals', string>>;
  readonly totals: {
    readonly what: string;
    readonly count: string;
    readonly amountXof: string;
    readonly byMethod: (method: string) => string;
    readonly byHelper: (by: string) => string;
    readonly notHandedOver: string;
    readonly unnamed: string;
    readonly disputed: string;
    readonly fees: string;
    readonly deafPeriods: string;
    readonly unchecked: string;
  };
  readonly window: {
    readonly open: string;
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
    readonly back: string;
    readonly running: (payments: string) => string;
    readonly doneFile: (payments: string, file: string) => string;
    readonly doneDownload: (payments: string) => string;
    readonly cancelled: string;
    readonly failed: string;
    readonly pdfHint: string;
    readonly pdfLink: string;
  };
}

/** What stands in an exported file, and around its making. Files get plain spaces: these are not the window's. */
export const exportTexts = defineTexts<ExportTexts>({
  fr: {
    fileName: 'paiements',
    columns: {
      receivedAt: 'Arrivé le',
      performedAt: 'Payé le',
      outcome: 'Résultat',
      receivedXof: 'Reçu (F)',
      announcedXof: 'Montant annoncé (F)',
      feesXof: 'Frais (F)',
      method: 'Moyen',
      account: 'Numéro du payeur',
      transactionId: 'Numéro de transaction',
      label: 'Motif',
      partnerId: 'Votre référence',
      failure: 'Raison de l’échec',
      doubts: 'À vérifier',
      proof: 'Preuve',
      claimedBy: 'Servi par',
      claimedAt: 'Servi le',
      deliveries: 'Annonces',
      provider: 'Prestataire',
      id: 'Numéro au registre',
      failedAt: 'Heure chez KKiaPay',
    },
    outcome: {
      received: 'Reçu',
      reversed: 'Annulé',
      failed: 'Échoué',
      check: 'À vérifier',
      test: 'Essai',
    },
    proof: { announced: 'Annoncé', verified: 'Revérifié', reversed: 'Annulé', disputed: 'Non confirmé' },
    found: (how, by) => `Retrouvé (${how}) par ${by}`,
    how: { typed: 'tapé', imported: 'importé' },
    twin: (id) => `Double paiement possible, voir ${id}.`,
    nature: 'Ligne',
    payment: 'Paiement',
    deafPeriod: 'Hors ligne',
    deaf: {
      from: 'Hors ligne du',
      to: 'au',
      cause: 'Cause',
      checkedBy: 'Vérifié par',
      checkedAt: 'Vérifié le',
      lasting: 'dure encore',
    },
    causes: {
      'app-stopped': 'Comptoir était arrêté',
      asleep: 'l’ordinateur dormait',
      'tunnel-down': 'la liaison internet était coupée',
      'receiver-down': 'le récepteur était arrêté',
      'ledger-refusing': 'le disque n’acceptait plus rien',
      'self-test-failed': 'l’adresse publique ne répondait pas',
    },
    deafSentence: (to, cause, checkedBy) =>
      `Des paiements peuvent manquer ${to === null ? 'depuis (dure encore)' : `jusqu’au ${to}`} : ${cause}. ${
        checkedBy === null ? 'Pas encore vérifié chez le prestataire.' : `Vérifié par ${checkedBy}.`
      }`,
    sheets: { payments: 'Paiements', deafPeriods: 'Périodes hors ligne', totals: 'Totaux' },
    totals: {
      what: 'Total',
      count: 'Nombre',
      amountXof: 'Montant (F)',
      byMethod: (method) => `dont ${method}`,
      byHelper: (by) => `Servi par ${by}`,
      notHandedOver: 'Reçu, pas encore servi',
      unnamed: 'moyen non indiqué',
      disputed: 'dont non confirmés par le prestataire',
      fees: 'Frais du prestataire',
      deafPeriods: 'Périodes hors ligne',
      unchecked: 'dont pas encore vérifiées',
    },
    window: {
      open: 'Exporter',
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
      back: 'Retour aux paiements',
      running: (payments) => `Export en cours, paiements écrits : ${payments}. Le comptoir sonne toujours.`,
      doneFile: (payments, file) => `Terminé : ${file} (paiements : ${payments})`,
      doneDownload: (payments) => `Terminé, dans vos téléchargements (paiements : ${payments}).`,
      cancelled: 'Export arrêté. Aucun fichier n’a été gardé.',
      failed:
        'L’export n’a pas pu être écrit. Vérifiez la place sur le disque ou choisissez un autre dossier, puis recommencez.',
      pdfHint: 'Un PDF d’une journée, à imprimer ou à envoyer :',
      pdfLink: 'ouvrir la journée',
    },
  },
  en: {
    fileName: 'payments',
    columns: {
      receivedAt: 'Arrived at',
      performedAt: 'Paid at',
      outcome: 'Outcome',
      receivedXof: 'Received (F)',
      announcedXof: 'Amount announced (F)',
      feesXof: 'Fees (F)',
      method: 'Method',
      account: 'Payer’s number',
      transactionId: 'Transaction number',
      label: 'Reason',
      partnerId: 'Your reference',
      failure: 'Why it failed',
      doubts: 'To check',
      proof: 'Proof',
      claimedBy: 'Handed over by',
      claimedAt: 'Handed over at',
      deliveries: 'Calls',
      provider: 'Provider',
      id: 'Number in the ledger',
      failedAt: 'Time at KKiaPay',
    },
    outcome: {
      received: 'Received',
      reversed: 'Reversed',
      failed: 'Failed',
      check: 'To check',
      test: 'Test',
    },
    proof: { announced: 'Announced', verified: 'Verified', reversed: 'Reversed', disputed: 'Not confirmed' },
    found: (how, by) => `Found again (${how}) by ${by}`,
    how: { typed: 'typed', imported: 'imported' },
    twin: (id) => `Perhaps paid twice, see ${id}.`,
    nature: 'Line',
    payment: 'Payment',
    deafPeriod: 'Offline',
    deaf: {
      from: 'Offline from',
      to: 'to',
      cause: 'Cause',
      checkedBy: 'Checked by',
      checkedAt: 'Checked at',
      lasting: 'still lasts',
    },
    causes: {
      'app-stopped': 'Comptoir was not running',
      asleep: 'the computer was asleep',
      'tunnel-down': 'the internet connection was cut',
      'receiver-down': 'the receiver had stopped',
      'ledger-refusing': 'the disk took nothing more',
      'self-test-failed': 'the public address did not answer',
    },
    deafSentence: (to, cause, checkedBy) =>
      `Payments may be missing ${to === null ? 'since (still lasts)' : `until ${to}`}: ${cause}. ${
        checkedBy === null ? 'Not checked with the provider yet.' : `Checked by ${checkedBy}.`
      }`,
    sheets: { payments: 'Payments', deafPeriods: 'Offline periods', totals: 'Totals' },
    totals: {
      what: 'Total',
      count: 'Count',
      amountXof: 'Amount (F)',
      byMethod: (method) => `of which ${method}`,
      byHelper: (by) => `Handed over by ${by}`,
      notHandedOver: 'Received, not handed over yet',
      unnamed: 'method not given',
      disputed: 'of which not confirmed by the provider',
      fees: 'Provider’s fees',
      deafPeriods: 'Offline periods',
      unchecked: 'of which not checked yet',
    },
    window: {
      open: 'Export',
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
      back: 'Back to the payments',
      running: (payments) => `Exporting, payments written: ${payments}. The counter still rings.`,
      doneFile: (payments, file) => `Done: ${file} (payments: ${payments})`,
      doneDownload: (payments) => `Done, in your downloads (payments: ${payments}).`,
      cancelled: 'Export stopped. No file was kept.',
      failed:
        'The export could not be written. Check the room on the disk or choose another folder, then retry.',
      pdfHint: 'A PDF of one day, to print or to send:',
      pdfLink: 'open the day',
    },
  },
});
