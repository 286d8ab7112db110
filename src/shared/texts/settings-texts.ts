import type { Country, Language, TunnelChoice } from '../settings/preferences';
import type { Voice } from '../settings/bounds';
import { plainSpaces } from '../payment/money';
import { defineTexts } from './define-texts';

/** The choices for how long payers' numbers are kept. */
export const retentionChoices = ['null', '6', '12', '24', '60'] as const;
export type RetentionChoice = (typeof retentionChoices)[number];

export interface SettingsTexts {
  readonly title: string;
  readonly saved: string;
  readonly shop: string;
  readonly shopName: string;
  readonly shopNameHint: string;
  readonly country: string;
  readonly countryHint: string;
  readonly countries: Readonly<Record<Country, string>>;
  readonly language: string;
  readonly languageHint: string;
  readonly languages: Readonly<Record<Language, string>>;
  readonly hours: string;
  readonly hoursHint: string;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly bell: string;
  readonly sound: string;
  readonly soundHint: string;
  readonly volume: string;
  readonly volumeHint: string;
  readonly volumeOf: (percent: number) => string;
  readonly voice: string;
  readonly voices: Readonly<Record<Voice, string>>;
  readonly voiceHints: Readonly<Record<Voice, string>>;
  readonly tryBell: string;
  readonly ringUntil: string;
  readonly ringUntilHint: string;
  readonly ringUntilWrong: string;
  readonly messages: string;
  readonly notifications: string;
  readonly notificationsHint: string;
  readonly discreet: string;
  readonly discreetHint: string;
  readonly computer: string;
  readonly startAtLogin: string;
  readonly startAtLoginHint: string;
  readonly startAgain: string;
  readonly startAgainHint: string;
  readonly internet: string;
  readonly tunnelTitle: string;
  readonly tunnel: Readonly<Record<TunnelChoice, string>>;
  readonly tunnelHints: Readonly<Record<TunnelChoice, string>>;
  /** The tunnel was given on the command line. */
  readonly tunnelGiven: string;
  readonly domain: string;
  readonly domainHint: string;
  readonly domainWrong: string;
  readonly publicAddress: string;
  readonly publicAddressHint: string;
  readonly publicAddressWrong: string;
  readonly cloudflareToken: Readonly<Record<'title' | 'hint' | 'stored' | 'save', string>>;
  readonly relay: {
    readonly title: string;
    readonly invitation: string;
    readonly hint: string;
    readonly join: string;
    readonly leave: string;
    /** It was not told yet: what happens, and what to do. */
    readonly leaving: string;
    readonly late: (time: string) => string;
    /** No provider has called the relay yet: what to do. */
    readonly notCalled: (origin: string) => string;
    readonly state: Readonly<Record<'connecting' | 'collecting' | 'refused', string>>;
  };
  /** How much of the month's quota at ngrok is used so far. */
  readonly traffic: (requests: number, quota: number) => string;
  readonly setUpAgain: string;
  /** The list of the sections. */
  readonly index: string;
  /** Back from a section to that list. */
  readonly all: string;
  readonly keys: string;
  readonly setUpAgainHint: string;
  readonly data: string;
  readonly retention: string;
  readonly retentionHint: string;
  readonly retentions: Readonly<Record<RetentionChoice, string>>;
}

const whole = {
  fr: (count: number): string => plainSpaces(count.toLocaleString('fr-FR')),
  en: (count: number): string => count.toLocaleString('en-GB'),
};

