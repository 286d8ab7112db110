import type { ImportPeriod, ImportReason } from '../bridge/import-commands';
import type { ImportFate } from '../bridge/import-fates';
import { formatXof } from '../payment/money';
import type { Language } from '../settings/preferences';
import { defineTexts } from './define-texts';

export interface ImportTexts {
  /** What happens to the rows of a kind, after their number. */
  readonly kinds: Readonly<Record<ImportFate, string>>;
  readonly reasons: Readonly<Record<ImportReason, string>>;
  readonly provider: string;
  readonly providerUnsure: string;
  readonly notListed: (count: number) => string;
  readonly rowCount: (count: number) => string;
  readonly undated: (count: number) => string;
  readonly period: (from: string, to: string) => string;
  readonly usual: (usual: string) => string;
  readonly unusual: (perDay: string, usual: string) => string;
  readonly word: (word: string, count: number) => string;
  readonly wordHint: string;
  readonly choices: Readonly<Record<'unsaid' | 'received' | 'not-received', string>>;
  readonly reading: string;
  readonly adding: (count: number) => string;
  /** For a number of rows that are read or added. */
  readonly progress: (done: string, rows: string) => string;
  /** Why rows of a kind are not new, with their number. */
  readonly because: (reason: string, count: number) => string;
  readonly future: string;
  readonly referencesOnly: string;
  /** What the command says, besides its lines for machines. */
  readonly commandLine: {
    readonly sum: (count: number, total: string) => string;
    readonly unsureProvider: string;
    readonly unknownWords: (words: string) => string;
    readonly columnsNotJson: string;
    readonly columnsUnknown: (known: string) => string;
  };
  readonly tooLarge: string;
}

