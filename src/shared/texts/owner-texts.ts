import type { LockDelayMinutes } from '../settings/bounds';
import { defineTexts } from './define-texts';

export interface OwnerTexts {
  readonly owner: string;
  readonly lock: string;
  readonly askPin: Readonly<
    Record<'title' | 'hint' | 'pin' | 'open' | 'close' | 'forgotten' | 'forgottenHow', string>
  >;
  readonly waitSeconds: (seconds: number) => string;
  readonly settings: {
    readonly title: string;
    readonly none: string;
    readonly isSet: string;
    readonly current: string;
    readonly next: string;
    readonly nextHint: string;
    /** Where no vault encrypts the PIN's digest. */
    readonly nextHintPlain: string;
    readonly again: string;
    readonly differ: string;
    readonly malformed: string;
    readonly set: string;
    readonly change: string;
    readonly remove: string;
    readonly cancel: string;
    readonly lockAfter: string;
    readonly lockAfterHint: string;
    readonly minutes: (minutes: LockDelayMinutes) => string;
  };
}

/** The owner's PIN: what it protects, how to open, set, change and remove it. */
export const ownerTexts = defineTexts<OwnerTexts>({
  fr: {
    owner: 'Propriétaire',
    lock: 'Verrouiller',
    askPin: {
      title: 'Réservé au propriétaire',
      hint: 'Les totaux, l’historique, les exports et les réglages s’ouvrent avec son code.',
      pin: 'Code du propriétaire',
      open: 'Ouvrir',
      close: 'Fermer',
      forgotten: 'Code oublié ?',
      forgottenHow:
        'Fermez Comptoir, créez un fichier vide nommé « reset-pin.txt » dans son dossier de données, puis relancez-le : le code est retiré, et cet écran le dira. Les paiements restent.',
    },
    waitSeconds: (seconds) =>
      seconds < 60
        ? `Trop de codes faux. Réessayez dans ${seconds} s.`
        : `Trop de codes faux. Réessayez dans ${Math.ceil(seconds / 60)} min.`,
    settings: {
      title: 'Le code du propriétaire',
      none: 'Sans code, tout le monde ici voit les totaux et change les réglages. Avec un code, les vendeurs voient, entendent, servent et cherchent les paiements du jour, rien d’autre.',
      isSet: 'Un code protège les totaux, l’historique, les exports et les réglages.',
      current: 'Code actuel',
      next: 'Nouveau code',
      nextHint: '4 à 12 chiffres.',
      nextHintPlain:
        'Prenez au moins 6 chiffres : cet ordinateur n’a pas de coffre, et un code de 4 chiffres se devine vite pour qui copie ses fichiers. 12 au plus.',
      again: 'Encore une fois',
      differ: 'Les deux codes ne sont pas les mêmes. Retapez-les.',
      malformed: 'Un code a 4 à 12 chiffres, rien d’autre.',
      set: 'Choisir un code',
      change: 'Changer le code',
      remove: 'Retirer le code',
      cancel: 'Annuler',
      lockAfter: 'Se verrouille tout seul',
      lockAfterHint: 'Quand le propriétaire ne fait plus rien.',
      minutes: (minutes) => (minutes === 60 ? 'après 1 h' : `après ${minutes} min`),
    },
  },
  en: {
    owner: 'Owner',
    lock: 'Lock',
    askPin: {
      title: 'For the owner only',
      hint: 'Totals, history, exports and settings open with the owner’s PIN.',
      pin: 'Owner’s PIN',
      open: 'Open',
      close: 'Close',
      forgotten: 'PIN forgotten?',
      forgottenHow:
        'Quit Comptoir, make an empty file named “reset-pin.txt” in its data folder, then start it again: the PIN is removed, and this screen will say so. The payments stay.',
    },
    waitSeconds: (seconds) =>
      seconds < 60
        ? `Too many wrong PINs. Try again in ${seconds} s.`
        : `Too many wrong PINs. Try again in ${Math.ceil(seconds / 60)} min.`,
    settings: {
      title: 'The owner’s PIN',
      none: 'Without a PIN, everybody here sees the totals and changes the settings. With one, helpers see, hear, hand over and search the day’s payments, nothing else.',
      isSet: 'A PIN keeps totals, history, exports and settings.',
      current: 'Present PIN',
      next: 'New PIN',
      nextHint: '4 to 12 digits.',
      nextHintPlain:
        'Take 6 digits or more: this computer has no vault, and a PIN of 4 is soon guessed by whoever copies its files. 12 at most.',
      again: 'Once more',
      differ: 'The two PINs are not the same. Type them again.',
      malformed: 'A PIN has 4 to 12 digits and nothing else.',
      set: 'Choose a PIN',
      change: 'Change the PIN',
      remove: 'Remove the PIN',
      cancel: 'Cancel',
      lockAfter: 'Locks by itself',
      lockAfterHint: 'When the owner does nothing more.',
      minutes: (minutes) => (minutes === 60 ? 'after 1 h' : `after ${minutes} min`),
    },
  },
});
