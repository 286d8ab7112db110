import type { ScreenRole } from '../access/roles';
import { defineTexts } from './define-texts';

/** The texts of the shop's other screens. */
export interface ScreenTexts {
  readonly roles: Readonly<Record<ScreenRole, string>>;
  readonly cutOff: string;
  readonly cutOffNext: string;
  /** One cause at a time, and the one thing to do about it. */
  readonly lost: Readonly<Record<'silent' | 'looking' | 'not-found' | 'offline' | 'mobile-data', string>>;
  readonly connecting: string;
  /** Whether the counter itself hears: if not, payments may be missing here too. */
  readonly counterDeaf: string;
  readonly counterLate: string;
  readonly counterDeafNext: string;
  readonly word: (word: string) => string;
  readonly wordHint: string;
  readonly absence: (count: number, total: string) => string;
  readonly start: {
    readonly title: string;
    readonly lead: string;
    readonly showDigits: string;
    readonly digitsNext: string;
    readonly askPermission: (code: string) => string;
    readonly waiting: string;
    readonly notOpen: string;
    readonly codeGone: string;
    readonly noAnswer: string;
    readonly tampered: string;
    readonly again: string;
    readonly removed: string;
    readonly stranger: string;
  };
  readonly sound: {
    readonly turnOn: string;
    readonly isOff: string;
    readonly isOn: string;
    readonly plug: string;
    readonly lastRing: string;
    readonly noneYet: string;
    readonly none: string;
  };
  readonly display: {
    readonly received: string;
    readonly checking: string;
    readonly askCounter: string;
    readonly dark: string;
    readonly darkNext: string;
    readonly welcome: string;
  };
  readonly list: {
    readonly title: string;
    readonly empty: string;
    readonly endsWith: (digits: string) => string;
    readonly handedOver: (by: string, when: string, where: string) => string;
    readonly notAsked: string;
  };
  readonly owner: {
    readonly today: string;
    readonly received: (count: number) => string;
    readonly failed: (count: number) => string;
    readonly toCheck: (count: number) => string;
    readonly days: string;
    readonly deaf: string;
    readonly none: string;
    readonly readOnly: string;
    readonly code: string;
    readonly show: string;
    readonly wrong: string;
    readonly wait: (until: string) => string;
    readonly noCode: string;
    readonly notNow: string;
  };
}

