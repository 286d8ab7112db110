import { definePlainTexts } from './define-texts';

export interface CloseTicketTexts {
  readonly notAnInvoice: string;
  readonly day: string;
  readonly closedAt: string;
  readonly by: string;
  readonly count: string;
  readonly total: string;
  readonly incomplete: (reasons: string) => string;
  readonly unchecked: (count: number) => string;
  readonly complete: string;
  readonly changed: string;
  readonly sum: string;
  readonly previous: string;
  readonly lasting: string;
  readonly endUnknown: string;
  readonly atLeast: string;
}

/** A close on paper. */
export const closeTicketTexts = definePlainTexts<CloseTicketTexts>({
  fr: {
    notAnInvoice: 'Reçu de paiement, ne vaut pas facture normalisée',
    day: 'Journée',
    closedAt: 'Clôturée le',
    by: 'Par',
    count: 'Paiements reçus',
    total: 'Total reçu',
    incomplete: (reasons) => `INCOMPLÈTE : ${reasons}`,
    unchecked: (count) =>
      count === 1 ? '1 période hors ligne non vérifiée' : `${count} périodes hors ligne non vérifiées`,
    complete: 'Complète',
    changed: 'MODIFIÉE : comparez avec le ticket imprimé ce jour-là',
    sum: 'Ensemble',
    previous: 'Empreinte précédente',
    lasting: 'dure encore',
    endUnknown: 'fin inconnue',
    atLeast: 'au moins',
  },
  en: {
    notAnInvoice: 'Payment receipt, not a certified invoice',
    day: 'Day',
    closedAt: 'Closed at',
    by: 'By',
    count: 'Payments received',
    total: 'Total received',
    incomplete: (reasons) => `INCOMPLETE: ${reasons}`,
    unchecked: (count) =>
      count === 1 ? '1 offline period not checked' : `${count} offline periods not checked`,
    complete: 'Complete',
    changed: 'CHANGED: compare with the ticket printed that day',
    sum: 'Together',
    previous: 'Previous fingerprint',
    lasting: 'still lasts',
    endUnknown: 'end unknown',
    atLeast: 'at least',
  },
});
