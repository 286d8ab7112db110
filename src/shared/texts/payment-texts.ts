import type { Doubt, Found, GivenBack, Payment, PaymentStatus, Settlement } from '../payment/payment';
import type { ProviderDescription } from '../providers/provider-description';
import type { Language } from '../settings/preferences';
import type { Dispute } from '../payment/verification';
import { defineTexts } from './define-texts';
import { paymentBrands } from './payment-brands';

export interface PaymentTexts {
  readonly status: Readonly<Record<PaymentStatus, string>>;
  readonly sentence: Readonly<Record<PaymentStatus, string>>;
  /** What was found out at the provider later. */
  readonly reversed: { readonly word: string; readonly sentence: string };
  readonly disputed: { readonly word: string; readonly sentence: string };
  /** The owner, or the provider when asked, said that the money did not come. */
  readonly notReceived: { readonly word: string; readonly sentence: string };
  /** Who said so. */
  readonly settled: (outcome: Settlement['outcome'], by: Settlement['by']) => string;
  readonly settle: Readonly<
    Record<'question' | 'hint' | 'received' | 'not-received' | 'unsure' | 'ownerOnly', string>
  >;
  readonly test: string;
  readonly testHint: string;
  readonly amountUnknown: string;
  readonly payerUnknown: string;
  readonly payerEndsWith: (digits: string) => string;
  readonly payerHidden: string;
  readonly methodUnknown: string;
  /** By the provider's own name. The list is open: other names are shown as received. */
  readonly methods: Readonly<Record<string, string>>;
  /** By KKiaPay's own code. This list is open too. */
  readonly failures: Readonly<Record<string, string>>;
  readonly doubts: Readonly<Record<Doubt, string>>;
  /** `says`: the provider's different value. */
  readonly disputes: Readonly<Record<Dispute, (says: string) => string>>;
  readonly twin: string;
  readonly givenBack: Readonly<Record<GivenBack['how'], string>>;
  readonly found: Readonly<Record<Found['how'], (by: string) => string>>;
  readonly foundBadge: string;
  readonly strength: Readonly<Record<ProviderDescription['strength'], string>>;
  readonly forgotten: string;
  readonly lookInDashboard: string;
  readonly when: {
    readonly justNow: (time: string) => string;
    readonly minutesAgo: (minutes: number, time: string) => string;
    readonly todayAt: (time: string) => string;
    readonly yesterdayAt: (day: string, time: string) => string;
    readonly onDayAt: (day: string, time: string) => string;
  };
}

/** Our word for a method, or the provider's own where we have none. */
export function methodName(method: string, { methods }: Pick<PaymentTexts, 'methods'>): string {
  return ourWord(method, methods);
}

/**
 * Why a payment failed, for the helper at the counter. First our words, else a sentence of the provider's, never a bare
 * code.
 */
export function failureReason(
  { status, failureCode, failureMessage }: Pick<Payment, 'status' | 'failureCode' | 'failureMessage'>,
  { failures }: Pick<PaymentTexts, 'failures'>,
): string | null {
  if (status !== 'failed') return null;
  const given = [failureCode, failureMessage].filter((each) => each !== null).map((each) => each.trim());
  const ours = given.map((each) => ourWord(each, failures)).find((words, at) => words !== given[at]);
  return ours ?? given.find((each) => /\S\s+\S/.test(each)) ?? null;
}

/** Our words for why a payment failed, or the provider's own where we have none. */
export function failureName(failure: string, { failures }: Pick<PaymentTexts, 'failures'>): string {
  return ourWord(failure, failures);
}

function ourWord(theirs: string, words: Readonly<Record<string, string>>): string {
  // Own names only: a provider might send "constructor".
  return (Object.hasOwn(words, theirs) ? words[theirs] : undefined) ?? theirs;
}