export const screenTexts = defineTexts<ScreenTexts>({
  fr: {
    roles: {
      'second-counter': 'Deuxième comptoir',
      bell: 'Sonnette',
      display: 'Écran du client',
      'owner-view': 'Vue du propriétaire',
    },
    cutOff: 'PAS DE LIAISON AVEC LE PC',
    cutOffNext: 'Ne donnez rien d’après cet écran.',
    lost: {
      silent: 'Vérifiez que le PC est allumé et le Wi-Fi branché.',
      looking: 'Cet écran cherche le PC sur le Wi-Fi. Laissez cette page devant.',
      'not-found':
        'Le PC n’est pas sur le Wi-Fi de cet écran. Mettez les deux sur le même Wi-Fi, et pas sur celui des invités.',
      offline: 'Cet écran n’est sur aucun réseau. Rallumez son Wi-Fi.',
      'mobile-data': 'Ce téléphone a quitté le Wi-Fi. Coupez ses données mobiles.',
    },
    connecting: 'Connexion au PC…',
    counterLate: 'Les paiements attendent au relais : le comptoir ne le joint pas.',
    counterDeaf: 'Le comptoir n’entend pas les paiements en ce moment.',
    counterDeafNext: 'Un paiement peut manquer ici. Regardez l’écran du PC.',
    word: (word) => `Mot du jour : ${word}`,
    wordHint: 'Le PC montre le même. S’il est différent, regardez l’écran du PC.',
    absence: (count, total) =>
      count < 2
        ? `Pendant l’absence : ${count} paiement, ${total}`
        : `Pendant l’absence : ${count} paiements, ${total}`,
    start: {
      title: 'Ajouter cet écran',
      lead: 'Sur le PC, ouvrez Réglages, « Écrans de la boutique », puis « Ajouter un écran ». Scannez le code QR avec ce téléphone.',
      showDigits: 'Pas de caméra : montrer six chiffres',
      digitsNext: 'Tapez ces six chiffres sur le PC.',
      askPermission: (code) => `Code ${code}. Sur le PC, répondez Oui si le même code s’affiche.`,
      waiting: 'En attente du PC…',
      notOpen: 'Le PC n’attend pas d’écran. Sur le PC, touchez « Ajouter un écran », puis recommencez ici.',
      codeGone:
        'Ce code a déjà servi ou il est trop vieux. Sur le PC, affichez-en un nouveau, puis scannez-le.',
      noAnswer: 'Le PC ne répond pas. Vérifiez que cet écran est sur le même Wi-Fi, puis recommencez.',
      tampered: 'La réponse ne vient pas de votre PC. Arrêtez et prévenez le propriétaire.',
      again: 'Recommencer',
      removed: 'Cet écran a été retiré de la boutique. Pour le revoir ici, ajoutez-le depuis le PC.',
      stranger: 'Le PC ne connaît plus cet écran. Ajoutez-le de nouveau depuis le PC.',
    },
    sound: {
      turnOn: 'TOUCHEZ POUR ALLUMER LA SONNETTE',
      isOff: 'Son coupé. Touchez ici.',
      isOn: 'La sonnette est allumée.',
      plug: 'Laissez l’appareil sur le chargeur. Dans ses réglages, mettez la veille sur « jamais ». Laissez cette page devant.',
      lastRing: 'Dernière sonnerie',
      noneYet: 'Rien n’a encore sonné.',
      none: 'Cet appareil ne peut pas sonner. Prenez-en un autre.',
    },
    display: {
      received: 'REÇU',
      checking: 'EN VÉRIFICATION',
      askCounter: 'Demandez au comptoir.',
      dark: 'Écran arrêté',
      darkNext: 'Demandez au comptoir si votre paiement est reçu.',
      welcome: 'Bienvenue',
    },
    list: {
      title: 'Paiements d’aujourd’hui',
      empty: 'Aucun paiement aujourd’hui.',
      endsWith: (digits) => `numéro finissant par ${digits}`,
      handedOver: (by, when, where) =>
        `Déjà servi${by === '' ? '' : ` par ${by}`}, ${when}${where === '' ? ', au PC' : `, à l’écran « ${where} »`}`,
      notAsked: 'La demande n’est pas partie. Attendez la liaison avec le PC, puis recommencez.',
    },
    owner: {
      today: 'Aujourd’hui',
      received: (count) => (count < 2 ? `${count} paiement reçu` : `${count} paiements reçus`),
      failed: (count) => (count < 2 ? `${count} échoué` : `${count} échoués`),
      toCheck: (count) => `${count} à vérifier`,
      days: 'Les 35 derniers jours',
      deaf: 'Périodes hors ligne',
      none: 'Aucune.',
      readOnly: 'Cet écran montre seulement. Pour régler ou exporter, allez au PC.',
      code: 'Le code de cet écran',
      show: 'Montrer',
      wrong: 'Ce n’est pas le code de cet écran. Le PC l’a montré au moment de l’ajouter.',
      wait: (until) => `Trop de codes faux. Attendez jusqu’à ${until}, puis recommencez.`,
      noCode: 'Cet écran n’a plus de code. Sur le PC, retirez-le, puis ajoutez-le de nouveau.',
      notNow:
        'Le code ne peut pas être vérifié maintenant. Attendez la liaison avec le PC, puis recommencez.',
    },
  },
  en: {
    roles: {
      'second-counter': 'Second counter',
      bell: 'Bell',
      display: 'Customer’s display',
      'owner-view': 'Owner’s view',
    },
    cutOff: 'NO LINK TO THE PC',
    cutOffNext: 'Hand nothing over by this screen.',
    lost: {
      silent: 'Check that the PC is on and the Wi-Fi works.',
      looking: 'This screen is looking for the PC on the Wi-Fi. Leave this page in front.',
      'not-found':
        'The PC is not on this screen’s Wi-Fi. Put both on the same Wi-Fi, and not on the guests’ one.',
      offline: 'This screen is on no network. Switch its Wi-Fi on again.',
      'mobile-data': 'This phone has left the Wi-Fi. Switch its mobile data off.',
    },
    connecting: 'Connecting to the PC…',
    counterLate: 'Payments wait at the relay: the counter does not reach it.',
    counterDeaf: 'The counter does not hear payments at the moment.',
    counterDeafNext: 'A payment may be missing here. Look at the PC’s screen.',
    word: (word) => `Word of the day: ${word}`,
    wordHint: 'The PC shows the same. If it differs, look at the PC’s screen.',
    absence: (count, total) =>
      count === 1 ? `While away: 1 payment, ${total}` : `While away: ${count} payments, ${total}`,
    start: {
      title: 'Add this screen',
      lead: 'On the PC open Settings, “Screens of the shop”, then “Add a screen”. Scan the QR code with this phone.',
      showDigits: 'No camera: show six digits',
      digitsNext: 'Type these six digits on the PC.',
      askPermission: (code) => `Code ${code}. On the PC answer Yes if it shows the same code.`,
      waiting: 'Waiting for the PC…',
      notOpen: 'The PC expects no screen. On the PC press “Add a screen”, then try again here.',
      codeGone: 'This code was used already or is too old. Show a new one on the PC, then scan it.',
      noAnswer: 'The PC does not answer. Check that this screen is on the same Wi-Fi, then try again.',
      tampered: 'The answer does not come from your PC. Stop, and tell the owner.',
      again: 'Try again',
      removed: 'This screen was taken out of the shop. To have it back, add it from the PC.',
      stranger: 'The PC does not know this screen any more. Add it again from the PC.',
    },
    sound: {
      turnOn: 'TOUCH TO SWITCH THE BELL ON',
      isOff: 'Sound is off. Touch here.',
      isOn: 'The bell is on.',
      plug: 'Plug the device in. In its settings set the screen timeout to “never”. Leave this page in front.',
      lastRing: 'Last ring',
      noneYet: 'Nothing has rung yet.',
      none: 'This device cannot ring. Take another one.',
    },
    display: {
      received: 'RECEIVED',
      checking: 'BEING CHECKED',
      askCounter: 'Ask at the counter.',
      dark: 'Screen stopped',
      darkNext: 'Ask at the counter whether your payment was received.',
      welcome: 'Welcome',
    },
    list: {
      title: 'Today’s payments',
      empty: 'No payment today.',
      endsWith: (digits) => `number ending in ${digits}`,
      handedOver: (by, when, where) =>
        `Handed over already${by === '' ? '' : ` by ${by}`}, ${when}${where === '' ? ', at the PC' : `, at the screen “${where}”`}`,
      notAsked: 'The request did not get through. Wait for the link to the PC, then try again.',
    },
    owner: {
      today: 'Today',
      received: (count) => (count === 1 ? '1 payment received' : `${count} payments received`),
      failed: (count) => `${count} failed`,
      toCheck: (count) => `${count} to check`,
      days: 'The last 35 days',
      deaf: 'Outages',
      none: 'None.',
      readOnly: 'This screen only shows. To change or export something go to the PC.',
      code: 'The code of this screen',
      show: 'Show',
      wrong: 'This is not the code of this screen. The PC showed it when the screen was added.',
      wait: (until) => `Too many wrong codes. Wait until ${until}, then try again.`,
      noCode: 'This screen has no code any more. On the PC remove it, then add it again.',
      notNow: 'The code cannot be checked now. Wait for the link to the PC, then try again.',
    },
  },
});
