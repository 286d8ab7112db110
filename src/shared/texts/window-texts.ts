import type { Notice } from '../state/notice';
import type { DeafCause } from '../silence/hearing';
import { defineTexts } from './define-texts';

/** What the tunnel itself explains. */
export type TunnelCause = 'tunnel-down' | 'self-test-failed';

export interface WindowTexts {
  readonly nav: Readonly<
    Record<'label' | 'skip' | 'counter' | 'payments' | 'report' | 'refusals' | 'settings', string>
  >;
  readonly link: Readonly<Record<'connecting' | 'lost' | 'lockedOut' | 'commandLost', string>>;
  readonly hearing: {
    readonly starting: string;
    readonly listening: string;
    readonly listeningSince: (when: string) => string;
    /** Heard from the internet, and not yet from the provider. */
    readonly neverCalled: string;
    readonly neverCalledNext: string;
    readonly localOnly: string;
    readonly localOnlyNext: string;
    readonly deafSince: (time: string) => string;
    readonly deaf: (time: string, cause: string) => string;
    readonly internetCut: string;
    /** The tunnel's own texts say more of `tunnel-down` and `self-test-failed`. */
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
  readonly notices: Readonly<Record<Exclude<Notice['kind'], 'payments-missing'>, string>> & {
    /** `amount`: null where nobody can tell. */
    readonly 'payments-missing': (count: number, amount: string | null) => string;
    readonly dismiss: string;
    readonly seePayment: string;
  };
}

/** What the window says around payments: is it heard, how was the day, what can be set. */
export const windowTexts = defineTexts<WindowTexts>({
  fr: {
    nav: {
      label: 'Écrans',
      skip: 'Aller au contenu',
      counter: 'Comptoir',
      payments: 'Paiements',
      report: 'Bilan',
      refusals: 'Refus',
      settings: 'Réglages',
    },
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
      listeningSince: (when) => `KKiaPay peut joindre ce comptoir. Connecté ${when}.`,
      neverCalled: 'Prêt : KKiaPay n’a encore jamais appelé',
      neverCalledNext: 'Collez l’adresse et le secret dans KKiaPay, puis faites un petit paiement réel.',
      localOnly: 'Pas encore joignable',
      localOnlyNext: 'KKiaPay ne peut pas encore joindre ce comptoir : aucun paiement ne sonnera.',
      deafSince: (time) => `Sourd depuis ${time}`,
      deaf: (time, cause) => `Sourd depuis ${time} : ${cause}`,
      internetCut: 'internet coupé',
      causes: {
        'app-stopped': 'Comptoir était arrêté',
        asleep: 'l’ordinateur dormait',
        'receiver-down': 'le récepteur est arrêté',
        'ledger-refusing': 'le disque n’accepte plus rien',
      },
      next: {
        'app-stopped': 'Cherchez les paiements de cette période dans votre tableau de bord KKiaPay.',
        asleep: 'Cherchez les paiements de cette période dans votre tableau de bord KKiaPay.',
        'receiver-down': 'Fermez l’autre Comptoir s’il y en a un, puis relancez celui-ci.',
        'ledger-refusing':
          'Libérez de la place sur le disque. En attendant, vérifiez chaque paiement chez KKiaPay.',
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
      failed: (count) => (count <= 1 ? `${count} refusé` : `${count} refusés`),
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
    notices: {
      'settings-partly-lost':
        'Un réglage était illisible : il a repris sa valeur de départ, les autres n’ont pas changé. Relisez vos réglages.',
      'identity-mended':
        'Un fichier qui garde l’adresse et les secrets était abîmé : Comptoir l’a refait d’après sa copie. L’adresse n’a pas changé, rien à faire. Si cela revient, faites vérifier le disque.',
      'settings-set-aside':
        'Le fichier des réglages était abîmé : il est mis de côté, et les réglages repartent à neuf.',
      'vault-shut':
        'Le coffre de cet ordinateur est encore fermé : Comptoir reconnaît les appels de KKiaPay et sonne, mais ne peut pas montrer les secrets ni ouvrir le tunnel. Déverrouillez la session ou répondez à la demande de mot de passe.',
      'secrets-unopenable':
        'Cet ordinateur ne peut plus ouvrir certains secrets. Ils sont gardés, et Comptoir réessaie à chaque démarrage. Vérifiez dans les réglages ce qui manque, puis collez-le de nouveau.',
      'secrets-set-aside':
        'Le fichier des secrets était illisible : il est mis de côté. Refaites la mise en route.',
      'ledger-repaired':
        'Le registre a été réparé après un arrêt brutal. Les paiements lisibles sont tous là.',
      'restore-given-up':
        'Le retour à la copie n’a pas pu se faire : vos données sont restées comme avant. Faites de la place sur le disque, puis recommencez dans les réglages.',
      'copies-failing':
        'Les copies de sécurité de chaque jour ne se font plus. Faites de la place sur le disque ; en attendant, copiez vos données sur une clé USB dans les réglages.',
      'copy-holds-less':
        'La copie de sécurité du jour contient moins de paiements que celle d’avant. Celle d’avant est gardée : dans les réglages, regardez ce qu’elle contient avant d’y revenir.',
      'secrets-not-encrypted':
        'Cet ordinateur ne sait pas chiffrer les secrets : ils sont gardés dans un fichier réservé à vous.',
      'domain-refused':
        'ngrok n’accorde pas à votre compte l’adresse choisie : Comptoir utilise celle que ngrok vous a donnée. Vérifiez-la dans KKiaPay.',
      'policy-refused':
        'ngrok ne filtre pas les appels pour votre compte : Comptoir les trie lui-même. Rien à faire.',
      'clock-wrong':
        'L’horloge de cet ordinateur semble fausse. Réglez la date et l’heure de l’ordinateur : d’ici là, chaque paiement est mis au jour que donne KKiaPay.',
      'last-sign-lost':
        'Comptoir ne sait plus jusqu’à quand il écoutait avant ce démarrage : la coupure notée peut être plus longue. Cherchez les paiements manquants dans votre tableau de bord KKiaPay.',
      'payments-missing': (count, amount) =>
        `${count === 1 ? '1 paiement manque' : `${count} paiements manquent`} dans le registre${amount === null ? '' : ` (${amount})`} : un fichier a été abîmé. Retrouvez-${count === 1 ? 'le' : 'les'} dans votre tableau de bord KKiaPay, puis ajoutez-${count === 1 ? 'le' : 'les'} avec « Retrouver des paiements ».`,
      'parts-failing':
        'Une partie de Comptoir ne marche pas en ce moment ; les paiements sonnent et sont gardés. Elle est relancée toute seule. Si ce message reste, appelez la personne qui vous dépanne.',
      'pin-removed':
        'Le code du propriétaire a été retiré depuis les fichiers de cet ordinateur. Choisissez-en un nouveau dans les réglages.',
      dismiss: 'Compris',
      seePayment: 'Voir le paiement',
    },
  },
  en: {
    nav: {
      label: 'Screens',
      skip: 'Skip to content',
      counter: 'Counter',
      payments: 'Payments',
      report: 'Totals',
      refusals: 'Refusals',
      settings: 'Settings',
    },
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
      listeningSince: (when) => `KKiaPay can reach this counter. Connected ${when}.`,
      neverCalled: 'Ready: KKiaPay has never called yet',
      neverCalledNext: 'Paste the address and the secret into KKiaPay, then make a small real payment.',
      localOnly: 'Not reachable yet',
      localOnlyNext: 'KKiaPay cannot reach this counter yet: no payment will ring.',
      deafSince: (time) => `Deaf since ${time}`,
      deaf: (time, cause) => `Deaf since ${time}: ${cause}`,
      internetCut: 'the internet is cut off',
      causes: {
        'app-stopped': 'Comptoir was not running',
        asleep: 'the computer was asleep',
        'receiver-down': 'the receiver has stopped',
        'ledger-refusing': 'the disk takes nothing more',
      },
      next: {
        'app-stopped': 'Look for the payments of that time in your KKiaPay dashboard.',
        asleep: 'Look for the payments of that time in your KKiaPay dashboard.',
        'receiver-down': 'Close the other Comptoir if there is one, then restart this one.',
        'ledger-refusing': 'Make room on the disk. Meanwhile check each payment at KKiaPay.',
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
    notices: {
      'settings-partly-lost':
        'A setting could not be read: it is back to its first value, and the others did not change. Look through your settings.',
      'identity-mended':
        'A file that keeps the address and the secrets was damaged: Comptoir made it again from its copy. The address did not change, nothing to do. If this happens again, have the disk checked.',
      'settings-set-aside': 'The settings file was damaged: it is set aside, and the settings start afresh.',
      'vault-shut':
        'The vault of this computer is still shut: Comptoir knows KKiaPay’s calls and rings, but can neither show secrets nor open the tunnel. Unlock the session, or answer the question for a password.',
      'secrets-unopenable':
        'This computer can no longer open some secrets. They are kept, and Comptoir tries again at each start. Look in the settings for what is missing, then paste it again.',
      'secrets-set-aside':
        'The secrets file could not be read: it is set aside. Go through the set-up again.',
      'ledger-repaired': 'The ledger was repaired after a sudden stop. All readable payments are there.',
      'restore-given-up':
        'Going back to the copy was not possible: your data stayed as they were. Make room on the disk, then retry in the settings.',
      'copies-failing':
        'The daily safety copies are no longer made. Make room on the disk; meanwhile copy your data to a USB stick in the settings.',
      'copy-holds-less':
        'The safety copy of the day holds fewer payments than the one before. The one before is kept: look in the settings at what it holds before you go back to it.',
      'secrets-not-encrypted':
        'This computer cannot encrypt secrets: they are kept in a file that only you may read.',
      'domain-refused':
        'ngrok does not grant your account the address you chose: Comptoir uses the one ngrok gave you. Check it in KKiaPay.',
      'policy-refused':
        'ngrok does not filter calls for your account: Comptoir sorts them itself. Nothing to do.',
      'clock-wrong':
        'This computer’s clock seems to be wrong. Set the computer’s date and time: until then each payment is put on the day that KKiaPay gives.',
      'last-sign-lost':
        'Comptoir no longer knows until when it listened before this start: the outage noted may be longer. Look for missing payments in your KKiaPay dashboard.',
      'payments-missing': (count, amount) =>
        `${count === 1 ? '1 payment is missing' : `${count} payments are missing`} from the records${amount === null ? '' : ` (${amount})`}: a file was damaged. Find ${count === 1 ? 'it' : 'them'} in your KKiaPay dashboard, then add ${count === 1 ? 'it' : 'them'} with “Find payments again”.`,
      'parts-failing':
        'A part of Comptoir does not work right now; payments ring and are kept. It is started again by itself. If this message stays, call whoever helps you.',
      'pin-removed':
        'The owner’s PIN was removed by way of this computer’s files. Choose a new one in the settings.',
      dismiss: 'Understood',
      seePayment: 'See the payment',
    },
  },
});
