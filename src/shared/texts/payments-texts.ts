import type { Payment, PaymentOrder } from '../payment/payment';
import type { Language } from '../settings/preferences';
import { defineTexts } from './define-texts';

export interface PaymentsTexts {
  readonly title: string;
  readonly search: string;
  readonly searchHint: string;
  readonly status: Readonly<Record<'legend' | 'all' | 'success' | 'failed' | 'check', string>>;
  readonly mode: Readonly<Record<'legend' | 'all' | 'live' | 'sandbox', string>>;
  readonly period: Readonly<Record<'legend' | 'from' | 'to', string>>;
  readonly claimed: Readonly<Record<'legend' | 'all' | 'yes' | 'no', string>>;
  readonly amount: Readonly<Record<'from' | 'to', string>>;
  readonly method: Readonly<Record<'legend' | 'all', string>>;
  readonly order: Readonly<Record<'legend' | PaymentOrder, string>>;
  readonly moreFilters: string;
  readonly clearFilters: string;
  readonly loading: string;
  readonly none: string;
  readonly noneFound: string;
  readonly end: string;
  readonly tooFar: string;
  readonly sum: (found: number, received: number, amount: string) => string;
  readonly sumOfNewest: (found: number, received: number, amount: string) => string;
  readonly print: string;
  readonly printedMost: (shown: number) => string;
  readonly arrived: (count: number) => string;
  readonly detail: {
    readonly close: string;
    readonly notFound: string;
    readonly receivedAt: string;
    readonly performedAt: string;
    /** For a failed payment: nothing was paid at that time. */
    readonly failedAt: string;
    readonly method: string;
    readonly payer: string;
    readonly showPayer: string;
    readonly transaction: string;
    readonly label: string;
    readonly partner: string;
    readonly fees: string;
    readonly failure: string;
    readonly doubts: string;
    readonly deliveredTimes: (count: number) => string;
    readonly proof: string;
    readonly verification: Readonly<Record<'announced' | 'verified' | 'reversed' | 'disputed', string>>;
    readonly call: string;
    readonly body: string;
    readonly headers: string;
    readonly stateData: string;
    readonly event: string;
    readonly notGiven: string;
  };
}

