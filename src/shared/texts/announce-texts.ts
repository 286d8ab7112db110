import type { PaymentStatus } from '../payment/payment';
import { definePlainTexts } from './define-texts';

interface AnnounceTexts {
  readonly title: (status: PaymentStatus, amount: string) => string;
  /** The title where everybody may see it on a lock screen. */
  readonly discreetTitle: Readonly<Record<PaymentStatus, string>>;
  readonly discreet: string;
  /** Begins each title that is not about real money. */
  readonly sandbox: (title: string) => string;
  readonly amountUnknown: string;
  /** What to do at the counter; null where the title says it all. */
  readonly advice: Readonly<Record<PaymentStatus, string | null>>;
  /**
   * Begins with a word of ours whatever the provider sent: a program would take a leading dash for an option. `payer`:
   * empty where nothing of the payer may be shown.
   */
  readonly by: (method: string | null, payer: string | null) => string;
  /** One summary of the payments made during an outage. */
  readonly outage: {
    readonly title: (what: string) => string;
    /** For calls that the relay held before this counter existed. */
    readonly history: (what: string) => string;
    readonly received: (count: number, total: string) => string;
    /** Empty where there are none. */
    readonly others: (failed: number, check: number) => string;
    /** Among the received ones. */
    readonly twins: (count: number) => string;
    readonly also: (others: string) => string;
    readonly next: string;
  };
  /** Payments that came in one burst, whatever their status. */
  readonly several: (count: number) => string;
  readonly received: (count: number, total: string) => string;
  /** Failed, to check, or not real money. */
  readonly notReceived: (count: number) => string;
  /** Shown once, when the window is closed for the first time. */
  readonly stillListening: { readonly title: string; readonly body: string };
  /** `when`: how long before, in whole minutes. */
  readonly twin: (minutes: number) => string;
  readonly failedBefore: string;
  readonly reversed: {
    readonly title: string;
    readonly handedOver: (by: string, time: string) => string;
    readonly notHandedOver: string;
  };
  /** Money that had been received. `partly`: the amount given back is unknown. */
  readonly givenBack: {
    readonly title: string;
    readonly partly: string;
    readonly body: string;
  };
  readonly disputed: string;
  /** The provider is not heard; then it is heard again. Times on the shop's wall clock. */
  readonly cutOff: { readonly title: string; readonly body: (since: string, cause: string) => string };
  readonly heardAgain: { readonly title: string; readonly body: (from: string, to: string) => string };
  readonly about: (what: string, amount: string) => string;
}

