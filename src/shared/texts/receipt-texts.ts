import type { ReceiptCheck, ReceiptDoubt } from '../payment/receipt';
import { defineTexts } from './define-texts';

type Verdict = Exclude<ReceiptCheck['kind'], 'other-shop'> | 'doubtful';

export interface ReceiptTexts {
  readonly open: string;
  readonly title: string;
  readonly back: string;
  readonly loading: string;
  readonly printTicket: string;
  readonly printed: string;
  readonly printSheet: string;
  readonly serveFirst: string;
  readonly automatic: { readonly title: string; readonly hint: string };
  readonly renew: {
    readonly title: string;
    readonly hint: string;
    readonly button: string;
    readonly done: (key: string) => string;
  };
  /** The words on the receipt itself. */
  readonly paper: {
    readonly title: string;
    readonly test: string;
    readonly at: string;
    readonly method: string;
    readonly payer: string;
    readonly transaction: string;
    readonly reference: string;
    readonly handedOver: string;
    readonly code: string;
    readonly key: string;
    readonly check: string;
    readonly notAnInvoice: string;
  };
  readonly verify: {
    readonly open: string;
    readonly title: string;
    readonly intro: string;
    readonly code: string;
    readonly codeHint: string;
    readonly check: string;
    readonly photo: string;
    readonly photoHint: string;
    readonly reading: string;
    readonly noQr: string;
    readonly notReadable: string;
    readonly verdicts: Readonly<Record<Verdict, { readonly title: string; readonly next: string }>>;
    readonly otherShop: {
      readonly title: (key: string) => string;
      readonly next: string;
    };
    readonly doubts: Readonly<Record<ReceiptDoubt, string>>;
    readonly inLedger: (amount: string, at: string) => string;
    readonly servedBy: (when: string, by: string) => string;
    readonly signedBy: (key: string) => string;
    readonly says: string;
  };
}

