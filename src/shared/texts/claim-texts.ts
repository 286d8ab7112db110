import { defineTexts } from './define-texts';

export interface ClaimTexts {
  readonly handOver: string;
  /** For a doubtful payment: who looked at the provider knows more than this program. */
  readonly handOverAnyway: string;
  readonly undo: string;
  /** `by` is empty where no name was given. */
  readonly handedOver: (when: string, by: string) => string;
  /** The short form. */
  readonly handedOverBy: (by: string) => string;
  /** Where it was done; without a number: the PC. */
  readonly at: {
    readonly screen: (name: string) => string;
    readonly counter: (number: number | null) => string;
  };
  /** For the helper who came second. */
  readonly handedOverAlready: (by: string, when: string, where: string) => string;
  /** Shown beside the first claim. */
  readonly claimedTwice: string;
  readonly takenBack: (when: string, by: string) => string;
  readonly history: string;
  readonly who: string;
  readonly nobody: string;
  /** `when` as "à 10:42 (à l’instant)". */
  readonly tookCounter: (by: string, when: string) => string;
  /** For a screen where another name was chosen than the shift's. */
  readonly takeCounter: (by: string) => string;
  readonly helpers: Readonly<Record<'title' | 'hint' | 'name' | 'add', string>>;
  readonly removeHelper: (name: string) => string;
  readonly code: {
    readonly of: (name: string) => string;
    readonly go: string;
    readonly give: (name: string) => string;
    readonly take: (name: string) => string;
    readonly has: string;
    readonly digits: string;
    readonly needsPin: string;
  };
  readonly box: {
    readonly title: string;
    readonly field: string;
    readonly hint: string;
    readonly clear: string;
    /** For words that match no payment. */
    readonly typeDigits: string;
    readonly done: string;
    /** Both as "hier 2 mars à 22:22" or "à 10:42 (à l’instant)". */
    readonly gap: (paid: string, came: string) => string;
    readonly free: string;
    readonly freeNext: string;
    readonly several: (count: number) => string;
    readonly severalNext: string;
    /** Matching payments that are not listed. */
    readonly more: (count: number) => string;
    readonly handedOver: string;
    readonly handedOverNext: string;
    readonly notReceived: string;
    readonly notReceivedNext: string;
    readonly notReceivedButDeaf: string;
    readonly doubtful: string;
    readonly doubtfulNext: string;
    readonly deaf: (from: string, to: string) => string;
    readonly deafSince: (from: string) => string;
    readonly deafNext: string;
    readonly failed: string;
  };
}

