import { defineTexts } from './define-texts';

export interface ClosesTexts {
  readonly title: string;
  readonly none: string;
  readonly older: string;
  readonly number: (number: number) => string;
  readonly closedBy: (by: string, when: string) => string;
  readonly late: string;
  readonly replaces: (number: number) => string;
  readonly incomplete: string;
  readonly lost: string;
  readonly complete: string;
  readonly changed: string;
  readonly cash: string;
  readonly expected: string;
  readonly difference: string;
  readonly otherPayments: string;
  readonly gone: string;
  readonly fingerprint: string;
  readonly print: string;
  readonly printed: string;
}

/** The list of day closes, with the comments on each. */
export const closesTexts = defineTexts<ClosesTexts>({
  fr: {
    title: 'Clôtures',
    none: 'Aucune clôture pour l’instant.',
    older: 'Clôtures plus anciennes',
    number: (number) => `Clôture n° ${number}`,
    closedBy: (by, when) => `par ${by}, ${when}`,
    late: 'clôturée après ce jour',
    replaces: (number) => `Remplace la clôture n° ${number}`,
    incomplete: 'Incomplète : période hors ligne non vérifiée',
    lost: 'Incomplète : des paiements sont perdus',
    complete: 'Complète',
    changed:
      'Cette clôture, ou celle d’avant, a été modifiée. Comparez-la avec le ticket imprimé ce jour-là.',
    cash: 'Espèces comptées',
    expected: 'Espèces attendues',
    difference: 'Écart de caisse',
    otherPayments:
      'Les paiements de ce jour ne sont plus ceux de la clôture. Faites vérifier le registre par la personne qui vous dépanne.',
    gone: 'Cette clôture manque ou ne peut plus être lue. Gardez bien son ticket, et appelez la personne qui vous dépanne.',
    fingerprint: 'Empreinte',
    print: 'Imprimer le ticket',
    printed: 'Ticket envoyé à l’imprimante.',
  },
  en: {
    title: 'Closes',
    none: 'No close yet.',
    older: 'Older closes',
    number: (number) => `Close no. ${number}`,
    closedBy: (by, when) => `by ${by}, ${when}`,
    late: 'closed after that day',
    replaces: (number) => `Replaces close no. ${number}`,
    incomplete: 'Incomplete: an offline period is not checked',
    lost: 'Incomplete: payments are lost',
    complete: 'Complete',
    changed: 'This close, or the one before it, was changed. Compare it with the ticket printed that day.',
    cash: 'Cash counted',
    expected: 'Cash expected',
    difference: 'Difference in the till',
    otherPayments:
      'The payments of this day are no longer those of the close. Have the records checked by whoever helps you.',
    gone: 'This close is missing or can no longer be read. Keep its ticket, and call whoever helps you.',
    fingerprint: 'Fingerprint',
    print: 'Print the ticket',
    printed: 'Ticket sent to the printer.',
  },
});