/** Receipts of payments, and the result of checking one. */
export const receiptTexts = defineTexts<ReceiptTexts>({
  fr: {
    open: 'Reçu du client',
    title: 'Reçu de paiement',
    back: 'Retour au paiement',
    loading: 'Chargement du reçu…',
    printTicket: 'Imprimer le ticket',
    printed: 'Le ticket est parti à l’imprimante.',
    printSheet: 'Imprimer sur une feuille A4',
    serveFirst: 'Servez d’abord le client : le reçu dira qui l’a servi.',
    automatic: {
      title: 'Imprimer le reçu de chaque paiement',
      hint: 'Le ticket sort tout seul dès qu’un paiement sonne. Les essais et les paiements retrouvés n’en ont pas.',
    },
    renew: {
      title: 'La clé des reçus',
      hint: 'Elle signe chaque reçu. Changez-la si quelqu’un a pu copier les fichiers de cet ordinateur. Les anciens reçus restent les vôtres.',
      button: 'Changer la clé',
      done: (key) => `Les reçus sont maintenant signés par la clé ${key}.`,
    },
    paper: {
      title: 'Reçu de paiement',
      test: 'PAIEMENT D’ESSAI, SANS VALEUR',
      at: 'Payé',
      method: 'Moyen',
      payer: 'Client',
      transaction: 'Transaction',
      reference: 'Référence',
      handedOver: 'Servi',
      code: 'Code',
      key: 'Clé',
      check: 'À vérifier dans Comptoir, « Vérifier un reçu »',
      notAnInvoice: 'Ne vaut pas facture normalisée',
    },
    verify: {
      open: 'Vérifier un reçu',
      title: 'Vérifier un reçu',
      intro: 'Tapez le code imprimé sous le carré, ou prenez le carré en photo.',
      code: 'Code du reçu',
      codeHint: 'Seize signes, par exemple 0A1B-2C3D-4E5F-6G7H. Majuscules et tirets ne comptent pas.',
      check: 'Vérifier',
      photo: 'Choisir une photo du carré',
      photoHint: 'Une photo nette, de face. Elle est lue sur cet ordinateur et n’en sort pas.',
      reading: 'La photo est lue…',
      noQr: 'Aucun carré lisible sur cette photo. Reprenez-la de plus près, bien éclairée, ou tapez le code.',
      notReadable: 'Cette image ne s’ouvre pas. Choisissez une photo JPEG ou PNG, ou tapez le code.',
      verdicts: {
        ours: {
          title: 'Notre reçu',
          next: 'Comparez le montant et la date avec le papier : ils doivent être les mêmes.',
        },
        doubtful: {
          title: 'Notre reçu, mais attention',
          next: 'Lisez pourquoi avant de donner quoi que ce soit.',
        },
        altered: {
          title: 'Reçu modifié',
          next: 'Ce qu’il dit n’est pas ce qui a été signé. Ne donnez rien.',
        },
        mistyped: {
          title: 'Code mal tapé',
          next: 'Relisez les seize signes sur le papier, puis recommencez.',
        },
        'unknown-code': {
          title: 'Ce code n’est pas le nôtre',
          next: 'Aucun reçu de cette boutique ne le porte. Ne donnez rien.',
        },
        'no-receipt': {
          title: 'Ce n’est pas un reçu de Comptoir',
          next: 'Tapez le code de seize signes, ou prenez en photo le carré du reçu.',
        },
      },
      otherShop: {
        title: (key) => `Signé par la clé ${key}, boutique non vérifiée`,
        next: 'Ce reçu n’est pas de cette boutique. Demandez à l’autre boutique si cette clé est la sienne.',
      },
      doubts: {
        'unknown-payment': 'Ce paiement n’est pas dans le registre. Cherchez-le chez {provider}.',
        'other-amount': 'Le registre connaît un autre montant pour ce paiement.',
        'other-time': 'Le registre connaît une autre date pour ce paiement.',
        'not-received': 'Ce paiement n’est pas compté comme reçu.',
        reversed: 'Ce paiement a été annulé depuis. Ne donnez rien.',
        'given-back': 'L’argent a été rendu au client depuis. Ne donnez rien.',
        'given-back-partly': 'Une partie de l’argent a été rendue au client depuis.',
        disputed: 'Le prestataire ne confirme pas ce paiement.',
        test: 'C’est un paiement d’essai : aucun argent n’est arrivé.',
        'another-day': 'Ce reçu est d’un autre jour. Ce n’est pas un nouveau paiement.',
        'handed-over': 'Le client a déjà été servi pour ce paiement.',
      },
      inLedger: (amount, at) => `Dans le registre : ${amount}, ${at}.`,
      servedBy: (when, by) => (by === '' ? `Servi ${when}.` : `Servi ${when} par ${by}.`),
      signedBy: (key) => `Clé ${key}`,
      says: 'Ce que dit le reçu',
    },
  },
  en: {
    open: 'Customer’s receipt',
    title: 'Payment receipt',
    back: 'Back to the payment',
    loading: 'Loading the receipt…',
    printTicket: 'Print the ticket',
    printed: 'The ticket went to the printer.',
    printSheet: 'Print on an A4 sheet',
    serveFirst: 'Hand over first: the receipt then says who did it.',
    automatic: {
      title: 'Print a receipt for each payment',
      hint: 'The ticket comes by itself as soon as a payment rings. Tests and payments found later have none.',
    },
    renew: {
      title: 'The key of the receipts',
      hint: 'It signs each receipt. Change it if somebody may have copied this computer’s files. Older receipts stay yours.',
      button: 'Change the key',
      done: (key) => `Receipts are now signed by the key ${key}.`,
    },
    paper: {
      title: 'Payment receipt',
      test: 'TEST PAYMENT, WORTH NOTHING',
      at: 'Paid',
      method: 'Method',
      payer: 'Customer',
      transaction: 'Transaction',
      reference: 'Reference',
      handedOver: 'Handed over',
      code: 'Code',
      key: 'Key',
      check: 'Check it in Comptoir, “Check a receipt”',
      notAnInvoice: 'Not a certified invoice',
    },
    verify: {
      open: 'Check a receipt',
      title: 'Check a receipt',
      intro: 'Type the code printed below the square, or take a photo of the square.',
      code: 'Code of the receipt',
      codeHint: 'Sixteen signs, for example 0A1B-2C3D-4E5F-6G7H. Capitals and dashes do not matter.',
      check: 'Check',
      photo: 'Choose a photo of the square',
      photoHint: 'A sharp photo, from the front. It is read on this computer and stays there.',
      reading: 'The photo is being read…',
      noQr: 'No readable square on this photo. Take it again, closer and in good light, or type the code.',
      notReadable: 'This picture does not open. Choose a JPEG or PNG photo, or type the code.',
      verdicts: {
        ours: {
          title: 'Our receipt',
          next: 'Compare the amount and the date with the paper: they must be the same.',
        },
        doubtful: { title: 'Our receipt, but beware', next: 'Read why before you hand anything over.' },
        altered: {
          title: 'Altered receipt',
          next: 'What it says is not what was signed. Hand nothing over.',
        },
        mistyped: { title: 'Mistyped code', next: 'Read the sixteen signs on the paper again, then retry.' },
        'unknown-code': {
          title: 'This code is not ours',
          next: 'No receipt of this shop has it. Hand nothing over.',
        },
        'no-receipt': {
          title: 'This is no receipt of Comptoir',
          next: 'Type the code of sixteen signs, or take a photo of the receipt’s square.',
        },
      },
      otherShop: {
        title: (key) => `Signed by the key ${key}, shop not verified`,
        next: 'This receipt is not of this shop. Ask the other shop whether this key is theirs.',
      },
      doubts: {
        'unknown-payment': 'This payment is not in the ledger. Look for it at {provider}.',
        'other-amount': 'The ledger knows another amount for this payment.',
        'other-time': 'The ledger knows another date for this payment.',
        'not-received': 'This payment does not count as received.',
        reversed: 'This payment was reversed since. Hand nothing over.',
        'given-back': 'The money was given back to the customer since. Hand nothing over.',
        'given-back-partly': 'A part of the money was given back to the customer since.',
        disputed: 'The provider does not confirm this payment.',
        test: 'This is a test payment: no money came.',
        'another-day': 'This receipt is of another day. It is no new payment.',
        'handed-over': 'The customer was served for this payment already.',
      },
      inLedger: (amount, at) => `In the ledger: ${amount}, ${at}.`,
      servedBy: (when, by) => (by === '' ? `Handed over ${when}.` : `Handed over ${when} by ${by}.`),
      signedBy: (key) => `Key ${key}`,
      says: 'What the receipt says',
    },
  },
});
