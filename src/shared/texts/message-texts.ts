import { defineTexts } from './define-texts';

export interface MessageTexts {
  readonly title: string;
  readonly intro: string;
  readonly says: string;
  /** Both as "10:42", with the day where it is not today. */
  readonly offline: (from: string, to: string) => string;
  readonly crash: (from: string, to: string) => string;
  readonly attempt: string;
  readonly onDay: (day: string, time: string) => string;
  readonly kind: string;
  readonly kinds: Readonly<Record<'none' | 'ntfy' | 'telegram', string>>;
  readonly hints: Readonly<Record<'none' | 'ntfy' | 'telegram', string>>;
  readonly server: string;
  readonly topic: string;
  readonly token: string;
  readonly save: string;
  /** `to`: the service, or the owner's own server. */
  readonly on: (to: string) => string;
  readonly sendTry: string;
  readonly tried: string;
  readonly stop: string;
}

/** Messages of silence to the owner's phone. They contain neither amounts nor names. */
export const messageTexts = defineTexts<MessageTexts>({
  fr: {
    title: 'Message au propriétaire',
    intro:
      'Votre téléphone apprend que la boutique était hors ligne dix minutes ou plus, aux heures d’ouverture. Il l’apprend quand la liaison revient.',
    says: 'Voici tout ce qui est envoyé, sans montant ni nom :',
    offline: (from, to) =>
      `Comptoir : hors ligne de ${from} à ${to}. C’est revenu. Cherchez les paiements de ce moment.`,
    crash: (from, to) =>
      `Comptoir : arrêté sans prévenir à ${from}, de retour à ${to}. Cherchez les paiements de ce moment.`,
    attempt: 'Comptoir : ceci est un essai. Les messages arrivent sur ce téléphone.',
    onDay: (day, time) => `${time} le ${day}`,
    kind: 'Par quel service ?',
    kinds: { none: 'Aucun', ntfy: 'ntfy', telegram: 'Telegram' },
    hints: {
      none: 'Rien n’est envoyé.',
      ntfy: 'Installez l’application ntfy et abonnez-vous à un sujet difficile à deviner. Tapez le même sujet ici.',
      telegram:
        'Dans Telegram, créez un bot avec @BotFather et écrivez-lui un mot. Collez ensuite son jeton ici.',
    },
    server: 'Serveur ntfy',
    topic: 'Sujet, huit lettres ou chiffres au moins',
    token: 'Jeton du bot',
    save: 'Mettre en service',
    on: (to) => `En service, par ${to}.`,
    sendTry: 'Envoyer un essai',
    tried: 'L’essai est parti. Regardez votre téléphone.',
    stop: 'Ne plus envoyer',
  },
  en: {
    title: 'Message to the owner',
    intro:
      'Your phone learns that the shop was offline for ten minutes or more in opening hours. It learns it when the connection is back.',
    says: 'This is all that is sent, with no amount and no name:',
    offline: (from, to) =>
      `Comptoir: offline from ${from} to ${to}. It is back. Look for the payments of that time.`,
    crash: (from, to) =>
      `Comptoir: ended without warning at ${from}, back at ${to}. Look for the payments of that time.`,
    attempt: 'Comptoir: this is a test. Messages reach this phone.',
    onDay: (day, time) => `${time} on ${day}`,
    kind: 'By which service?',
    kinds: { none: 'None', ntfy: 'ntfy', telegram: 'Telegram' },
    hints: {
      none: 'Nothing is sent.',
      ntfy: 'Install the ntfy app and subscribe to a topic that is hard to guess. Type the same topic here.',
      telegram: 'In Telegram, make a bot with @BotFather and write it a word. Then paste its token here.',
    },
    server: 'ntfy server',
    topic: 'Topic, at least eight letters or digits',
    token: 'Token of the bot',
    save: 'Switch on',
    on: (to) => `On, by ${to}.`,
    sendTry: 'Send a test',
    tried: 'The test was sent. Look at your phone.',
    stop: 'Send no more',
  },
});