/** The words for a payment: what it is, how and when it was paid, and what is doubtful about it. */
export const paymentTexts = defineTexts<PaymentTexts>({
  fr: {
    status: { success: 'Reçu', failed: 'Échoué', check: 'À vérifier' },
    sentence: {
      success: 'Paiement reçu',
      failed: 'Paiement échoué : ne donnez rien',
      check: 'Paiement à vérifier avant de servir',
    },
    reversed: {
      word: 'Annulé',
      sentence: `Paiement annulé chez {provider}, l’argent est reparti : ne donnez rien`,
    },
    disputed: {
      word: `{provider} ne confirme pas`,
      sentence: `{provider} dit maintenant autre chose : vérifiez avant de servir`,
    },
    notReceived: { word: 'Pas reçu', sentence: 'L’argent n’est pas arrivé : ne donnez rien' },
    settled: (outcome, by) =>
      `${outcome === 'received' ? 'Reçu' : 'Pas reçu'}, d’après ${by === null ? '{provider}' : by === '' ? 'le propriétaire' : by}`,
    settle: {
      question: 'L’argent de ce paiement est-il arrivé ?',
      hint: `Cherchez-le dans votre tableau de bord {provider}, puis répondez. Sans réponse, il n’est pas compté.`,
      received: 'Oui, l’argent est arrivé',
      'not-received': 'Non, rien n’est arrivé',
      unsure: 'Je ne sais plus : à vérifier encore',
      ownerOnly: 'Le propriétaire peut répondre ici, avec son code.',
    },
    test: 'Essai',
    testHint: 'Paiement d’essai : aucun argent n’a bougé.',
    amountUnknown: 'Montant inconnu',
    payerUnknown: 'Payeur non indiqué',
    payerEndsWith: (digits) => `numéro finissant par ${digits}`,
    payerHidden: 'numéro caché',
    methodUnknown: 'Moyen non indiqué',
    methods: {
      MOBILE_MONEY: 'Mobile Money',
      WALLET: 'Portefeuille KKiaPay',
      CARD: 'Carte bancaire',
      BANK_ACCOUNT: 'Compte bancaire',
      card: 'Carte bancaire',
      ...paymentBrands,
    },
    failures: {
      insufficient_fund: 'Solde insuffisant',
      insufficient_funds: 'Solde insuffisant',
      payment_declined: 'Refusé par l’opérateur',
      card_declined: 'Carte refusée par la banque',
      card_fraudulent: 'Carte signalée comme frauduleuse',
      invalid_number: 'Numéro non valable',
      transaction_error: `Erreur chez {provider} pendant le paiement`,
      processing_error: `Erreur chez {provider} pendant le paiement`,
    },
    doubts: {
      contradiction: `{provider} se contredit : l’événement et le résultat ne disent pas la même chose.`,
      'unknown-event': `{provider} a envoyé un événement que ce comptoir ne connaît pas.`,
      unreadable: `Le message de {provider} est illisible.`,
      'not-utf8':
        'Le message est arrivé dans une autre écriture : ses lettres accentuées peuvent être fausses. Comparez avec le tableau de bord.',
      'other-currency': 'Ce paiement est dans une autre monnaie que le franc CFA : il n’est pas compté.',
      'amount-missing': 'Le montant manque.',
      'amount-zero': 'Le montant annoncé est de 0 F : vérifiez dans le tableau de bord.',
      'amount-as-text':
        'Le montant est écrit d’une façon inhabituelle : comparez-le avec le tableau de bord.',
      'fees-odd': 'Les frais ne sont pas un nombre entier de francs : ils sont arrondis.',
      'flag-missing': 'Le message ne dit pas si le paiement a réussi.',
      wrapped: 'Le message est arrivé sous une forme inhabituelle : comparez-le avec le tableau de bord.',
      'given-back': 'L’argent de ce paiement a été rendu au client : ne donnez rien.',
      'given-back-partly':
        'Une partie de ce paiement a été rendue au client, montant rendu inconnu : vérifiez dans le tableau de bord.',
      'amount-odd': 'Le montant n’est pas un nombre entier de francs.',
      'amount-changed': 'Le même paiement est arrivé deux fois avec des montants différents.',
      'id-missing': 'Le numéro de transaction manque.',
      'time-odd': `La date donnée par {provider} est étrange.`,
      'typed-by-hand': 'Ce paiement a été tapé à la main, et rien ne le confirme encore.',
    },
    disputes: {
      amount: (says) => `Le prestataire dit un autre montant : ${says} F.`,
      outcome: () => 'Le prestataire dit que ce paiement a échoué.',
      'unknown-payment': () => 'Le prestataire ne connaît pas ce paiement.',
      direction: () => 'Pour le prestataire, cet argent n’est pas entré chez vous.',
      payer: () => 'Le prestataire connaît un autre payeur.',
      'failed-after-success': () =>
        'Le prestataire a annoncé ce paiement reçu, puis échoué : il n’est pas compté. Vérifiez dans le tableau de bord.',
    },
    twin: 'Double paiement possible',
    givenBack: { wholly: 'Rendu au client', partly: 'Rendu en partie' },
    found: {
      typed: (by) => `tapé à la main par ${by}`,
      imported: (by) => `importé d’un fichier par ${by}`,
    },
    foundBadge: 'Retrouvé',
    strength: { secret: 'annoncé', signed: 'signé' },
    forgotten: 'Les données du payeur ont été effacées après le délai choisi dans les réglages.',
    lookInDashboard: `Cherchez ce paiement dans votre tableau de bord {provider} avant de donner la marchandise.`,
    when: {
      justNow: (time) => `à ${time} (à l’instant)`,
      minutesAgo: (minutes, time) => `à ${time} (il y a ${minutes} min)`,
      todayAt: (time) => `à ${time}`,
      yesterdayAt: (day, time) => `hier ${day} à ${time}`,
      onDayAt: (day, time) => `le ${day} à ${time}`,
    },
  },
  en: {
    status: { success: 'Received', failed: 'Failed', check: 'To check' },
    sentence: {
      success: 'Payment received',
      failed: 'Payment failed: hand nothing over',
      check: 'Payment to check before handing over',
    },
    reversed: {
      word: 'Reversed',
      sentence: `Payment reversed at {provider}, the money went back: hand nothing over`,
    },
    disputed: {
      word: `{provider} does not confirm`,
      sentence: `{provider} now says otherwise: check before handing over`,
    },
    notReceived: { word: 'Not received', sentence: 'The money did not come: hand nothing over' },
    settled: (outcome, by) =>
      `${outcome === 'received' ? 'Received' : 'Not received'}, says ${by === null ? '{provider}' : by === '' ? 'the owner' : by}`,
    settle: {
      question: 'Did the money of this payment come?',
      hint: `Look for it in your {provider} dashboard, then answer. Without an answer it is not counted.`,
      received: 'Yes, the money came',
      'not-received': 'No, nothing came',
      unsure: 'I am no longer sure: put it back in doubt',
      ownerOnly: 'The owner can answer here, with the PIN.',
    },
    test: 'Test',
    testHint: 'Test payment: no money moved.',
    amountUnknown: 'Amount unknown',
    payerUnknown: 'Payer not given',
    payerEndsWith: (digits) => `number ending in ${digits}`,
    payerHidden: 'hidden number',
    methodUnknown: 'Method not given',
    methods: {
      MOBILE_MONEY: 'Mobile money',
      WALLET: 'KKiaPay wallet',
      CARD: 'Bank card',
      BANK_ACCOUNT: 'Bank account',
      card: 'Bank card',
      ...paymentBrands,
    },
    failures: {
      insufficient_fund: 'Not enough money on the account',
      insufficient_funds: 'Not enough money on the account',
      payment_declined: 'Declined by the operator',
      card_declined: 'Card declined by the bank',
      card_fraudulent: 'Card reported as fraudulent',
      invalid_number: 'Number not valid',
      transaction_error: `Error at {provider} during the payment`,
      processing_error: `Error at {provider} during the payment`,
    },
    doubts: {
      contradiction: `{provider} contradicts itself: the event and the outcome do not say the same.`,
      'unknown-event': `{provider} sent an event that this counter does not know.`,
      unreadable: `The message from {provider} cannot be read.`,
      'not-utf8':
        'The message came in another script of letters: accented ones may be wrong. Compare it with the dashboard.',
      'other-currency': 'This payment is in another currency than the CFA franc: it is not counted.',
      'amount-missing': 'The amount is missing.',
      'amount-zero': 'The amount announced is 0 F: check it in the dashboard.',
      'amount-as-text': 'The amount is written in an unusual way: compare it with the dashboard.',
      'fees-odd': 'The fees are not a whole number of francs: they are rounded.',
      'flag-missing': 'The message does not say whether the payment succeeded.',
      wrapped: 'The message came in an unusual form: compare it with the dashboard.',
      'given-back': 'The money of this payment was given back to the customer: hand nothing over.',
      'given-back-partly':
        'A part of this payment was given back to the customer, how much is unknown: check it in the dashboard.',
      'amount-odd': 'The amount is not a whole number of francs.',
      'amount-changed': 'The same payment came twice with different amounts.',
      'id-missing': 'The transaction number is missing.',
      'time-odd': `The date given by {provider} is odd.`,
      'typed-by-hand': 'This payment was typed by hand, and nothing confirms it yet.',
    },
    disputes: {
      amount: (says) => `The provider says another amount: ${says} F.`,
      outcome: () => 'The provider says that this payment failed.',
      'unknown-payment': () => 'The provider does not know this payment.',
      direction: () => 'For the provider this money did not come in to you.',
      payer: () => 'The provider knows another payer.',
      'failed-after-success': () =>
        'The provider announced this payment as received, then as failed: it is not counted. Check it in the dashboard.',
    },
    twin: 'Perhaps paid twice',
    givenBack: { wholly: 'Given back', partly: 'Given back in part' },
    found: {
      typed: (by) => `typed by hand by ${by}`,
      imported: (by) => `imported from a file by ${by}`,
    },
    foundBadge: 'Found again',
    strength: { secret: 'announced', signed: 'signed' },
    forgotten: 'The payer’s data were removed after the time chosen in the settings.',
    lookInDashboard: `Look for this payment in your {provider} dashboard before you hand the goods over.`,
    when: {
      justNow: (time) => `at ${time} (just now)`,
      minutesAgo: (minutes, time) => `at ${time} (${minutes} min ago)`,
      todayAt: (time) => `at ${time}`,
      yesterdayAt: (day, time) => `yesterday, ${day}, at ${time}`,
      onDayAt: (day, time) => `on ${day} at ${time}`,
    },
  },
});

/** The same words, with the name of one payment's provider. */
export function paymentTextsOf({ provider }: Pick<Payment, 'provider'>, language: Language): PaymentTexts {
  return paymentTexts.naming([provider])[language];
}
