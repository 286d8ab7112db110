import type { Pause } from '../bridge/sound-commands';
import type { DeafCause } from '../silence/hearing';
import type { PaymentStatus } from '../payment/payment';
import type { TunnelAdvice } from '../state/tunnel';
import { definePlainTexts } from './define-texts';

export interface TrayTexts {
  readonly starting: string;
  readonly listening: string;
  /** The internet is heard, but the provider has not called yet. */
  readonly neverCalled: string;
  readonly localOnly: string;
  readonly tokenMissing: string;
  readonly addressChanged: string;
  readonly missing: (count: number) => string;
  readonly deaf: (sinceTime: string, cause: string) => string;
  readonly causes: Readonly<Record<DeafCause, string>>;
  /** The tunnel waits for the merchant: what to do, instead of a cause. */
  readonly advice: Readonly<Record<TunnelAdvice, string>>;
  readonly unseen: (count: number) => string;
  readonly last: (status: PaymentStatus, amount: string, time: string) => string;
  readonly today: (payments: number, total: string) => string;
  readonly open: string;
  readonly replayLast: string;
  readonly pauseSounds: string;
  readonly pauses: Readonly<Record<Pause, string>>;
  readonly soundsPaused: (untilTime: string) => string;
  readonly resumeSounds: string;
  readonly copyPublicUrl: string;
  readonly copyLocalUrl: string;
  readonly sendTest: string;
  readonly settings: string;
  readonly quit: string;
}

/** The tray icon's tooltip and menu. */
export const trayTexts = definePlainTexts<TrayTexts>({
  fr: {
    starting: 'Démarrage…',
    listening: 'À l’écoute',
    neverCalled: 'Prêt : {provider} n’a encore jamais appelé',
    localOnly: 'À l’écoute sur cet ordinateur seulement',
    tokenMissing: 'Pas encore relié : ouvrez Comptoir',
    missing: (count) =>
      count === 1 ? '1 paiement manque : ouvrez Comptoir' : `${count} paiements manquent : ouvrez Comptoir`,
    addressChanged: 'L’adresse a changé : à recoller dans {provider}',
    deaf: (sinceTime, cause) => `Hors ligne depuis ${sinceTime} : ${cause}`,
    causes: {
      'app-stopped': 'Comptoir était arrêté',
      asleep: 'l’ordinateur était en veille',
      'tunnel-down': 'pas de liaison internet',
      'receiver-down': 'le port de réception est pris',
      'ledger-refusing': 'le disque ne s’écrit plus',
      'self-test-failed': 'l’adresse publique ne répond pas',
      'relay-silent': 'le relais ne répond pas : les paiements y attendent',
    },
    advice: {
      'paste-new-token': 'collez un nouveau jeton ngrok',
      'create-account': 'créez un compte ngrok',
      'verify-email': 'confirmez votre adresse e-mail chez ngrok',
      'update-app': 'mettez Comptoir à jour',
      'account-suspended': 'votre compte ngrok est suspendu',
      'install-runtime': 'installez le composant demandé',
      'paste-cloudflare-token': 'collez le jeton Cloudflare',
      'install-cloudflared': 'installez cloudflared',
      'type-public-address': 'tapez l’adresse publique',
    },
    unseen: (count) => (count === 1 ? '1 paiement pas encore vu' : `${count} paiements pas encore vus`),
    last: (status, amount, time) =>
      ({
        success: `Dernier paiement : ${amount} reçus à ${time}`,
        failed: `Dernier paiement : ${amount} échoués à ${time}`,
        check: `Dernier paiement : ${amount} à vérifier, à ${time}`,
      })[status],
    today(payments, total) {
      if (payments === 0) return 'Aujourd’hui : aucun paiement';
      return `Aujourd’hui : ${payments === 1 ? '1 paiement' : `${payments} paiements`}, ${total}`;
    },
    open: 'Ouvrir Comptoir',
    replayLast: 'Réécouter le dernier paiement',
    pauseSounds: 'Couper les sons',
    pauses: {
      '15-minutes': 'Pendant 15 minutes',
      '1-hour': 'Pendant 1 heure',
      'until-tomorrow': 'Jusqu’à demain',
    },
    soundsPaused: (untilTime) => `Sons coupés jusqu’à ${untilTime}`,
    resumeSounds: 'Remettre les sons',
    copyPublicUrl: 'Copier l’adresse pour KKiaPay',
    copyLocalUrl: 'Copier l’adresse locale',
    sendTest: 'Envoyer un paiement d’essai',
    settings: 'Réglages',
    quit: 'Quitter Comptoir',
  },
  en: {
    starting: 'Starting…',
    listening: 'Listening',
    neverCalled: 'Ready: {provider} has never called yet',
    localOnly: 'Listening on this computer only',
    tokenMissing: 'Not connected yet: open Comptoir',
    missing: (count) =>
      count === 1 ? '1 payment is missing: open Comptoir' : `${count} payments are missing: open Comptoir`,
    addressChanged: 'The address has changed: paste it into {provider} again',
    deaf: (sinceTime, cause) => `Offline since ${sinceTime}: ${cause}`,
    causes: {
      'app-stopped': 'Comptoir was not running',
      asleep: 'the computer was asleep',
      'tunnel-down': 'no link to the internet',
      'receiver-down': 'the receiving port is taken',
      'ledger-refusing': 'the disk cannot be written',
      'self-test-failed': 'the public address does not answer',
      'relay-silent': 'the relay does not answer: payments wait there',
    },
    advice: {
      'paste-new-token': 'paste a new ngrok token',
      'create-account': 'create an ngrok account',
      'verify-email': 'confirm your e-mail address at ngrok',
      'update-app': 'update Comptoir',
      'account-suspended': 'your ngrok account is suspended',
      'install-runtime': 'install the component asked for',
      'paste-cloudflare-token': 'paste the Cloudflare token',
      'install-cloudflared': 'install cloudflared',
      'type-public-address': 'type the public address',
    },
    unseen: (count) => (count === 1 ? '1 payment not seen yet' : `${count} payments not seen yet`),
    last: (status, amount, time) =>
      ({
        success: `Last payment: ${amount} received at ${time}`,
        failed: `Last payment: ${amount} failed at ${time}`,
        check: `Last payment: ${amount} to check, at ${time}`,
      })[status],
    today(payments, total) {
      if (payments === 0) return 'Today: no payment yet';
      return `Today: ${payments === 1 ? '1 payment' : `${payments} payments`}, ${total}`;
    },
    open: 'Open Comptoir',
    replayLast: 'Hear the last payment again',
    pauseSounds: 'Pause the sounds',
    pauses: {
      '15-minutes': 'For 15 minutes',
      '1-hour': 'For 1 hour',
      'until-tomorrow': 'Until tomorrow',
    },
    soundsPaused: (untilTime) => `Sounds paused until ${untilTime}`,
    resumeSounds: 'Let sounds be heard again',
    copyPublicUrl: 'Copy the address for KKiaPay',
    copyLocalUrl: 'Copy the local address',
    sendTest: 'Send a test payment',
    settings: 'Settings',
    quit: 'Quit Comptoir',
  },
});