/** Claims, and the answer to "the customer says they paid". */
export const claimTexts = defineTexts<ClaimTexts>({
  fr: {
    handOver: 'Marchandise donnée',
    handOverAnyway: 'Vérifié : marchandise donnée',
    undo: 'Pas servi, finalement',
    handedOver: (when, by) => (by === '' ? `Servi ${when}` : `Servi ${when} par ${by}`),
    handedOverBy: (by) => (by === '' ? 'Servi' : `Servi par ${by}`),
    at: {
      screen: (name) => `à l’écran « ${name} »`,
      counter: (number) => (number === null ? 'au PC' : `au comptoir ${number}`),
    },
    handedOverAlready: (by, when, where) =>
      `Déjà servi${by === '' ? '' : ` par ${by}`}, ${when}, ${where}. Ne donnez rien : demandez au client un autre paiement.`,
    claimedTwice: 'Servi deux fois',
    takenBack: (when, by) => (by === '' ? `Repris ${when}` : `Repris ${when} par ${by}`),
    history: 'Marchandise',
    who: 'Qui est au comptoir ?',
    nobody: 'Sans nom',
    tookCounter: (by, when) => `${by} a pris le comptoir ${when}.`,
    takeCounter: (by) => `${by} prend le comptoir`,
    helpers: {
      title: 'Les vendeurs',
      hint: 'Chacun touche son nom en prenant le comptoir. Ce qui est servi ensuite est à son nom, jusqu’au suivant.',
      name: 'Nom du vendeur',
      add: 'Ajouter',
    },
    removeHelper: (name) => `Retirer ${name}`,
    code: {
      of: (name) => `Code de ${name}`,
      go: 'Valider',
      give: (name) => `Donner un code à ${name}`,
      take: (name) => `Retirer le code de ${name}`,
      has: 'a un code',
      digits: 'Quatre à douze chiffres, que seul ce vendeur connaît.',
      needsPin: 'Les codes des vendeurs servent dès qu’il y a un code du propriétaire.',
    },
    box: {
      title: 'Le client dit avoir payé',
      field: 'Ce que dit le client',
      hint: 'Montant ou fin du numéro',
      clear: 'Effacer',
      typeDigits: 'Tapez des chiffres : le montant, ou la fin du numéro du client.',
      done: 'C’est servi',
      gap: (paid, came) => `Payé ${paid}, arrivé ${came}.`,
      free: 'Reçu, et libre',
      freeNext: 'Vous pouvez donner la marchandise.',
      several: (count) => (count <= 1 ? `${count} paiement libre` : `${count} paiements libres`),
      severalNext: 'Demandez-lui la fin de son numéro pour choisir le sien.',
      more: (count) =>
        `Et ${count} ${count <= 1 ? 'autre' : 'autres'} : tapez aussi la fin du numéro pour le trouver.`,
      handedOver: 'Déjà servi',
      handedOverNext: 'Ce paiement a déjà été utilisé. Ne donnez rien.',
      notReceived: 'Pas reçu',
      notReceivedNext:
        'Rien de tel n’est arrivé aujourd’hui. Ne donnez rien : cette réponse change toute seule si le paiement arrive.',
      notReceivedButDeaf: 'Pas reçu, mais nous étions hors ligne',
      doubtful: 'Douteux',
      doubtfulNext: 'Cherchez ce paiement dans votre tableau de bord {provider} avant de servir.',
      deaf: (from, to) => `Hors ligne de ${from} à ${to}.`,
      deafSince: (from) => `Hors ligne depuis ${from}, et encore maintenant.`,
      deafNext:
        'Son paiement a pu arriver à ce moment-là : cherchez-le dans votre tableau de bord {provider} avant de répondre.',
      failed: 'Essais de paiement échoués',
    },
  },
  en: {
    handOver: 'Hand over',
    handOverAnyway: 'Checked: hand over',
    undo: 'Undo the handing over',
    handedOver: (when, by) => (by === '' ? `Handed over ${when}` : `Handed over ${when} by ${by}`),
    handedOverBy: (by) => (by === '' ? 'Handed over' : `Handed over by ${by}`),
    at: {
      screen: (name) => `at the screen “${name}”`,
      counter: (number) => (number === null ? 'at the PC' : `at counter ${number}`),
    },
    handedOverAlready: (by, when, where) =>
      `Handed over already${by === '' ? '' : ` by ${by}`}, ${when}, ${where}. Hand nothing over: ask the customer for another payment.`,
    claimedTwice: 'Handed over twice',
    takenBack: (when, by) => (by === '' ? `Undone ${when}` : `Undone ${when} by ${by}`),
    history: 'Handing over',
    who: 'Who is at the counter?',
    nobody: 'No name',
    tookCounter: (by, when) => `${by} took the counter ${when}.`,
    takeCounter: (by) => `${by} takes the counter`,
    helpers: {
      title: 'The helpers',
      hint: 'Each touches their name when taking the counter. What is handed over then is in that name, until the next one takes over.',
      name: 'Name of the helper',
      add: 'Add',
    },
    removeHelper: (name) => `Remove ${name}`,
    code: {
      of: (name) => `Code of ${name}`,
      go: 'Confirm',
      give: (name) => `Give ${name} a code`,
      take: (name) => `Take away the code of ${name}`,
      has: 'has a code',
      digits: 'Four to twelve digits that only this helper knows.',
      needsPin: 'The helpers’ codes count as soon as there is an owner’s PIN.',
    },
    box: {
      title: 'The customer says they paid',
      field: 'What the customer says',
      hint: 'Amount, end of number',
      typeDigits: 'Type figures: the amount, or the end of the customer’s number.',
      clear: 'Clear',
      done: 'Handed over',
      gap: (paid, came) => `Paid ${paid}, arrived ${came}.`,
      free: 'Received, and free',
      freeNext: 'You may hand the goods over.',
      several: (count) => (count === 1 ? '1 free payment' : `${count} free payments`),
      severalNext: 'Ask for the end of the number to pick the right one.',
      more: (count) => `And ${count} more: type the end of the number too to find it.`,
      handedOver: 'Already handed over',
      handedOverNext: 'This payment was used before. Hand nothing over.',
      notReceived: 'Not received',
      notReceivedNext:
        'Nothing like it came today. Hand nothing over: this answer changes by itself when the payment arrives.',
      notReceivedButDeaf: 'Not received, but we were offline',
      doubtful: 'Doubtful',
      doubtfulNext: 'Look for this payment in your {provider} dashboard before you hand anything over.',
      deaf: (from, to) => `Offline from ${from} to ${to}.`,
      deafSince: (from) => `Offline since ${from}, and still now.`,
      deafNext:
        'The payment may have come at that time: look for it in your {provider} dashboard before you answer.',
      failed: 'Tries that failed',
    },
  },
});
