import type { DeafCause } from '../silence/hearing';
import { defineTexts } from './define-texts';

export interface DeafTexts {
  readonly label: string;
  readonly between: (from: string, to: string) => string;
  readonly since: (from: string) => string;
  /** Before the time of day, where the last sign of life was lost. */
  readonly atLeast: (when: string) => string;
  readonly perhapsLonger: string;
  /** We hear again, but the clock cannot tell since when. */
  readonly untilUnknown: (from: string) => string;
  /** Day and time, where the time alone would look like today's. */
  readonly at: (day: string, time: string) => string;
  /** Whole minutes. */
  readonly lasted: (minutes: number) => string;
  readonly causes: Readonly<Record<DeafCause, string>>;
  readonly today: (count: number, lasted: string) => string;
  readonly mayMiss: string;
  readonly check: string;
  readonly checkedBy: (by: string, when: string) => string;
  readonly dialog: {
    readonly title: string;
    readonly body: string;
    readonly by: string;
    readonly cancel: string;
  };
}

/** When KKiaPay was not heard, why, and who looked into its dashboard. */
export const deafTexts = defineTexts<DeafTexts>({
  fr: {
    label: 'Hors ligne',
    between: (from, to) => `entre ${from} et ${to}`,
    since: (from) => `depuis ${from}`,
    atLeast: (when) => `au moins ${when}`,
    perhapsLonger: 'Peut-être plus longtemps : on ne sait plus jusqu’à quand Comptoir écoutait avant.',
    untilUnknown: (from) => `depuis ${from}, fin inconnue : l’horloge de l’ordinateur est fausse`,
    at: (day, time) => `le ${day} à ${time}`,
    lasted: (minutes) =>
      minutes < 1
        ? 'moins d’une minute'
        : minutes < 60
          ? `${minutes} min`
          : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`,
    causes: {
      'app-stopped': 'Comptoir était arrêté',
      asleep: 'l’ordinateur était en veille',
      'tunnel-down': 'pas de liaison avec internet',
      'receiver-down': 'le récepteur était arrêté',
      'ledger-refusing': 'le disque n’acceptait plus rien',
      'self-test-failed': 'l’adresse publique ne répondait pas',
      'relay-silent': 'le relais ne répondait pas',
    },
    today: (count, lasted) =>
      count === 1
        ? `Hors ligne une fois aujourd’hui : ${lasted}.`
        : `Hors ligne ${count} fois aujourd’hui : ${lasted} en tout.`,
    mayMiss: 'Des paiements peuvent manquer : cherchez-les dans le tableau de bord {provider}.',
    check: 'J’ai vérifié le tableau de bord',
    checkedBy: (by, when) => `vérifié par ${by}, ${when}`,
    dialog: {
      title: 'Tableau de bord {provider} vérifié ?',
      body: 'Ouvrez le tableau de bord {provider} et cherchez les paiements faits pendant ces heures. Ensuite, écrivez votre nom.',
      by: 'Votre nom',
      cancel: 'Pas encore',
    },
  },
  en: {
    label: 'Offline',
    between: (from, to) => `between ${from} and ${to}`,
    since: (from) => `since ${from}`,
    atLeast: (when) => `at least ${when}`,
    perhapsLonger: 'Perhaps for longer: until when Comptoir listened before is no longer known.',
    untilUnknown: (from) => `since ${from}, end unknown: the computer’s clock is wrong`,
    at: (day, time) => `${time} on ${day}`,
    lasted: (minutes) =>
      minutes < 1
        ? 'less than a minute'
        : minutes < 60
          ? `${minutes} min`
          : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`,
    causes: {
      'app-stopped': 'Comptoir was not running',
      asleep: 'the computer was asleep',
      'tunnel-down': 'no link to the internet',
      'receiver-down': 'the receiver had stopped',
      'ledger-refusing': 'the disk took nothing more',
      'self-test-failed': 'the public address did not answer',
      'relay-silent': 'the relay did not answer',
    },
    today: (count, lasted) =>
      count === 1 ? `Offline once today: ${lasted}.` : `Offline ${count} times today: ${lasted} in all.`,
    mayMiss: 'Payments may be missing: look for them in {provider}’s dashboard.',
    check: 'I checked the dashboard',
    checkedBy: (by, when) => `checked by ${by}, ${when}`,
    dialog: {
      title: '{provider}’s dashboard checked?',
      body: 'Open {provider}’s dashboard and look for the payments made in those hours. Then write your name.',
      by: 'Your name',
      cancel: 'Not yet',
    },
  },
});
