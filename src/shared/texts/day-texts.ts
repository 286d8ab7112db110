import { closesTexts, type ClosesTexts } from './closes-texts';
import { defineTexts } from './define-texts';

export interface DayTexts {
  /** Part of a file name: letters without accents. */
  readonly fileName: string;
  readonly loading: string;
  readonly day: string;
  readonly previous: string;
  readonly next: string;
  readonly money: {
    readonly received: string;
    readonly payments: (count: number) => string;
    readonly byMethod: string;
    readonly byHelper: string;
    /** Who had the counter, from when to when. */
    readonly shifts: {
      readonly title: string;
      readonly from: string;
      readonly to: string;
      readonly running: string;
      readonly never: string;
    };
    readonly notHandedOver: string;
    readonly nobody: string;
    readonly reversed: string;
    readonly failed: string;
    readonly check: string;
    readonly disputed: string;
    readonly tests: string;
    readonly fees: (amount: string) => string;
    readonly helper: string;
    readonly methodUnknown: string;
    readonly notCounted: string;
    readonly doubts: string;
    readonly outcome: string;
    readonly unknown: string;
    /** Between a name and its value. */
    readonly colon: string;
    readonly andUnknown: (count: number) => string;
    readonly handedOverOtherwise: string;
    readonly takenBack: string;
    readonly dayBefore: string;
    /** `weekday`: of the week before. */
    readonly weekBefore: string;
  };
  readonly deaf: {
    readonly title: string;
    readonly none: string;
    readonly period: (from: string, to: string | null, cause: string) => string;
    readonly endUnknown: (from: string, cause: string) => string;
    /** For a period that began before this day or continued after it. */
    readonly thatDay: (lasted: string) => string;
    readonly checkedBy: (by: string, when: string) => string;
    readonly unchecked: string;
    readonly closeIncomplete: string;
    readonly advice: (count: number) => string;
    readonly check: string;
  };
  readonly close: {
    readonly title: string;
    readonly intro: string;
    readonly again: string;
    readonly by: string;
    readonly cash: string;
    readonly cashHint: string;
    readonly expected: string;
    readonly expectedHint: string;
    readonly cashMalformed: string;
    readonly byMissing: string;
    /** Mobile money and cash are separate: their sum means something, their difference does not. */
    readonly withCash: (mobile: string, cash: string, sum: string) => string;
    readonly late: string;
    /** `left`: questions not answered yet. */
    readonly rechecking: (left: number) => string;
    readonly withoutWaiting: string;
    readonly rechecked: (answered: number, unanswered: number) => string;
    readonly do: string;
    readonly sureTitle: string;
    readonly sureBody: (incomplete: boolean, isLost?: boolean) => string;
    readonly yes: string;
    readonly no: string;
    readonly nothingNew: string;
    readonly forgotten: string;
  };
  readonly closes: ClosesTexts;
  readonly pdf: string;
  readonly pdfSaved: (file: string) => string;
  readonly payments: string;
  readonly tooMany: (shown: number) => string;
}

