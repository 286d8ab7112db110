import { defineTexts } from './define-texts';

export interface MissingTexts {
  /** `amount`: in francs; null where it is not known. */
  readonly sentence: (count: number, amount: string | null) => string;
  readonly remedy: string;
}

/** Payments that were received and are no longer in the ledger: shown beside every total of their days. */
export const missingTexts = defineTexts<MissingTexts>({
  fr: {
    sentence: (count, amount) =>
      `Il manque ${count <= 1 ? `${count} paiement` : `${count} paiements`}, ${amount === null ? 'montant inconnu' : `${amount} au moins`}.`,
    remedy:
      'Un fichier a été abîmé, ces chiffres sont donc trop bas. Cherchez ces paiements dans le tableau de bord du prestataire, puis ajoutez-les avec « Retrouver un paiement ».',
  },
  en: {
    sentence: (count, amount) =>
      `${count === 1 ? '1 payment is' : `${count} payments are`} missing, ${amount === null ? 'amount unknown' : `${amount} at least`}.`,
    remedy:
      'A file was damaged, so these figures are too low. Look for these payments in the provider’s dashboard, then add them with “Find a payment again”.',
  },
});
