import type {
  CheckName,
  CheckState,
  CountedFinding,
  DatedFinding,
  PlainFinding,
} from '../diagnosis/diagnosis';
import { defineTexts } from './define-texts';

/** What was found, and what to do about it; null where there is nothing to do. */
export interface FindingWords {
  readonly what: string;
  readonly next: string | null;
}

export interface FindingTexts {
  readonly names: Readonly<Record<CheckName, string>>;
  readonly states: Readonly<Record<CheckState, string>>;
  readonly plain: Readonly<Record<PlainFinding, FindingWords>>;
  readonly counted: Readonly<Record<CountedFinding, (count: number) => FindingWords>>;
  readonly dated: Readonly<Record<DatedFinding, (when: string) => FindingWords>>;
  readonly hoursClosed: (opensAt: string) => FindingWords;
}

/** Megabytes. */
const roomOf = {
  fr: (count: number): string => (count < 1_024 ? `${count} Mo` : `${Math.floor(count / 1_024)} Go`),
  en: (count: number): string => (count < 1_024 ? `${count} MB` : `${Math.floor(count / 1_024)} GB`),
};
/** Minutes, in the unit that people would say. */
const spanOf = {
  fr: (count: number): string =>
    count < 120
      ? `${count} minutes`
      : count < 2_880
        ? `${Math.round(count / 60)} heures`
        : `${Math.round(count / 1_440)} jours`,
  en: (count: number): string =>
    count < 120
      ? `${count} minutes`
      : count < 2_880
        ? `${Math.round(count / 60)} hours`
        : `${Math.round(count / 1_440)} days`,
};