/** The words of a notification: the amount first, since it may be cut short. */
export const announceTexts = definePlainTexts<AnnounceTexts>({
  fr: {
    title: (status, amount) =>
      ({
        success: `Paiement reçu : ${amount}`,
        failed: `Paiement échoué : ${amount}`,
        check: `Paiement à vérifier : ${amount}`,
      })[status],
    discreetTitle: {
      success: 'Paiement reçu',
      failed: 'Paiement échoué',
      check: 'Paiement à vérifier',
    },
    discreet: 'Ouvrez Comptoir pour voir le montant.',
    sandbox: (title) => `ESSAI - ${title}`,
    amountUnknown: 'montant inconnu',
    advice: {
      success: null,
      failed: 'Ne donnez rien.',
      check: 'Ne donnez rien avant d’avoir vérifié dans le tableau de bord.',
    },
    twin: (minutes) =>
      `Double paiement possible : même payeur, même montant il y a ${Math.max(1, minutes)} min.`,
    failedBefore: 'Ce paiement avait d’abord échoué ; il est passé maintenant.',
    reversed: {
      title: 'Paiement annulé',
      handedOver: (by, time) =>
        `L’argent est reparti. La marchandise a été donnée${by === '' ? '' : ` par ${by}`} à ${time}.`,
      notHandedOver: 'L’argent est reparti. Ne donnez rien.',
    },
    givenBack: {
      title: 'Rendu au client',
      partly: 'Rendu en partie, montant rendu inconnu',
      body: 'Ne donnez rien pour ce paiement. Vérifiez dans le tableau de bord.',
    },
    disputed: '{provider} ne confirme pas',
    cutOff: {
      title: 'Les paiements ne sonnent plus',
      body: (since, cause) =>
        `Depuis ${since} : ${cause}. Ouvrez Comptoir pour savoir que faire. En attendant, vérifiez chaque paiement dans le tableau de bord {provider}.`,
    },
    heardAgain: {
      title: 'Les paiements sonnent de nouveau',
      body: (from, to) =>
        `Hors ligne de ${from} à ${to} : cherchez les paiements de ce moment-là dans le tableau de bord {provider}.`,
    },
    about: (what, amount) => `${what} : ${amount}`,
    by: (method, payer) =>
      [
        method === null ? 'Moyen non indiqué' : `Par ${method}`,
        payer === null ? 'payeur non indiqué' : payer && `numéro ${payer}`,
      ]
        .filter(Boolean)
        .join(', '),
    outage: {
      title: (what) => `Pendant la coupure : ${what}`,
      history: (what) => `Relus au relais : ${what}`,
      received: (count, total) => `${count} ${count <= 1 ? 'paiement' : 'paiements'}, ${total}`,
      others: (failed, check) =>
        [
          failed === 0 ? '' : `${failed} ${failed === 1 ? 'échoué' : 'échoués'}`,
          check === 0 ? '' : `${check} à vérifier`,
        ]
          .filter(Boolean)
          .join(', '),
      twins: (count) => (count === 1 ? '1 peut-être payé deux fois' : `${count} peut-être payés deux fois`),
      also: (others) => `Et ${others}.`,
      next: 'Ouvrez Comptoir pour les voir.',
    },
    several: (count) => (count === 1 ? '1 autre paiement' : `${count} autres paiements`),
    received: (count, total) => (count === 1 ? `1 reçu : ${total}.` : `${count} reçus : ${total}.`),
    notReceived: (count) =>
      count === 1
        ? '1 échoué, à vérifier ou d’essai : regardez-le dans Comptoir.'
        : `${count} échoués, à vérifier ou d’essai : regardez-les dans Comptoir.`,
    stillListening: {
      title: 'Comptoir écoute toujours',
      body: 'La fenêtre est fermée, mais chaque paiement sonnera. Cliquez sur l’icône près de l’horloge pour la rouvrir ou pour quitter. S’il n’y a pas d’icône, ouvrez Comptoir comme la première fois.',
    },
  },
  en: {
    title: (status, amount) =>
      ({
        success: `Payment received: ${amount}`,
        failed: `Payment failed: ${amount}`,
        check: `Payment to check: ${amount}`,
      })[status],
    discreetTitle: {
      success: 'Payment received',
      failed: 'Payment failed',
      check: 'Payment to check',
    },
    discreet: 'Open Comptoir to see the amount.',
    sandbox: (title) => `TEST - ${title}`,
    amountUnknown: 'amount unknown',
    advice: {
      success: null,
      failed: 'Hand nothing over.',
      check: 'Hand nothing over before you have checked in the dashboard.',
    },
    twin: (minutes) => `Perhaps paid twice: same payer, same amount ${Math.max(1, minutes)} min ago.`,
    failedBefore: 'This payment had failed at first; it has gone through now.',
    reversed: {
      title: 'Payment reversed',
      handedOver: (by, time) =>
        `The money has gone back. The goods were handed over${by === '' ? '' : ` by ${by}`} at ${time}.`,
      notHandedOver: 'The money has gone back. Hand nothing over.',
    },
    givenBack: {
      title: 'Given back to the customer',
      partly: 'Given back in part, how much is unknown',
      body: 'Hand nothing over for this payment. Check it in the dashboard.',
    },
    disputed: '{provider} does not confirm',
    cutOff: {
      title: 'Payments no longer ring',
      body: (since, cause) =>
        `Since ${since}: ${cause}. Open Comptoir to see what to do. Meanwhile check each payment in {provider}’s dashboard.`,
    },
    heardAgain: {
      title: 'Payments ring again',
      body: (from, to) =>
        `Cut off from ${from} to ${to}: look for the payments of that time in {provider}’s dashboard.`,
    },
    about: (what, amount) => `${what}: ${amount}`,
    by: (method, payer) =>
      [
        method === null ? 'Method not given' : `By ${method}`,
        payer === null ? 'payer not given' : payer && `number ${payer}`,
      ]
        .filter(Boolean)
        .join(', '),
    outage: {
      title: (what) => `During the outage: ${what}`,
      history: (what) => `Read again from the relay: ${what}`,
      received: (count, total) => `${count} ${count === 1 ? 'payment' : 'payments'}, ${total}`,
      others: (failed, check) =>
        [failed === 0 ? '' : `${failed} failed`, check === 0 ? '' : `${check} to check`]
          .filter(Boolean)
          .join(', '),
      twins: (count) => (count === 1 ? '1 perhaps paid twice' : `${count} perhaps paid twice`),
      also: (others) => `And ${others}.`,
      next: 'Open Comptoir to see them.',
    },
    several: (count) => (count === 1 ? '1 more payment' : `${count} more payments`),
    received: (count, total) => (count === 1 ? `1 received: ${total}.` : `${count} received: ${total}.`),
    notReceived: (count) =>
      count === 1
        ? '1 failed, to check or a test: look at it in Comptoir.'
        : `${count} failed, to check or tests: look at them in Comptoir.`,
    stillListening: {
      title: 'Comptoir is still listening',
      body: 'The window is closed, but every payment will ring. Click the icon near the clock to open it again or to quit. If there is no icon, open Comptoir as you did the first time.',
    },
  },
});