/** A day's report and its closing. */
export const dayTexts = defineTexts<DayTexts>({
  fr: {
    fileName: 'journee',
    loading: 'Calcul de la journée…',
    day: 'Jour',
    previous: 'Jour précédent',
    next: 'Jour suivant',
    money: {
      received: 'Reçu',
      payments: (count) => (count <= 1 ? `${count} paiement` : `${count} paiements`),
      byMethod: 'Par moyen',
      byHelper: 'Servi par',
      shifts: {
        title: 'Qui était au comptoir',
        from: 'De',
        to: 'À',
        running: 'encore au comptoir',
        never: 'jamais rendu',
      },
      notHandedOver: 'Pas encore servi',
      nobody: 'sans nom',
      reversed: 'Annulés',
      failed: 'Échoués',
      check: 'À vérifier',
      disputed: 'dont non confirmés par le prestataire',
      tests: 'Essais, non comptés',
      fees: (amount) => `Frais du prestataire : ${amount}`,
      helper: 'Qui',
      methodUnknown: 'Moyen non indiqué',
      notCounted: 'Pas dans ce total',
      doubts: 'Pourquoi vérifier',
      outcome: 'Résultat',
      unknown: 'montant inconnu',
      colon: ' : ',
      andUnknown: (count) => (count <= 1 ? 'et un montant inconnu' : `et ${count} montants inconnus`),
      handedOverOtherwise: 'Servis sans être reçus',
      takenBack: 'Repris au client',
      dayBefore: 'La veille',
      weekBefore: 'Le même jour, une semaine avant',
    },
    deaf: {
      title: 'Périodes hors ligne',
      none: 'Comptoir a tout entendu ce jour-là.',
      period: (from, to, cause) =>
        to === null ? `Hors ligne depuis ${from} : ${cause}` : `Hors ligne de ${from} à ${to} : ${cause}`,
      endUnknown: (from, cause) => `Hors ligne depuis ${from}, fin inconnue : ${cause}`,
      thatDay: (lasted) => `Ce jour-là : ${lasted}.`,
      checkedBy: (by, when) => `Vérifié par ${by}, ${when}`,
      unchecked: 'Pas encore vérifié',
      closeIncomplete: 'Tant qu’une période hors ligne n’est pas vérifiée, la clôture est incomplète.',
      advice: (count) =>
        count === 1
          ? 'Des paiements peuvent manquer. Cherchez ceux de cette période dans le tableau de bord {provider}, puis dites que c’est fait.'
          : 'Des paiements peuvent manquer. Cherchez ceux de ces périodes dans le tableau de bord {provider}, puis dites que c’est fait.',
      check: 'J’ai vérifié chez {provider}',
    },
    close: {
      title: 'Clôturer la journée',
      intro:
        'La clôture garde ces chiffres pour toujours, avec un numéro. Personne ne peut la changer ensuite.',
      again:
        'Quelque chose a changé depuis la dernière clôture : vous pouvez clôturer de nouveau, les deux restent.',
      by: 'Clôturé par',
      cash: 'Espèces comptées',
      cashHint: 'Facultatif, en francs.',
      expected: 'Espèces attendues',
      expectedHint: 'Facultatif : ce que la caisse devrait contenir.',
      cashMalformed: 'Tapez un nombre entier de francs, ou rien.',
      byMissing: 'Dites qui clôture.',
      withCash: (mobile, cash, sum) =>
        `Mobile money reçu : ${mobile}. En caisse : ${cash} en espèces. Ensemble : ${sum}.`,
      late: 'Ce jour est passé : la clôture dira qu’elle a été faite après.',
      rechecking: (left) =>
        `Dernière question à KKiaPay sur les paiements du jour (encore ${left}), puis la clôture.`,
      withoutWaiting: 'Clôturer sans attendre',
      rechecked: (answered, unanswered) =>
        `KKiaPay a répondu pour ${answered} sur ${answered + unanswered}. Les autres comptent tels qu’annoncés.`,
      do: 'Clôturer',
      sureTitle: 'Clôturer cette journée ?',
      sureBody: (incomplete, isLost = false) =>
        isLost
          ? 'Il manque des paiements : la clôture dira qu’elle est incomplète. Elle ne pourra plus être changée.'
          : incomplete
            ? 'Une période hors ligne n’est pas vérifiée : la clôture dira qu’elle est incomplète. Elle ne pourra plus être changée.'
            : 'Elle ne pourra plus être changée.',
      yes: 'Oui, clôturer',
      no: 'Non',
      nothingNew: 'Cette journée est clôturée.',
      forgotten: 'Journées avec des paiements, jamais clôturées :',
    },
    closes: closesTexts.fr,
    pdf: 'Imprimer ou PDF',
    pdfSaved: (file) => `Enregistré : ${file}`,
    payments: 'Les paiements du jour',
    tooMany: (shown) => `Seuls les ${shown} derniers sont montrés. Tous sont dans l’export Excel.`,
  },
  en: {
    fileName: 'day',
    loading: 'Adding up the day…',
    day: 'Day',
    previous: 'Day before',
    next: 'Day after',
    money: {
      received: 'Received',
      payments: (count) => (count === 1 ? '1 payment' : `${count} payments`),
      byMethod: 'By method',
      byHelper: 'Handed over by',
      shifts: {
        title: 'Who was at the counter',
        from: 'From',
        to: 'To',
        running: 'still at the counter',
        never: 'never handed back',
      },
      notHandedOver: 'Not handed over yet',
      nobody: 'no name',
      reversed: 'Reversed',
      failed: 'Failed',
      check: 'To check',
      disputed: 'of which not confirmed by the provider',
      tests: 'Tests, not counted',
      fees: (amount) => `Provider’s fees: ${amount}`,
      helper: 'Who',
      methodUnknown: 'Method not given',
      notCounted: 'Not in this total',
      doubts: 'Why to check',
      outcome: 'Outcome',
      unknown: 'amount unknown',
      colon: ': ',
      andUnknown: (count) => (count === 1 ? 'and one unknown amount' : `and ${count} unknown amounts`),
      handedOverOtherwise: 'Handed over, not received',
      takenBack: 'Taken back from the customer',
      dayBefore: 'The day before',
      weekBefore: 'The same day, a week before',
    },
    deaf: {
      title: 'Offline periods',
      none: 'Comptoir heard everything that day.',
      period: (from, to, cause) =>
        to === null ? `Offline since ${from}: ${cause}` : `Offline from ${from} to ${to}: ${cause}`,
      endUnknown: (from, cause) => `Offline since ${from}, end unknown: ${cause}`,
      thatDay: (lasted) => `On this day: ${lasted}.`,
      checkedBy: (by, when) => `Checked by ${by}, ${when}`,
      unchecked: 'Not checked yet',
      closeIncomplete: 'As long as an offline period is not checked, the close is incomplete.',
      advice: (count) =>
        count === 1
          ? 'Payments may be missing. Look for those of this period in the {provider} dashboard, then say that it is done.'
          : 'Payments may be missing. Look for those of these periods in the {provider} dashboard, then say that it is done.',
      check: 'I have checked at {provider}',
    },
    close: {
      title: 'Close the day',
      intro: 'The close keeps these figures for good, under a number. Nobody can change it afterwards.',
      again: 'Something has changed since the last close: you may close again, both stay.',
      by: 'Closed by',
      cash: 'Cash counted',
      cashHint: 'Optional, in francs.',
      expected: 'Cash expected',
      expectedHint: 'Optional: what the till should hold.',
      cashMalformed: 'Type a whole number of francs, or nothing.',
      byMissing: 'Say who closes.',
      withCash: (mobile, cash, sum) =>
        `Mobile money received: ${mobile}. In the till: ${cash} in cash. Together: ${sum}.`,
      late: 'This day is over: the close will say that it was made later.',
      rechecking: (left) =>
        `One last question to KKiaPay about the day’s payments (${left} left), then the close.`,
      withoutWaiting: 'Close without waiting',
      rechecked: (answered, unanswered) =>
        `KKiaPay answered for ${answered} of ${answered + unanswered}. The others count as announced.`,
      do: 'Close the day',
      sureTitle: 'Close this day?',
      sureBody: (incomplete, isLost = false) =>
        isLost
          ? 'Payments are missing: the close will say that it is incomplete. It cannot be changed any more.'
          : incomplete
            ? 'An offline period is not checked: the close will say that it is incomplete. It cannot be changed any more.'
            : 'It cannot be changed any more.',
      yes: 'Yes, close it',
      no: 'No',
      nothingNew: 'This day is closed.',
      forgotten: 'Days with payments that were never closed:',
    },
    closes: closesTexts.en,
    pdf: 'Print or PDF',
    pdfSaved: (file) => `Saved: ${file}`,
    payments: 'The day’s payments',
    tooMany: (shown) => `Only the last ${shown} are shown. All are in the Excel export.`,
  },
});
