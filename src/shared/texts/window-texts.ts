import type { DeafCause } from '../silence/hearing';
import { defineTexts } from './define-texts';

/** For what the tunnel's own texts explain. */
export type TunnelCause = 'tunnel-down' | 'self-test-failed';

export interface WindowTexts {
  readonly nav: Readonly<
    Record<'label' | 'skip' | 'counter' | 'payments' | 'report' | 'refusals' | 'settings', string>
  >;
  /** A label and its value, on one line. */
  readonly pair: (thing: string, said: string) => string;
  readonly link: Readonly<Record<'connecting' | 'lost' | 'lockedOut' | 'commandLost', string>>;
  readonly hearing: {
    readonly starting: string;
    readonly listening: string;
    readonly listeningSince: (when: string) => string;
    /** The internet is heard, but the provider has not called yet. */
    readonly neverCalled: string;
    readonly neverCalledNext: string;
    readonly localOnly: string;
    readonly localOnlyNext: string;
    readonly deafSince: (time: string) => string;
    readonly deaf: (time: string, cause: string) => string;
    readonly internetCut: string;
    /** The tunnel's own texts say more about `tunnel-down` and `self-test-failed`. */
    readonly causes: Readonly<Record<Exclude<DeafCause, TunnelCause>, string>>;
    readonly next: Readonly<Record<Exclude<DeafCause, TunnelCause>, string>>;
    readonly retry: string;
    readonly finishSetUp: string;
  };
  readonly counter: {
    readonly title: string;
    readonly waiting: string;
    readonly waitingHint: string;
    readonly before: string;
    readonly nothingBefore: string;
    readonly all: string;
    readonly today: string;
    readonly received: (count: number) => string;
    readonly failed: (count: number) => string;
    readonly check: (count: number) => string;
    readonly tests: (count: number) => string;
    readonly link: string;
    readonly neverHeard: string;
    readonly heardAt: (when: string) => string;
  };
  readonly copy: Readonly<Record<'url' | 'secret' | 'testUrl' | 'testSecret' | 'copied', string>>;
  readonly sound: Readonly<Record<'enable' | 'blocked', string>>;
  /** KKiaPay calls another address than ours. */
  readonly quotaNear: (percent: number) => string;
}