/** The result of each check of the bell. */
export const findingTexts = defineTexts<FindingTexts>({
  fr: {
    names: {
      program: 'Comptoir',
      disk: 'Disque',
      tunnel: 'Internet',
      quota: 'Quota du mois',
      secret: '{provider}',
      sound: 'Son',
      notifications: 'Notifications',
      clock: 'Horloge',
      hours: 'Heures d’ouverture',
    },
    states: { good: 'Bien', look: 'À voir', unknown: 'Inconnu' },
    plain: {
      'program-starting': { what: 'Comptoir démarre.', next: 'Attendez quelques secondes.' },
      'program-listens': { what: 'Comptoir tourne sur cet ordinateur.', next: null },
      'port-taken': {
        what: 'Un autre programme a pris la place de Comptoir sur cet ordinateur.',
        next: 'Redémarrez cet ordinateur. Si cela ne suffit pas, refaites l’étape 1 de la mise en route.',
      },
      'disk-unknown': { what: 'Le disque ne dit pas combien de place il reste.', next: null },
      'disk-refuses': {
        what: 'Le disque n’accepte plus rien : aucun paiement n’est pris.',
        next: 'Libérez de la place sur le disque. En attendant, vérifiez chaque paiement chez {provider}.',
      },
      'quota-none': { what: 'Cette liaison n’a pas de quota.', next: null },
      'quota-spent': {
        what: 'Le quota du mois chez ngrok est épuisé : {provider} n’arrive plus jusqu’ici.',
        next: 'Prenez une offre payante sur ngrok.com. D’ici là, vérifiez chaque paiement chez {provider}.',
      },
      'secret-absent': {
        what: 'Aucun secret n’est réglé : tout appel de KKiaPay est refusé.',
        next: 'Faites la mise en route, étape 2.',
      },
      'address-changed': {
        what: 'L’adresse de ce comptoir a changé : {provider} appelle encore l’ancienne.',
        next: 'Copiez la nouvelle adresse et collez-la dans le tableau de bord {provider}.',
      },
      'never-called': {
        what: '{provider} n’a pas appelé depuis le démarrage de Comptoir.',
        next: 'Si un client vient de payer, vérifiez l’adresse et le secret chez {provider}.',
      },
      'sound-off': {
        what: 'Le son est coupé dans les réglages.',
        next: 'Ouvrez les réglages et remettez le son.',
      },
      'sound-held-back': {
        what: 'Le navigateur retient le son de cette page.',
        next: 'Appuyez sur le bouton : le son revient, et le dernier paiement sonne de nouveau.',
      },
      'notifications-off': {
        what: 'Elles sont coupées dans les réglages. Comptoir sonne quand même.',
        next: null,
      },
      'notifications-untried': { what: 'Aucune n’a été montrée depuis le démarrage.', next: null },
      'notifications-shown': { what: 'La dernière s’est affichée.', next: null },
      'notifications-not-shown': {
        what: 'L’ordinateur n’a pas montré la dernière.',
        next: 'Dans les réglages de l’ordinateur, autorisez les notifications de Comptoir.',
      },
      'clock-unknown': { what: 'Elle n’a encore été comparée à aucune autre.', next: null },
      'clock-impossible': {
        what: 'La date de cet ordinateur est fausse.',
        next: 'Réglez la date et l’heure dans les réglages de l’ordinateur, en mode automatique.',
      },
      'clock-right': { what: 'Elle est à l’heure.', next: null },
      'hours-none': { what: 'Aucune n’est réglée : la boutique est toujours ouverte.', next: null },
      'hours-open': { what: 'La boutique est ouverte.', next: null },
    },
    counted: {
      'disk-free': (count) => ({ what: `Il reste ${roomOf.fr(count)}.`, next: null }),
      'disk-almost-full': (count) => ({
        what: `Le disque est presque plein : il reste ${roomOf.fr(count)}.`,
        next: 'Supprimez des fichiers dont vous n’avez plus besoin, puis videz la corbeille.',
      }),
      'quota-used': (count) => ({ what: `${count} % des appels du mois sont passés.`, next: null }),
      'quota-near': (count) => ({
        what: `${count} % des appels du mois chez ngrok sont passés : bientôt, plus rien ne sonnera.`,
        next: 'Prenez une offre payante sur ngrok.com avant que le quota soit épuisé.',
      }),
      'volume-low': (count) => ({
        what: `Le volume de Comptoir est très bas : ${count} %.`,
        next: 'Ouvrez les réglages et montez le volume.',
      }),
      'sound-on': (count) => ({
        what: `Le son est mis, volume ${count} %. Le volume de l’ordinateur ne se voit pas d’ici.`,
        next: null,
      }),
      'clock-ahead': (count) => ({
        what: `L’horloge de cet ordinateur avance de ${spanOf.fr(count)}.`,
        next: 'Réglez la date et l’heure dans les réglages de l’ordinateur, en mode automatique.',
      }),
      'clock-behind': (count) => ({
        what: `L’horloge de cet ordinateur retarde de ${spanOf.fr(count)}.`,
        next: 'Réglez la date et l’heure dans les réglages de l’ordinateur, en mode automatique.',
      }),
    },
    dated: {
      called: (when) => ({ what: `Dernier appel de {provider} ${when}, avec le bon secret.`, next: null }),
      'secret-refused': (when) => ({
        what: `Un appel avec un mauvais code secret a été refusé ${when}.`,
        next: 'Copiez à nouveau le secret et collez-le dans le tableau de bord KKiaPay.',
      }),
      'sound-paused': (time) => ({
        what: `Les sons sont coupés jusqu’à ${time}.`,
        next: 'Remettez les sons.',
      }),
    },
    hoursClosed: (opensAt) => ({
      what: `D’après les réglages, la boutique est fermée et ouvre à ${opensAt}. Comptoir sonne quand même.`,
      next: null,
    }),
  },
  en: {
    names: {
      program: 'Comptoir',
      disk: 'Disk',
      tunnel: 'Internet',
      quota: 'Quota of the month',
      secret: '{provider}',
      sound: 'Sound',
      notifications: 'Notifications',
      clock: 'Clock',
      hours: 'Opening hours',
    },
    states: { good: 'Good', look: 'To look at', unknown: 'Unknown' },
    plain: {
      'program-starting': { what: 'Comptoir is starting.', next: 'Wait a few seconds.' },
      'program-listens': { what: 'Comptoir is running on this computer.', next: null },
      'port-taken': {
        what: 'Another program has taken Comptoir’s place on this computer.',
        next: 'Restart this computer. If that is not enough, go through step 1 of the set-up again.',
      },
      'disk-unknown': { what: 'The disk does not say how much room is left.', next: null },
      'disk-refuses': {
        what: 'The disk takes nothing any more: no payment is accepted.',
        next: 'Make room on the disk. Until then, check each payment at {provider}.',
      },
      'quota-none': { what: 'This connection has no quota.', next: null },
      'quota-spent': {
        what: 'The month’s quota at ngrok is used up: {provider} no longer gets through.',
        next: 'Take a paid plan on ngrok.com. Until then, check each payment at {provider}.',
      },
      'secret-absent': {
        what: 'No secret is set: every call of KKiaPay is refused.',
        next: 'Go through the set-up, step 2.',
      },
      'address-changed': {
        what: 'The address of this counter has changed: {provider} still calls the old one.',
        next: 'Copy the new address and paste it in {provider}’s dashboard.',
      },
      'never-called': {
        what: '{provider} has not called since Comptoir started.',
        next: 'If a customer has just paid, check the address and the secret at {provider}.',
      },
      'sound-off': {
        what: 'Sound is turned off in the settings.',
        next: 'Open the settings and turn sound on again.',
      },
      'sound-held-back': {
        what: 'The browser holds back the sound of this page.',
        next: 'Press the button: the sound comes back, and the last payment rings again.',
      },
      'notifications-off': { what: 'They are off in the settings. Comptoir rings all the same.', next: null },
      'notifications-untried': { what: 'None was shown since the start.', next: null },
      'notifications-shown': { what: 'The last one was shown.', next: null },
      'notifications-not-shown': {
        what: 'The computer did not show the last one.',
        next: 'In the computer’s own settings, allow notifications of Comptoir.',
      },
      'clock-unknown': { what: 'It was compared with no other clock yet.', next: null },
      'clock-impossible': {
        what: 'The date of this computer is wrong.',
        next: 'Set date and time in the computer’s own settings, to automatic.',
      },
      'clock-right': { what: 'It is right.', next: null },
      'hours-none': { what: 'None are set: the shop is always open.', next: null },
      'hours-open': { what: 'The shop is open.', next: null },
    },
    counted: {
      'disk-free': (count) => ({ what: `${roomOf.en(count)} are left.`, next: null }),
      'disk-almost-full': (count) => ({
        what: `The disk is almost full: ${roomOf.en(count)} are left.`,
        next: 'Delete files that you no longer need, then empty the bin.',
      }),
      'quota-used': (count) => ({ what: `${count}% of the month’s calls have passed.`, next: null }),
      'quota-near': (count) => ({
        what: `${count}% of the month’s calls at ngrok have passed: soon nothing will ring.`,
        next: 'Take a paid plan on ngrok.com before the quota is used up.',
      }),
      'volume-low': (count) => ({
        what: `Comptoir’s volume is very low: ${count}%.`,
        next: 'Open the settings and turn the volume up.',
      }),
      'sound-on': (count) => ({
        what: `Sound is on, volume ${count}%. The computer’s own volume cannot be seen from here.`,
        next: null,
      }),
      'clock-ahead': (count) => ({
        what: `This computer’s clock is ${spanOf.en(count)} fast.`,
        next: 'Set date and time in the computer’s own settings, to automatic.',
      }),
      'clock-behind': (count) => ({
        what: `This computer’s clock is ${spanOf.en(count)} slow.`,
        next: 'Set date and time in the computer’s own settings, to automatic.',
      }),
    },
    dated: {
      called: (when) => ({ what: `Last call of {provider} ${when}, with the right secret.`, next: null }),
      'secret-refused': (when) => ({
        what: `A call with a wrong secret was refused ${when}.`,
        next: 'Copy the secret again and paste it in KKiaPay’s dashboard.',
      }),
      'sound-paused': (time) => ({ what: `Sounds are off until ${time}.`, next: 'Turn sounds on again.' }),
    },
    hoursClosed: (opensAt) => ({
      what: `By the settings the shop is closed and opens at ${opensAt}. Comptoir rings all the same.`,
      next: null,
    }),
  },
});
