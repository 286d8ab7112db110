import type { DeafCause, DeafPeriod } from '../silence/hearing';
import type { MoneyOutcome } from '../payment/totals';
import type { Found, Verification } from '../payment/payment';
import { defineTexts } from './define-texts';
import { exportWindowTexts, type ExportWindowTexts } from './export-window-texts';

/** The words of older exports for an offline period: they can still be read. */
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
  | 'failedAt'
  | 'givenBack'
  | 'givenBackAt'
  | 'amountAsGiven';

export interface ExportTexts {
  /** Part of the file name: letters without accents. */
  readonly fileName: string;
  readonly columns: Readonly<Record<ColumnName, string>>;
  readonly outcome: Readonly<Record<MoneyOutcome, string>>;
  readonly proof: Readonly<Record<Exclude<Verification['kind'], 'settled'>, string>>;
  /** No call announced it. */
  readonly found: (how: string, by: string) => string;
  readonly how: Readonly<Record<Found['how'], string>>;
  readonly twin: (id: string) => string;
  /** Heads the column that separates payments from deaf periods. */
  readonly nature: string;
  readonly payment: string;
  readonly deafPeriod: string;
  readonly deaf: Readonly<
    Record<
      | 'from'
      | 'sure'
      | 'to'
      | 'cause'
      | 'checkedBy'
      | 'checkedAt'
      | 'lasting'
      | 'endUnknown'
      | 'atLeast'
      | 'covered',
      string
    >
  >;
  readonly causes: Readonly<Record<DeafCause, string>>;
  /** For a period that the relay covered. */
  readonly coveredSentence: (to: string, cause: string) => string;
  readonly deafSentence: (
    to: string | null,
    cause: string,
    checkedBy: string | null,
    doubt: Pick<DeafPeriod, 'since' | 'until'>,
  ) => string;
  /** The kind of a row about missing payments, in the column that tells payments from deaf periods. */
  readonly missing: string;
  readonly sheets: Readonly<Record<'payments' | 'deafPeriods' | 'totals', string>>;
  readonly totals: {
    readonly what: string;
    readonly count: string;
    readonly amountXof: string;
    readonly byMethod: (method: string) => string;
    readonly byHelper: (by: string) => string;
    readonly notHandedOver: string;
    readonly unnamed: string;
    readonly unknown: (count: number) => string;
    readonly handedOverOtherwise: string;
    readonly takenBack: string;
    readonly disputed: string;
    readonly fees: string;
    readonly deafPeriods: string;
    readonly unchecked: string;
    readonly missing: string;
  };
  readonly window: ExportWindowTexts;
}

/** Texts in an exported file. Files get plain spaces: these are not the window's texts. */
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
      givenBack: 'Rendu',
      givenBackAt: 'Rendu le',
      amountAsGiven: 'Dans une autre monnaie',
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
      sure: 'Début',
      atLeast: 'au moins depuis cette heure',
      endUnknown: 'fin inconnue',
      to: 'au',
      cause: 'Cause',
      checkedBy: 'Vérifié par',
      checkedAt: 'Vérifié le',
      lasting: 'dure encore',
      covered: 'le relais a tout reçu',
    },
    causes: {
      'app-stopped': 'Comptoir était arrêté',
      asleep: 'l’ordinateur était en veille',
      'tunnel-down': 'la liaison internet était coupée',
      'receiver-down': 'le récepteur était arrêté',
      'ledger-refusing': 'le disque n’acceptait plus rien',
      'self-test-failed': 'l’adresse publique ne répondait pas',
      'relay-silent': 'le relais ne répondait pas',
    },
    coveredSentence: (to, cause) =>
      `L’ordinateur n’entendait rien jusqu’au ${to} : ${cause}. Le relais a tout reçu à sa place, rien ne manque.`,
    deafSentence: (to, cause, checkedBy, { since, until }) =>
      `Des paiements peuvent manquer ${since === 'at-least' ? 'au moins ' : ''}${
        to !== null
          ? `jusqu’au ${to}`
          : until === 'unknown'
            ? 'depuis, jusqu’à une heure inconnue'
            : 'depuis (dure encore)'
      } : ${cause}. ${
        checkedBy === null ? 'Pas encore vérifié chez le prestataire.' : `Vérifié par ${checkedBy}.`
      }`,
    missing: 'Manquant',
    sheets: { payments: 'Paiements', deafPeriods: 'Périodes hors ligne', totals: 'Totaux' },
    totals: {
      what: 'Total',
      count: 'Nombre',
      amountXof: 'Montant (F)',
      byMethod: (method) => `dont ${method}`,
      byHelper: (by) => `Servi par ${by}`,
      notHandedOver: 'Reçu, pas encore servi',
      unnamed: 'moyen non indiqué',
      unknown: (count) => (count <= 1 ? '1 montant inconnu' : `${count} montants inconnus`),
      handedOverOtherwise: 'Servi sans être reçu',
      takenBack: 'Repris au client',
      disputed: 'dont non confirmés par le prestataire',
      fees: 'Frais du prestataire',
      deafPeriods: 'Périodes hors ligne',
      unchecked: 'dont pas encore vérifiées',
      missing: 'Paiements perdus, au moins',
    },
    window: exportWindowTexts.fr,
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
      givenBack: 'Given back',
      givenBackAt: 'Given back at',
      amountAsGiven: 'In another currency',
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
      sure: 'Beginning',
      atLeast: 'since this time at least',
      endUnknown: 'end unknown',
      to: 'to',
      cause: 'Cause',
      checkedBy: 'Checked by',
      checkedAt: 'Checked at',
      lasting: 'still lasts',
      covered: 'the relay received all of it',
    },
    causes: {
      'app-stopped': 'Comptoir was not running',
      asleep: 'the computer was asleep',
      'tunnel-down': 'the internet connection was cut',
      'receiver-down': 'the receiver had stopped',
      'ledger-refusing': 'the disk took nothing more',
      'self-test-failed': 'the public address did not answer',
      'relay-silent': 'the relay did not answer',
    },
    coveredSentence: (to, cause) =>
      `The computer heard nothing until ${to}: ${cause}. The relay received everything in its place, nothing is missing.`,
    deafSentence: (to, cause, checkedBy, { since, until }) =>
      `Payments may be missing ${since === 'at-least' ? 'at least ' : ''}${
        to !== null
          ? `until ${to}`
          : until === 'unknown'
            ? 'since, until an unknown time'
            : 'since (still lasts)'
      }: ${cause}. ${checkedBy === null ? 'Not checked with the provider yet.' : `Checked by ${checkedBy}.`}`,
    missing: 'Missing',
    sheets: { payments: 'Payments', deafPeriods: 'Offline periods', totals: 'Totals' },
    totals: {
      what: 'Total',
      count: 'Count',
      amountXof: 'Amount (F)',
      byMethod: (method) => `of which ${method}`,
      byHelper: (by) => `Handed over by ${by}`,
      notHandedOver: 'Received, not handed over yet',
      unnamed: 'method not given',
      unknown: (count) => (count === 1 ? '1 unknown amount' : `${count} unknown amounts`),
      handedOverOtherwise: 'Handed over, not received',
      takenBack: 'Taken back from the customer',
      disputed: 'of which not confirmed by the provider',
      fees: 'Provider’s fees',
      deafPeriods: 'Offline periods',
      unchecked: 'of which not checked yet',
      missing: 'Payments lost, at least',
    },
    window: exportWindowTexts.en,
  },
});