/** The window's texts around payments: whether it hears, the day, the settings. */
export const windowTexts = defineTexts<WindowTexts>({
  fr: {
    nav: {
      label: 'Écrans',
      skip: 'Aller au contenu',
      counter: 'Comptoir',
      payments: 'Paiements',
      report: 'Bilan',
      refusals: 'Appels refusés',
      settings: 'Réglages',
    },
    pair: (thing, said) => `${thing} : ${said}`,
    link: {
      connecting: 'Ouverture du comptoir…',
      lost: 'Cette fenêtre ne voit plus Comptoir. Vérifiez qu’il tourne encore sur cet ordinateur : elle se reconnecte toute seule.',
      lockedOut:
        'Cette fenêtre n’a plus la clé de Comptoir. Rouvrez l’adresse complète que Comptoir a affichée à son lancement.',
      commandLost: 'Comptoir ne répond pas. Vérifiez qu’il tourne encore, puis recommencez.',
    },
    hearing: {
      starting: 'Comptoir se prépare…',
      listening: 'À l’écoute',
      listeningSince: (when) => `{provider} peut joindre ce comptoir. Connecté ${when}.`,
      neverCalled: 'Prêt : {provider} n’a encore jamais appelé',
      neverCalledNext: 'Collez l’adresse et le secret dans {provider}, puis faites un petit paiement réel.',
      localOnly: 'Pas encore joignable',
      localOnlyNext: '{provider} ne peut pas encore joindre ce comptoir : aucun paiement ne sonnera.',
      deafSince: (time) => `Hors ligne depuis ${time}`,
      deaf: (time, cause) => `Hors ligne depuis ${time} : ${cause}`,
      internetCut: 'internet coupé',
      causes: {
        'relay-silent': 'les paiements attendent au relais',
        'app-stopped': 'Comptoir était arrêté',
        asleep: 'l’ordinateur était en veille',
        'receiver-down': 'le récepteur est arrêté',
        'ledger-refusing': 'le disque n’accepte plus rien',
      },
      next: {
        'relay-silent': 'Vérifiez la connexion internet. Comptoir les lira dès que le relais répondra.',
        'app-stopped': 'Cherchez les paiements de cette période dans votre tableau de bord {provider}.',
        asleep: 'Cherchez les paiements de cette période dans votre tableau de bord {provider}.',
        'receiver-down': 'Fermez l’autre Comptoir s’il y en a un, puis relancez celui-ci.',
        'ledger-refusing':
          'Libérez de la place sur le disque. En attendant, vérifiez chaque paiement chez {provider}.',
      },
      retry: 'Réessayer',
      finishSetUp: 'Terminer la mise en route',
    },
    counter: {
      title: 'Comptoir',
      waiting: 'En attente du premier paiement',
      waitingHint: 'Dès qu’un client paie, le montant s’affiche ici en grand et le comptoir sonne.',
      before: 'Avant',
      nothingBefore: 'Les paiements précédents s’afficheront ici.',
      all: 'Tous les paiements',
      today: 'Aujourd’hui',
      received: (count) => (count <= 1 ? `${count} paiement reçu` : `${count} paiements reçus`),
      failed: (count) => (count <= 1 ? `${count} échoué` : `${count} échoués`),
      check: (count) => `${count} à vérifier`,
      tests: (count) => (count <= 1 ? `${count} essai, non compté` : `${count} essais, non comptés`),
      link: 'Liaison avec KKiaPay',
      neverHeard: 'KKiaPay n’a encore jamais appelé.',
      heardAt: (when) => `Dernier appel de KKiaPay ${when}.`,
    },
    copy: {
      url: 'Copier l’adresse',
      secret: 'Copier le secret',
      testUrl: 'Copier l’adresse d’essai',
      testSecret: 'Copier le secret d’essai',
      copied: 'Copié',
    },
    sound: {
      enable: 'Activer le son',
      blocked: 'Le navigateur retient le son de cette page.',
    },
    quotaNear: (percent) =>
      `${percent} % des appels que ngrok permet ce mois-ci sont déjà passés. Prenez une offre payante sur ngrok.com avant la fin du quota, sinon les paiements ne sonneront plus.`,
  },
  en: {
    nav: {
      label: 'Screens',
      skip: 'Skip to content',
      counter: 'Counter',
      payments: 'Payments',
      report: 'Totals',
      refusals: 'Refused calls',
      settings: 'Settings',
    },
    pair: (thing, said) => `${thing}: ${said}`,
    link: {
      connecting: 'Opening the counter…',
      lost: 'This window has lost sight of Comptoir. Check that it still runs on this computer: the window reconnects by itself.',
      lockedOut:
        'This window no longer has Comptoir’s key. Open again the whole address that Comptoir printed when it started.',
      commandLost: 'Comptoir does not answer. Check that it still runs, then retry.',
    },
    hearing: {
      starting: 'Comptoir is getting ready…',
      listening: 'Listening',
      listeningSince: (when) => `{provider} can reach this counter. Connected ${when}.`,
      neverCalled: 'Ready: {provider} has never called yet',
      neverCalledNext: 'Paste the address and the secret into {provider}, then make a small real payment.',
      localOnly: 'Not reachable yet',
      localOnlyNext: '{provider} cannot reach this counter yet: no payment will ring.',
      deafSince: (time) => `Offline since ${time}`,
      deaf: (time, cause) => `Offline since ${time}: ${cause}`,
      internetCut: 'the internet is cut off',
      causes: {
        'relay-silent': 'payments wait at the relay',
        'app-stopped': 'Comptoir was not running',
        asleep: 'the computer was asleep',
        'receiver-down': 'the receiver has stopped',
        'ledger-refusing': 'the disk takes nothing more',
      },
      next: {
        'relay-silent': 'Check the internet connection. Comptoir reads them as soon as the relay answers.',
        'app-stopped': 'Look for the payments of that time in your {provider} dashboard.',
        asleep: 'Look for the payments of that time in your {provider} dashboard.',
        'receiver-down': 'Close the other Comptoir if there is one, then restart this one.',
        'ledger-refusing': 'Make room on the disk. Meanwhile check each payment at {provider}.',
      },
      retry: 'Try again',
      finishSetUp: 'Finish the set-up',
    },
    counter: {
      title: 'Counter',
      waiting: 'Waiting for the first payment',
      waitingHint: 'As soon as a customer pays, the amount shows here in large and the counter rings.',
      before: 'Before that',
      nothingBefore: 'Earlier payments will show here.',
      all: 'All payments',
      today: 'Today',
      received: (count) => (count === 1 ? '1 payment received' : `${count} payments received`),
      failed: (count) => `${count} failed`,
      check: (count) => `${count} to check`,
      tests: (count) => (count === 1 ? '1 test, not counted' : `${count} tests, not counted`),
      link: 'Connection with KKiaPay',
      neverHeard: 'KKiaPay has never called yet.',
      heardAt: (when) => `Last call from KKiaPay ${when}.`,
    },
    copy: {
      url: 'Copy the address',
      secret: 'Copy the secret',
      testUrl: 'Copy the test address',
      testSecret: 'Copy the test secret',
      copied: 'Copied',
    },
    sound: {
      enable: 'Turn on the sound',
      blocked: 'The browser holds back this page’s sound.',
    },
    quotaNear: (percent) =>
      `${percent}% of the calls that ngrok allows this month have gone through already. Take a paid plan on ngrok.com before the quota ends, or payments will no longer ring.`,
  },
});
