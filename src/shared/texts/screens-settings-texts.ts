import type { ScreenTrouble } from '../screens/screens-state';
import { defineTexts } from './define-texts';

/** The counter's texts about the shop's other screens. */
export interface ScreensSettingsTexts {
  readonly title: string;
  readonly on: string;
  readonly onHint: string;
  readonly none: string;
  readonly unreachable: Readonly<Record<'no-network' | 'port-taken', string>>;
  readonly word: (word: string) => string;
  readonly wordHint: string;
  readonly add: string;
  readonly role: string;
  readonly roleHints: Readonly<Record<'second-counter' | 'bell' | 'display' | 'owner-view', string>>;
  readonly name: string;
  readonly show: string;
  readonly replace: string;
  readonly scan: string;
  readonly otherNetwork: string;
  readonly noCamera: string;
  readonly type: string;
  readonly digits: string;
  readonly check: string;
  readonly cancel: string;
  readonly knocking: (device: string, code: string) => string;
  readonly yes: string;
  readonly no: string;
  readonly done: string;
  readonly code: (code: string) => string;
  readonly rename: string;
  readonly save: string;
  readonly remove: string;
  readonly removeSure: (name: string) => string;
  readonly there: string;
  readonly trouble: Readonly<Record<ScreenTrouble, string>>;
  readonly lastHeard: (when: string) => string;
  readonly neverHeard: string;
  readonly listening: (count: number) => string;
  readonly heardOn: (count: number) => string;
  /** Shown after a minute. */
  readonly nobody: Readonly<Record<'reached' | 'network' | 'firewall' | 'repair' | 'byHand', string>>;
  readonly help: {
    readonly title: string;
    readonly sameWifi: string;
    readonly mobileData: string;
    readonly guests: string;
    readonly address: string;
    readonly firewallHow: string;
    readonly limits: string;
  };
}