/** What the window says about a file of payments before it counts any of it. */
export const importTexts = defineTexts<ImportTexts>({
  fr: {
    kinds: {
      new: 'à ajouter',
      known: 'déjà dans le registre',
      'not-received': 'pas reçus, non comptés',
      'unknown-status': 'dans un état inconnu, non comptés',
      'other-currency': 'dans une autre monnaie, non comptés',
      'not-a-payment': 'qui ne sont pas des paiements, non comptées',
      unreadable: 'illisibles, non comptées',
    },
    reasons: {
      failed: 'échoué ou annulé',
      pending: 'pas encore terminé',
      'given-back': 'rendu au client',
      'state-unknown': 'mot pas compris',
      'state-missing': 'résultat absent',
      'partly-refunded': 'rendu en partie',
      'kind-unknown': 'type d’opération pas compris',
      currency: 'pas en francs CFA d’Afrique de l’Ouest',
      total: 'ligne de total',
      note: 'note sous le tableau',
      heading: 'en-tête répété',
      payout: 'versement ou retrait',
      refund: 'remboursement',
      credit: 'crédit du compte',
      fee: 'frais',
      negative: 'montant négatif',
      'money-out': 'argent sorti',
      test: 'essai',
      silence: 'période hors ligne',
      said: 'pas un paiement, d’après votre choix',
      'too-many-cells': 'plus de cases que de colonnes',
      'number-missing': 'sans numéro de transaction',
      'number-unclear': 'numéro de transaction pas compris',
      'number-shortened': 'numéro raccourci par le tableur : exportez de nouveau sans ouvrir le fichier',
      'number-is-reference': 'une référence FedaPay, pas le numéro',
      'amount-missing': 'sans montant',
      'amount-shortened': 'montant raccourci par le tableur',
      'amount-not-whole': 'montant avec des centimes',
      'amount-unclear': 'montant pas compris',
      'amount-zero': 'montant de 0 F',
      'amount-too-large': 'montant trop grand',
      'date-missing': 'sans date',
      'date-impossible': 'date impossible',
      'date-unclear': 'date pas comprise',
      'date-shortened': 'date raccourcie par le tableur',
      undated: 'sans date, compté aujourd’hui',
      twice: 'deux fois dans le fichier',
      'amount-differs': 'avec un autre montant au registre',
    },
    provider: 'Prestataire',
    providerUnsure:
      'Les colonnes ne disent pas de quel prestataire vient ce fichier. Choisissez-le avant d’ajouter.',
    notListed: (count) =>
      `${count} ${count <= 1 ? 'ligne de plus n’est pas montrée' : 'lignes de plus ne sont pas montrées'} ici, mais ${count <= 1 ? 'elle est comptée' : 'elles sont comptées'} ci-dessus.`,
    rowCount: (count) => `${count} ${count <= 1 ? 'ligne lue' : 'lignes lues'} :`,
    undated: (count) =>
      `${count} sans date : ${count <= 1 ? 'il compterait' : 'ils compteraient'} dans le total d’aujourd’hui. Choisissez la colonne de la date si le fichier en a une.`,
    period: (from, to) => (from === to ? `Payés le ${from}.` : `Payés du ${from} au ${to}.`),
    usual: (usual) => `Vos journées d’avant faisaient ${usual} en moyenne.`,
    unusual: (perDay, usual) =>
      `C’est ${perDay} par jour, bien plus que vos journées d’avant (${usual} en moyenne). Vérifiez les colonnes avant d’ajouter.`,
    word: (word, count) => `« ${word} » (${count} ${count <= 1 ? 'ligne' : 'lignes'})`,
    wordHint:
      'Ces mots ne sont pas connus. Dites ce qu’ils veulent dire : le choix est gardé pour les prochains fichiers.',
    choices: { unsaid: 'je ne sais pas', received: 'reçu', 'not-received': 'pas reçu' },
    reading: 'Lecture du fichier…',
    adding: (count) =>
      `Ajout de ${count} ${count <= 1 ? 'paiement' : 'paiements'}… Le comptoir sonne toujours.`,
    progress: (done, rows) => `${done} sur ${rows}`,
    because: (reason, count) => `${reason} : ${count}`,
    future: 'Des dates sont dans l’avenir. Vérifiez la colonne de la date avant d’ajouter.',
    referencesOnly:
      'Des lignes n’ont que la référence FedaPay (trx_…). Sans leur numéro, un paiement pourrait compter deux fois. Exportez de nouveau depuis FedaPay avec la colonne « ID », ou choisissez cette colonne.',
    commandLine: {
      sum: (count, total) =>
        `${count} ${count <= 1 ? 'paiement nouveau' : 'paiements nouveaux'}, ${total} en tout.`,
      unsureProvider:
        'Les colonnes ne disent pas de qui vient ce fichier : il a été lu comme venant de KKiaPay. Ajoutez --provider fedapay s’il vient de FedaPay.',
      unknownWords: (words) =>
        `Mots pas compris : ${words}. Dites ce qu’ils veulent dire avec --columns {"words":{"MOT":"received"}} ou "not-received" : c’est retenu.`,
      columnsNotJson: '--columns veut du JSON, par exemple {"amountXof":"Montant"}',
      columnsUnknown: (known) => `--columns connaît ${known}`,
    },
    tooLarge:
      'Ce fichier est trop long pour être lu d’un coup. Exportez une période plus courte, un mois par exemple, puis recommencez.',
  },
  en: {
    kinds: {
      new: 'to add',
      known: 'already in the ledger',
      'not-received': 'not received, not counted',
      'unknown-status': 'in an unknown state, not counted',
      'other-currency': 'in another currency, not counted',
      'not-a-payment': 'that are no payments, not counted',
      unreadable: 'unreadable, not counted',
    },
    reasons: {
      failed: 'failed or canceled',
      pending: 'not finished yet',
      'given-back': 'given back to the customer',
      'state-unknown': 'word not understood',
      'state-missing': 'no outcome given',
      'partly-refunded': 'partly given back',
      'kind-unknown': 'type of operation not understood',
      currency: 'not in West African CFA francs',
      total: 'line of totals',
      note: 'note under the table',
      heading: 'heading repeated',
      payout: 'payout or withdrawal',
      refund: 'refund',
      credit: 'credit of the account',
      fee: 'fee',
      negative: 'negative amount',
      'money-out': 'money that went out',
      test: 'test',
      silence: 'offline period',
      said: 'no payment, as you said',
      'too-many-cells': 'more cells than columns',
      'number-missing': 'without a transaction number',
      'number-unclear': 'transaction number not understood',
      'number-shortened': 'number shortened by the spreadsheet: export again without opening the file',
      'number-is-reference': 'a FedaPay reference, not the number',
      'amount-missing': 'without an amount',
      'amount-shortened': 'amount shortened by the spreadsheet',
      'amount-not-whole': 'amount with cents',
      'amount-unclear': 'amount not understood',
      'amount-zero': 'amount of 0 F',
      'amount-too-large': 'amount too large',
      'date-missing': 'without a date',
      'date-impossible': 'impossible date',
      'date-unclear': 'date not understood',
      'date-shortened': 'date shortened by the spreadsheet',
      undated: 'without a date, counted today',
      twice: 'twice in the file',
      'amount-differs': 'with another amount in the ledger',
    },
    provider: 'Provider',
    providerUnsure: 'The columns do not tell which provider this file comes from. Choose it before you add.',
    notListed: (count) =>
      `${count} more ${count === 1 ? 'line is' : 'lines are'} not shown here, but counted above.`,
    rowCount: (count) => `${count} ${count === 1 ? 'line' : 'lines'} read:`,
    undated: (count) =>
      `${count} without a date: ${count === 1 ? 'it' : 'they'} would count in today’s takings. Choose the column of the date if the file has one.`,
    period: (from, to) => (from === to ? `Paid on ${from}.` : `Paid from ${from} to ${to}.`),
    usual: (usual) => `Your days before brought ${usual} on average.`,
    unusual: (perDay, usual) =>
      `That is ${perDay} a day, far more than your days before (${usual} on average). Check the columns before you add.`,
    word: (word, count) => `“${word}” (${count} ${count === 1 ? 'line' : 'lines'})`,
    wordHint: 'These words are not known. Say what they mean: the choice is kept for the next files.',
    choices: { unsaid: 'I do not know', received: 'received', 'not-received': 'not received' },
    reading: 'Reading the file…',
    adding: (count) => `Adding ${count} ${count === 1 ? 'payment' : 'payments'}… The counter still rings.`,
    progress: (done, rows) => `${done} of ${rows}`,
    because: (reason, count) => `${reason}: ${count}`,
    future: 'Some dates lie in the future. Check the column of the date before you add.',
    referencesOnly:
      'Some lines have only FedaPay’s reference (trx_…). Without their number a payment could count twice. Export again from FedaPay with the column “ID”, or choose that column.',
    commandLine: {
      sum: (count, total) => `${count} new ${count === 1 ? 'payment' : 'payments'}, ${total} in all.`,
      unsureProvider:
        'The columns do not tell whose file this is: it was read as KKiaPay’s. Add --provider fedapay if it is FedaPay’s.',
      unknownWords: (words) =>
        `Words not understood: ${words}. Say what they mean with --columns {"words":{"WORD":"received"}} or "not-received": it is remembered.`,
      columnsNotJson: '--columns wants JSON such as {"amountXof":"Montant"}',
      columnsUnknown: (known) => `--columns knows ${known}`,
    },
    tooLarge:
      'This file is too long to be read at once. Export a shorter period, a month for example, then retry.',
  },
});

/** A file that brings so many times the usual takings may have been misread. */
const unusualTimes = 3;

/** Days and sum of a file beside the usual takings, for a person to check before anything is counted. */
export function sanityOf(
  { from, to, days, usualXof }: ImportPeriod,
  newXof: number,
  { language, dayName, today }: SanityShop,
): { readonly isUnusual: boolean; readonly sentences: readonly string[] } {
  const words = importTexts[language];
  const perDayXof = Math.round(newXof / days);
  const isFarMore = usualXof !== null && perDayXof > usualXof * unusualTimes;
  const isFuture = today !== undefined && to > today;
  const usual = usualXof === null ? '' : formatXof(usualXof, language);
  const compared = isFarMore ? words.unusual(formatXof(perDayXof, language), usual) : words.usual(usual);
  return {
    isUnusual: isFarMore || isFuture,
    sentences: [
      words.period(dayName(from), dayName(to)),
      ...(usualXof === null ? [] : [compared]),
      ...(isFuture ? [words.future] : []),
    ],
  };
}

interface SanityShop {
  readonly language: Language;
  readonly dayName: (day: string) => string;
  readonly today?: string;
}