/** The history: finding a payment among many, and all details of one. */
export const paymentsTexts = defineTexts<PaymentsTexts>({
  fr: {
    title: 'Paiements',
    search: 'Chercher',
    searchHint: 'Montant, numéro du payeur, numéro de transaction…',
    status: {
      legend: 'Résultat',
      all: 'Tous',
      success: 'Reçus',
      failed: 'Échoués',
      check: 'À vérifier',
    },
    mode: { legend: 'Argent', all: 'Tout', live: 'Vrais paiements', sandbox: 'Essais' },
    period: { legend: 'Période', from: 'Du', to: 'Au' },
    claimed: { legend: 'Marchandise', all: 'Servi ou non', yes: 'Servi', no: 'Pas servi' },
    amount: { from: 'Montant de', to: 'à' },
    method: { legend: 'Moyen', all: 'Tous les moyens' },
    order: {
      legend: 'Ordre',
      newest: 'Du plus récent',
      oldest: 'Du plus ancien',
      highest: 'Du plus grand',
      lowest: 'Du plus petit',
    },
    moreFilters: 'Plus de filtres',
    clearFilters: 'Tout afficher',
    loading: 'Chargement…',
    none: 'Aucun paiement pour l’instant.',
    noneFound: 'Aucun paiement ne correspond.',
    end: 'C’est le tout premier paiement.',
    tooFar: 'La liste s’arrête ici : choisissez une période pour voir plus loin.',
    sum: (found, received, amount) =>
      `${found} ${found <= 1 ? 'trouvé' : 'trouvés'}, dont ${received} ${received <= 1 ? 'reçu' : 'reçus'} : ${amount}`,
    sumOfNewest: (found, received, amount) =>
      `Les ${found} premiers, dont ${received} reçus : ${amount}. Choisissez une période pour tout compter.`,
    print: 'Imprimer la liste',
    printedMost: (shown) =>
      `Seuls les ${shown} premiers sont imprimés. Choisissez une période plus courte pour tout imprimer.`,
    arrived: (count) => (count <= 1 ? `${count} nouveau paiement` : `${count} nouveaux paiements`),
    detail: {
      close: 'Fermer',
      notFound: 'Ce paiement n’est pas dans le registre.',
      receivedAt: 'Arrivé ici',
      performedAt: 'Payé chez {provider}',
      failedAt: 'Heure chez {provider}',
      method: 'Moyen',
      payer: 'Numéro du payeur',
      showPayer: 'Afficher le numéro',
      transaction: 'Numéro de transaction',
      label: 'Motif',
      partner: 'Votre référence',
      fees: 'Frais {provider}',
      failure: 'Raison de l’échec',
      doubts: 'Pourquoi vérifier',
      deliveredTimes: (count) =>
        count === 1 ? 'annoncé une fois' : `annoncé ${count} fois, compté une seule fois`,
      proof: 'Preuve',
      verification: {
        announced: 'Annoncé par {provider}',
        verified: 'Revérifié chez {provider}',
        reversed: 'Annulé chez {provider} : l’argent est reparti',
        disputed: '{provider} ne confirme pas',
      },
      call: 'Ce que {provider} a envoyé, mot pour mot',
      body: 'Corps',
      headers: 'En-têtes, secret masqué',
      stateData: 'Données de votre site',
      event: 'Événement',
      notGiven: 'non indiqué',
    },
  },
  en: {
    title: 'Payments',
    search: 'Search',
    searchHint: 'Amount, payer’s number, transaction number…',
    status: { legend: 'Outcome', all: 'All', success: 'Received', failed: 'Failed', check: 'To check' },
    mode: { legend: 'Money', all: 'All', live: 'Real payments', sandbox: 'Tests' },
    period: { legend: 'Period', from: 'From', to: 'To' },
    claimed: { legend: 'Handing over', all: 'Handed over or not', yes: 'Handed over', no: 'Not handed over' },
    amount: { from: 'Amount from', to: 'to' },
    method: { legend: 'Method', all: 'All methods' },
    order: {
      legend: 'Order',
      newest: 'Newest first',
      oldest: 'Oldest first',
      highest: 'Largest first',
      lowest: 'Smallest first',
    },
    moreFilters: 'More filters',
    clearFilters: 'Show all',
    loading: 'Loading…',
    none: 'No payment yet.',
    noneFound: 'No payment matches.',
    end: 'This is the very first payment.',
    tooFar: 'The list stops here: choose a period to see further back.',
    sum: (found, received, amount) => `${found} found, ${received} of them received: ${amount}`,
    sumOfNewest: (found, received, amount) =>
      `The first ${found}, ${received} of them received: ${amount}. Choose a period to count them all.`,
    print: 'Print the list',
    printedMost: (shown) => `Only the first ${shown} are printed. Choose a shorter period to print them all.`,
    arrived: (count) => (count === 1 ? '1 new payment' : `${count} new payments`),
    detail: {
      close: 'Close',
      notFound: 'This payment is not in the ledger.',
      receivedAt: 'Arrived here',
      performedAt: 'Paid at {provider}',
      failedAt: 'Time at {provider}',
      method: 'Method',
      payer: 'Payer’s number',
      showPayer: 'Show the number',
      transaction: 'Transaction number',
      label: 'Reason',
      partner: 'Your reference',
      fees: '{provider}’s fees',
      failure: 'Why it failed',
      doubts: 'Why to check',
      deliveredTimes: (count) => (count === 1 ? 'announced once' : `announced ${count} times, counted once`),
      proof: 'Proof',
      verification: {
        announced: 'Announced by {provider}',
        verified: 'Checked again at {provider}',
        reversed: 'Reversed at {provider}: the money has gone back',
        disputed: '{provider} does not confirm',
      },
      call: 'What {provider} sent, word for word',
      body: 'Body',
      headers: 'Headers, the secret masked',
      stateData: 'Data of your site',
      event: 'Event',
      notGiven: 'not given',
    },
  },
});

/** The same words, with the name of one payment's provider. */
export function paymentsTextsOf({ provider }: Pick<Payment, 'provider'>, language: Language): PaymentsTexts {
  return paymentsTexts.naming([provider])[language];
}