/** Each setting tells what it does. */
export const settingsTexts = defineTexts<SettingsTexts>({
  fr: {
    title: 'Réglages',
    saved: 'Enregistré',
    shop: 'La boutique',
    shopName: 'Nom de la boutique',
    shopNameHint: 'S’affiche en haut de cette fenêtre.',
    country: 'Pays',
    countryHint: 'Décide de l’heure affichée et du moment où la journée commence.',
    countries: { BJ: 'Bénin', TG: 'Togo', CI: 'Côte d’Ivoire', SN: 'Sénégal' },
    language: 'Langue',
    languageHint: 'Celle des écrans, de la voix, des notifications et des tickets.',
    languages: { fr: 'Français', en: 'English' },
    hours: 'Heures d’ouverture',
    hoursHint: 'Pendant ces heures, Comptoir vérifie souvent qu’il est joignable, et ne se met pas à jour.',
    opensAt: 'Ouvre à',
    closesAt: 'Ferme à',
    bell: 'La sonnerie',
    sound: 'Son',
    soundHint: 'Un son pour un paiement reçu, un autre pour un échec, un troisième pour une alarme.',
    volume: 'Volume',
    volumeHint: 'Des sons et de la voix ; celui de l’ordinateur s’y ajoute.',
    volumeOf: (percent) => `${percent} %`,
    voice: 'Voix',
    voices: {
      recorded: 'Voix de Comptoir',
      own: 'Votre voix',
      computer: 'Voix de l’ordinateur',
      none: 'Sans voix',
    },
    voiceHints: {
      recorded: 'Après le son, Comptoir dit le montant. La voix est fabriquée par un programme.',
      own: 'Après le son, la voix que vous avez enregistrée dit le montant. Ce qui manque, Comptoir le dit.',
      computer: 'L’ordinateur dit le montant, s’il a une voix dans cette langue ; sinon Comptoir le dit.',
      none: 'Seul le son se fait entendre.',
    },
    tryBell: 'Écouter un essai',
    ringUntil: 'Sonner jusqu’à ce que le client soit servi, à partir de',
    ringUntilHint:
      'Un paiement de ce montant ou plus sonne toutes les 20 secondes jusqu’à ce que quelqu’un serve le client. Laissez vide pour ne jamais insister.',
    ringUntilWrong: 'Tapez un montant en chiffres, par exemple 50000, ou laissez vide.',
    messages: 'Les notifications',
    notifications: 'Notifications',
    notificationsHint: 'Un message de l’ordinateur à chaque paiement, même fenêtre fermée.',
    discreet: 'Notifications discrètes',
    discreetHint: 'Le message ne montre ni le montant ni le payeur : n’importe qui peut voir l’écran.',
    computer: 'L’ordinateur',
    startAtLogin: 'Démarrer avec l’ordinateur',
    startAtLoginHint: 'Comptoir écoute dès que la session s’ouvre, sans montrer sa fenêtre.',
    startAgain: 'Redémarrer après un arrêt brutal',
    startAgainHint:
      'Si Comptoir s’arrête sans que personne l’ait quitté, il redémarre de lui-même, sans montrer sa fenêtre.',
    internet: 'Internet',
    tunnelTitle: 'Adresse publique',
    tunnel: { ngrok: 'Tunnel ngrok', cloudflare: 'Tunnel Cloudflare', none: 'Sans tunnel' },
    tunnelHints: {
      ngrok: 'ngrok donne une adresse publique à cet ordinateur.',
      cloudflare: 'Pour qui a un nom de domaine chez Cloudflare et le programme cloudflared installé ici.',
      none: 'Seulement si la boutique a sa propre adresse publique.',
    },
    tunnelGiven:
      'Ce choix a été fait au lancement, par l’option --tunnel. Relancez Comptoir sans elle pour le changer ici.',
    domain: 'Votre nom chez ngrok',
    domainHint: 'Si votre compte a un nom à lui, par exemple boutique.ngrok.app. Sinon laissez vide.',
    domainWrong: 'Tapez seulement le nom, par exemple boutique.ngrok.app, ou laissez vide.',
    publicAddress: 'Adresse internet de la boutique',
    publicAddressHint: 'Celle qui mène à cet ordinateur, par exemple https://paiements.boutique.bj.',
    publicAddressWrong: 'Tapez l’adresse entière, avec https:// et rien après le nom, ou laissez vide.',
    cloudflareToken: {
      title: 'Jeton du tunnel Cloudflare',
      hint: 'Dans Cloudflare, ouvrez votre tunnel, copiez la commande d’installation et collez-la ici.',
      stored: 'Un jeton est enregistré. En coller un autre le remplace.',
      save: 'Enregistrer',
    },
    relay: {
      title: 'Quand l’ordinateur est éteint',
      invitation: 'Invitation du relais',
      hint: 'Un relais reçoit les paiements quand cet ordinateur est éteint. Collez l’adresse donnée par votre technicien.',
      join: 'Rejoindre le relais',
      leave: 'Quitter le relais',
      leaving:
        'Vous quittez le relais, mais il ne répond pas. Il peut encore recevoir des paiements à votre place : vous les verrez ici quand il répondra. Ouvrez la mise en route et copiez la nouvelle adresse dans {provider}. Comptoir préviendra le relais.',
      late: (time) => `Hors ligne depuis ${time} : les paiements attendent au relais.`,
      notCalled: (origin) =>
        `Branché au relais ${origin}. Ouvrez la mise en route, copiez la nouvelle adresse dans {provider}, puis faites un essai.`,
      state: {
        connecting: 'Comptoir se connecte au relais.',
        collecting: 'Le relais entend {provider}, même ordinateur éteint.',
        refused: 'Le relais ne connaît plus ce comptoir. Quittez-le, puis collez une nouvelle invitation.',
      },
    },
    traffic: (requests, quota) =>
      `Ce mois-ci, ${whole.fr(requests)} ${requests <= 1 ? 'appel est passé' : 'appels sont passés'} par ngrok. Votre offre en permet ${whole.fr(quota)}.`,
    index: 'Sommaire',
    all: 'Tous les réglages',
    keys: 'Clés API',
    setUpAgain: 'Refaire la mise en route',
    setUpAgainHint: 'Adresse, secret, essai : les trois étapes, pas à pas.',
    data: 'Les données',
    retention: 'Garder les numéros des payeurs',
    retentionHint:
      'Après ce temps, le numéro du payeur est effacé. Les montants, les dates et les totaux restent toujours.',
    retentions: { null: 'Toujours', '6': '6 mois', '12': '1 an', '24': '2 ans', '60': '5 ans' },
  },
  en: {
    title: 'Settings',
    saved: 'Saved',
    shop: 'The shop',
    shopName: 'Name of the shop',
    shopNameHint: 'Shown at the top of this window.',
    country: 'Country',
    countryHint: 'Decides the time shown and when the day begins.',
    countries: { BJ: 'Benin', TG: 'Togo', CI: 'Ivory Coast', SN: 'Senegal' },
    language: 'Language',
    languageHint: 'Of the screens, the voice, the notifications and the tickets.',
    languages: { fr: 'Français', en: 'English' },
    hours: 'Opening hours',
    hoursHint: 'In these hours Comptoir checks often that it can be reached, and does not update itself.',
    opensAt: 'Opens at',
    closesAt: 'Closes at',
    bell: 'The bell',
    sound: 'Sound',
    soundHint: 'One sound for a payment received, another for a failed one, a third for an alarm.',
    volume: 'Volume',
    volumeHint: 'Of the sounds and the voice, on top of the computer’s own.',
    volumeOf: (percent) => `${percent}%`,
    voice: 'Voice',
    voices: {
      recorded: 'Comptoir’s voice',
      own: 'Your voice',
      computer: 'The computer’s voice',
      none: 'No voice',
    },
    voiceHints: {
      recorded: 'After the sound Comptoir says the amount. The voice is made by a program.',
      own: 'After the sound the voice that you recorded says the amount. What is missing, Comptoir says.',
      computer: 'The computer says the amount if it has a voice in this language; else Comptoir does.',
      none: 'Only the sound is heard.',
    },
    tryBell: 'Hear a test',
    ringUntil: 'Ring until handed over, from',
    ringUntilHint:
      'A payment of this amount or more rings every 20 seconds until somebody hands it over. Leave empty never to insist.',
    ringUntilWrong: 'Type an amount in digits, 50000 for example, or leave empty.',
    messages: 'Notifications',
    notifications: 'Show notifications',
    notificationsHint: 'A message of the computer at each payment, also with the window closed.',
    discreet: 'Discreet notifications',
    discreetHint: 'The message shows neither the amount nor the payer: anybody may see the screen.',
    computer: 'The computer',
    startAtLogin: 'Start with the computer',
    startAtLoginHint: 'Comptoir listens as soon as the session opens, without showing its window.',
    startAgain: 'Start again after a crash',
    startAgainHint:
      'Where Comptoir stops although nobody has quit it, it starts again by itself, without showing its window.',
    internet: 'Internet',
    tunnelTitle: 'Public address',
    tunnel: { ngrok: 'ngrok tunnel', cloudflare: 'Cloudflare tunnel', none: 'No tunnel' },
    tunnelHints: {
      ngrok: 'ngrok gives this computer a public address.',
      cloudflare: 'For whoever has a domain name at Cloudflare and the cloudflared program installed here.',
      none: 'Only if the shop has a public address of its own.',
    },
    tunnelGiven:
      'This was chosen at the start, by the option --tunnel. Start Comptoir without it to change it here.',
    domain: 'Your name at ngrok',
    domainHint: 'If your account has a name of its own, shop.ngrok.app for example. Else leave empty.',
    domainWrong: 'Type the name only, shop.ngrok.app for example, or leave empty.',
    publicAddress: 'The shop’s internet address',
    publicAddressHint: 'The one that leads to this computer, https://payments.shop.bj for example.',
    publicAddressWrong: 'Type the whole address, with https:// and nothing after the name, or leave empty.',
    cloudflareToken: {
      title: 'Token of the Cloudflare tunnel',
      hint: 'In Cloudflare open your tunnel, copy the installation command and paste it here.',
      stored: 'A token is stored. Pasting another one replaces it.',
      save: 'Save',
    },
    relay: {
      title: 'While the computer is off',
      invitation: 'Invitation of the relay',
      hint: 'A relay receives payments while this computer is off. Paste the address that your technician gave you.',
      join: 'Join the relay',
      leave: 'Leave the relay',
      leaving:
        'You are leaving the relay, but it does not answer. It may still take payments in your place: you will see them here once it answers. Open the set-up and copy the new address into {provider}. Comptoir will tell the relay.',
      late: (time) => `Offline since ${time}: payments wait at the relay.`,
      notCalled: (origin) =>
        `Connected to the relay ${origin}. Open the set-up, copy the new address into {provider}, then make a test.`,
      state: {
        connecting: 'Comptoir connects to the relay.',
        collecting: 'The relay hears {provider}, also while the computer is off.',
        refused: 'The relay knows this counter no more. Leave it, then paste a new invitation.',
      },
    },
    traffic: (requests, quota) =>
      `This month ${whole.en(requests)} ${requests === 1 ? 'call' : 'calls'} went through ngrok. Your plan allows ${whole.en(quota)}.`,
    index: 'Contents',
    all: 'All settings',
    keys: 'API keys',
    setUpAgain: 'Go through the set-up again',
    setUpAgainHint: 'Address, secret, test: the three steps, one by one.',
    data: 'The data',
    retention: 'Keep payers’ numbers',
    retentionHint: 'After that time the payer’s number is erased. Amounts, dates and totals always stay.',
    retentions: { null: 'Always', '6': '6 months', '12': '1 year', '24': '2 years', '60': '5 years' },
  },
});
