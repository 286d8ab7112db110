import type { ImportColumns } from '../bridge/import-commands';
import type { ImportFate } from '../bridge/import-fates';
import type { UnsureReason } from '../payment/verification';
import { defineTexts } from './define-texts';

export interface RecoveryTexts {
  readonly title: string;
  readonly intro: string;
  readonly open: string;
  readonly by: string;
  readonly number: Readonly<
    Record<'title' | 'hint' | 'field' | 'amount' | 'amountHint' | 'add' | 'added' | 'typed' | 'known', string>
  >;
  readonly file: Readonly<
    Record<'title' | 'hint' | 'field' | 'none' | 'noStatus' | 'deaf' | 'again', string>
  >;
  readonly columns: Readonly<Record<keyof ImportColumns, string>>;
  readonly fates: Readonly<Record<ImportFate, string>>;
  readonly line: string;
  readonly summary: (count: number, total: string) => string;
  readonly whileDeaf: (count: number) => string;
  readonly take: (count: number) => string;
  readonly taken: (count: number, total: string) => string;
  readonly keys: {
    readonly title: (provider: string) => string;
    readonly hint: string;
    readonly risk: string;
    readonly save: string;
    readonly saved: string;
    readonly forget: string;
    readonly waiting: (count: number) => string;
    readonly trouble: Readonly<Record<UnsureReason, string>>;
  };
}

/** Adding missed payments later, and the keys for asking a provider. */
export const recoveryTexts = defineTexts<RecoveryTexts>({
  fr: {
    title: 'Retrouver un paiement',
    intro:
      'Quand ce comptoir était hors ligne, des paiements ont pu lui échapper. Ce que vous ajoutez ici ne sonne pas et ne compte qu’une fois.',
    open: 'Retrouver un paiement',
    by: 'Votre nom',
    number: {
      title: 'Par son numéro de transaction',
      hint: 'Le numéro est dans le tableau de bord de {provider}.',
      field: 'Numéro de transaction',
      amount: 'Montant en francs',
      amountHint: 'Inutile si les clés API sont enregistrées.',
      add: 'Ajouter',
      added: 'Ajouté, et confirmé par le prestataire.',
      typed: 'Ajouté comme tapé à la main : il reste à vérifier et ne compte pas dans le total.',
      known: 'Ce paiement était déjà dans le registre.',
    },
    file: {
      title: 'Par un fichier du tableau de bord',
      hint: 'Chez KKiaPay ou FedaPay, exportez la liste des transactions en CSV, puis choisissez le fichier.',
      field: 'Choisir le fichier CSV',
      none: 'aucune',
      noStatus: 'Sans colonne de résultat, chaque ligne est prise pour un paiement reçu.',
      deaf: 'pendant que le comptoir était hors ligne',
      again: 'Relire le fichier avec ces colonnes',
    },
    columns: {
      transactionId: 'Numéro de transaction',
      amountXof: 'Montant',
      performedAt: 'Date',
      status: 'Résultat',
      account: 'Numéro du payeur',
      method: 'Moyen',
    },
    fates: {
      new: 'à ajouter',
      known: 'déjà là',
      'not-received': 'pas reçu',
      'unknown-status': 'état inconnu',
      'other-currency': 'autre monnaie',
      'not-a-payment': 'pas un paiement',
      unreadable: 'illisible',
    },
    line: 'Ligne',
    summary: (count, total) => `${count} à ajouter, ${total} en tout.`,
    whileDeaf: (count) => `${count} pendant que le comptoir était hors ligne.`,
    take: (count) => `Ajouter ${count} ${count <= 1 ? 'paiement' : 'paiements'}`,
    taken: (count, total) => `${count} ${count <= 1 ? 'ajouté' : 'ajoutés'}, ${total}.`,
    keys: {
      title: (provider) => `Clés API ${provider} (facultatif)`,
      hint: 'Avec elles, le comptoir demande au prestataire si chaque paiement annoncé est vrai, et s’il a été annulé depuis.',
      risk: 'Elles sont chiffrées sur cet ordinateur et ne se relisent pas. Qui les vole peut presque rembourser à votre place : ne les mettez que sur un ordinateur sûr.',
      save: 'Enregistrer les clés',
      saved: 'Les clés sont enregistrées.',
      forget: 'Oublier les clés',
      waiting: (count) => `${count} ${count <= 1 ? 'vérification prévue' : 'vérifications prévues'}.`,
      trouble: {
        unreachable: 'Le prestataire ne répond pas : les paiements restent annoncés, on redemandera.',
        'provider-failing': 'Le prestataire a un problème : on redemandera plus tard.',
        'too-many-questions': 'Le prestataire demande d’attendre un peu.',
        'keys-refused': 'Les clés sont refusées. Vérifiez-les, et que ce sont celles du bon mode.',
        'odd-answer': 'La réponse du prestataire n’est pas comprise : on redemandera.',
      },
    },
  },
  en: {
    title: 'Find a payment again',
    intro:
      'While this counter was offline, payments may have escaped it. What you add here does not ring and counts only once.',
    open: 'Find a payment again',
    by: 'Your name',
    number: {
      title: 'By its transaction number',
      hint: 'The number is in {provider}’s dashboard.',
      field: 'Transaction number',
      amount: 'Amount in francs',
      amountHint: 'Not needed where the API keys are saved.',
      add: 'Add',
      added: 'Added, and confirmed by the provider.',
      typed: 'Added as typed by hand: it is still to be checked and does not count in the total.',
      known: 'This payment was already in the ledger.',
    },
    file: {
      title: 'By a file of the dashboard',
      hint: 'At KKiaPay or FedaPay, export the list of transactions as CSV, then choose the file.',
      field: 'Choose the CSV file',
      none: 'none',
      noStatus: 'Without a column for the outcome each line is taken for a payment received.',
      deaf: 'while the counter was offline',
      again: 'Read the file again with these columns',
    },
    columns: {
      transactionId: 'Transaction number',
      amountXof: 'Amount',
      performedAt: 'Date',
      status: 'Outcome',
      account: 'Payer’s number',
      method: 'Method',
    },
    fates: {
      new: 'to add',
      known: 'already there',
      'not-received': 'not received',
      'unknown-status': 'unknown state',
      'other-currency': 'other currency',
      'not-a-payment': 'not a payment',
      unreadable: 'unreadable',
    },
    line: 'Line',
    summary: (count, total) => `${count} to add, ${total} in all.`,
    whileDeaf: (count) => `${count} while the counter was offline.`,
    take: (count) => `Add ${count} ${count === 1 ? 'payment' : 'payments'}`,
    taken: (count, total) => `${count} added, ${total}.`,
    keys: {
      title: (provider) => `${provider} API keys (optional)`,
      hint: 'With them the counter asks the provider whether each announced payment is true, and whether it was reversed since.',
      risk: 'They are encrypted on this computer and cannot be read back. Whoever steals them can nearly refund in your place: put them on a safe computer only.',
      save: 'Save the keys',
      saved: 'The keys are saved.',
      forget: 'Forget the keys',
      waiting: (count) => `${count} ${count === 1 ? 'check' : 'checks'} planned.`,
      trouble: {
        unreachable: 'The provider does not answer: payments stay announced, it will be asked again.',
        'provider-failing': 'The provider has a problem: it will be asked again later.',
        'too-many-questions': 'The provider asks to wait a little.',
        'keys-refused': 'The keys are refused. Check them, and that they are those of the right mode.',
        'odd-answer': 'The provider’s answer is not understood: it will be asked again.',
      },
    },
  },
});