export const screensSettingsTexts = defineTexts<ScreensSettingsTexts>({
  fr: {
    title: 'Écrans de la boutique',
    on: 'D’autres écrans peuvent suivre ce comptoir',
    onHint:
      'Un vieux téléphone, une tablette, un PC ou une télé du même Wi-Fi devient un deuxième comptoir, une sonnette ou l’écran du client. Si Windows demande, cochez les deux cases et répondez « Autoriser ».',
    none: 'Aucun écran pour le moment.',
    unreachable: {
      'no-network': 'Aucun réseau de boutique n’est trouvé. Connectez cet ordinateur au Wi-Fi.',
      'port-taken': 'Un autre programme empêche les écrans d’entrer. Redémarrez cet ordinateur.',
    },
    word: (word) => `Mot du jour : ${word}`,
    wordHint: 'Chaque écran montre le même. S’il est différent, ne vous fiez pas à cet écran.',
    add: 'Ajouter un écran',
    role: 'À quoi servira-t-il ?',
    roleHints: {
      'second-counter': 'Montre les paiements du jour, répond au client, note qui est servi.',
      bell: 'Sonne fort à chaque paiement.',
      display: 'Montre au client « REÇU » et le montant, sans nom ni numéro.',
      'owner-view': 'Montre les totaux, pour lire seulement, après un code.',
    },
    name: 'Son nom',
    show: 'Montrer le code',
    replace: 'Remplacer',
    scan: 'Scannez ce code avec l’écran à ajouter. Il sert une fois, pendant deux minutes.',
    otherNetwork: 'Autre réseau',
    noCamera: 'L’écran n’a pas de caméra ?',
    type: 'Dans son navigateur, tapez cette adresse, puis touchez « montrer six chiffres » :',
    digits: 'Les six chiffres qu’il montre',
    check: 'Vérifier',
    cancel: 'Annuler',
    knocking: (device, code) => `${device} se présente, code ${code}. Est-ce le code affiché sur l’écran ?`,
    yes: 'Oui, le même',
    no: 'Non',
    done: 'L’écran est ajouté.',
    code: (code) => `Code de cet écran : ${code}. Notez-le : il le demandera, et le PC ne le montrera plus.`,
    rename: 'Renommer',
    save: 'Enregistrer',
    remove: 'Retirer',
    removeSure: (name) => `Retirer « ${name} » ? Il s’arrête tout de suite.`,
    there: 'À l’écoute',
    trouble: {
      gone: 'Ne répond plus',
      muted: 'Son coupé : touchez son écran',
      hidden: 'Sa page n’est plus devant',
    },
    lastHeard: (when) => `entendu ${when}`,
    neverHeard: 'jamais entendu',
    listening: (count) => (count < 2 ? `${count} écran à l’écoute` : `${count} écrans à l’écoute`),
    heardOn: (count) => (count === 1 ? 'entendu sur 1 écran' : `entendu sur ${count} écrans`),
    nobody: {
      reached:
        'Un écran a ouvert la page, mais sans le code. Scannez le code avec lui, ou touchez « montrer six chiffres » sur cet écran.',
      network:
        'Aucun écran ne trouve cet ordinateur. Mettez l’écran sur le même Wi-Fi (pas celui des invités), données mobiles coupées.',
      firewall:
        'Aucun écran ne trouve cet ordinateur : le pare-feu de Windows le cache peut-être. Touchez le bouton, puis répondez « Oui » à Windows.',
      repair: 'Réparer le pare-feu',
      byHand: 'Le faire à la main',
    },
    help: {
      title: 'L’écran ne vient pas ?',
      sameWifi: 'Mettez l’écran sur le même Wi-Fi que cet ordinateur.',
      mobileData: 'Sur un téléphone, coupez les données mobiles : sans internet, il quitterait le Wi-Fi.',
      guests:
        'Le réseau « invités » de la box sépare les appareils : mettez l’écran sur le réseau principal, et vos clients sur celui des invités.',
      address:
        'Si l’adresse de cet ordinateur change, un écran allumé le retrouve seul ; les autres se remplacent. Une adresse fixe dans la box l’évite : demandez au technicien.',
      firewallHow:
        'Ouvrez « Invite de commandes » en administrateur, collez ces deux lignes, puis touchez Entrée :',
      limits:
        'Laissez l’écran sur le chargeur et mettez sa veille sur « jamais » : une page ne peut ni rester allumée seule, ni sonner quand elle est fermée.',
    },
  },
  en: {
    title: 'Screens of the shop',
    on: 'Other screens may follow this counter',
    onHint:
      'An old phone, a tablet, a PC or a TV on the same Wi-Fi becomes a second counter, a bell or the customer’s display. If Windows asks, tick both boxes and answer “Allow”.',
    none: 'No screen yet.',
    unreachable: {
      'no-network': 'No shop network is found. Connect this computer to the Wi-Fi.',
      'port-taken': 'Another program keeps the screens out. Restart this computer.',
    },
    word: (word) => `Word of the day: ${word}`,
    wordHint: 'Each screen shows the same. If it differs, do not trust that screen.',
    add: 'Add a screen',
    role: 'What will it be for?',
    roleHints: {
      'second-counter': 'Shows today’s payments, answers the customer, hands over.',
      bell: 'Rings loudly at each payment.',
      display: 'Shows the customer “RECEIVED” and the amount, no name and no number.',
      'owner-view': 'Shows the totals, to read only, after a code.',
    },
    name: 'Its name',
    show: 'Show the code',
    replace: 'Replace',
    scan: 'Scan this code with the screen to add. It works once, for two minutes.',
    otherNetwork: 'Other network',
    noCamera: 'Does the screen have no camera?',
    type: 'In its browser type this address, then press “show six digits”:',
    digits: 'The six digits that it shows',
    check: 'Check',
    cancel: 'Cancel',
    knocking: (device, code) => `${device} is asking, code ${code}. Is it the code that the screen shows?`,
    yes: 'Yes, the same',
    no: 'No',
    done: 'The screen was added.',
    code: (code) =>
      `Code of this screen: ${code}. Write it down: it will be asked for, and the PC shows it no more.`,
    rename: 'Rename',
    save: 'Save',
    remove: 'Remove',
    removeSure: (name) => `Remove “${name}”? It stops at once.`,
    there: 'Listening',
    trouble: {
      gone: 'Does not answer',
      muted: 'Sound is off: touch its screen',
      hidden: 'Its page is not in front',
    },
    lastHeard: (when) => `heard ${when}`,
    neverHeard: 'never heard',
    listening: (count) => (count === 1 ? '1 screen is listening' : `${count} screens are listening`),
    heardOn: (count) => (count === 1 ? 'heard on 1 screen' : `heard on ${count} screens`),
    nobody: {
      reached:
        'A screen opened the page, but without the code. Scan the code with it, or press “show six digits” on that screen.',
      network:
        'No screen finds this computer. Put the screen on the same Wi-Fi (not the guests’ one), with mobile data off.',
      firewall:
        'No screen finds this computer: Windows’ firewall may hide it. Press the button, then answer “Yes” to Windows.',
      repair: 'Repair the firewall',
      byHand: 'Do it by hand',
    },
    help: {
      title: 'Does the screen not come?',
      sameWifi: 'Put the screen on the same Wi-Fi as this computer.',
      mobileData: 'On a phone switch mobile data off: without internet it would leave the Wi-Fi.',
      guests:
        'The router’s guest network keeps devices apart: put the screen on the main network, and your customers on the guests’.',
      address:
        'When this computer’s address changes, a screen that is on finds it by itself; the others are to be replaced. A fixed address in the router avoids that: ask the technician.',
      firewallHow: 'Open “Command Prompt” as administrator, paste these two lines, then press Enter:',
      limits:
        'Plug the screen in and set its screen timeout to “never”: a page can neither stay awake by itself nor ring when it is closed.',
    },
  },
});
