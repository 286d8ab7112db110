import type { DerivedPart } from '../diagnosis/derived-parts';
import type { ScreenTrouble } from '../screens/screens-state';

/** What an owner who was away should learn on coming back. */
export const ownerMatters = [
  'pin-removed',
  'wrong-pin',
  'clock-moved',
  'restored',
  'claim-taken-back',
] as const;
export type OwnerMatter = (typeof ownerMatters)[number];

/** How often each happened since `since`, the instant of the first. */
export interface OwnerLogNotice {
  readonly kind: 'owner-log';
  readonly since: string;
  readonly counts: Readonly<Record<OwnerMatter, number>>;
}

/** What the merchant should learn once, and may dismiss. */
export type Notice =
  | OwnerLogNotice
  | { readonly kind: 'settings-set-aside'; readonly file: string }
  /** Some of its values were invalid; the others are unchanged. */
  | { readonly kind: 'settings-partly-lost'; readonly file: string }
  /** One of the two copies of what the provider knows was damaged or missing. It was restored from the other. */
  | { readonly kind: 'identity-mended' }
  | { readonly kind: 'secrets-set-aside'; readonly file: string }
  /** This computer's vault is shut now; it is tried again. */
  | { readonly kind: 'vault-shut' }
  /** This computer's vault can no longer open some secrets. */
  | { readonly kind: 'secrets-unopenable' }
  | { readonly kind: 'ledger-repaired'; readonly details: string }
  /** A copy should have been restored, and could not be read in: the data are as they were. */
  | { readonly kind: 'restore-given-up' }
  /** No daily copy could be made for two days or more. */
  | { readonly kind: 'copies-failing' }
  /** A newer version exists. It is not fetched until the owner agrees that it may cost money. */
  | { readonly kind: 'update-waits' }
  /** The day's copy holds fewer payments than the one before. */
  | { readonly kind: 'copy-holds-less' }
  | { readonly kind: 'secrets-not-encrypted' }
  /** An environment variable sets the provider's secret: a person who can set it can fake payments. */
  | { readonly kind: 'secret-in-environment' }
  /** Environment variables add certificate authorities. */
  | { readonly kind: 'authority-in-environment' }
  /** The computer's clock is wrong, or may be: days and ends of outages are unsure until it is right. */
  | { readonly kind: 'clock-wrong' }
  /** The record of when Comptoir last ran is lost: the outage before this start may be longer than shown. */
  | { readonly kind: 'last-sign-lost' }
  /** Calls at the relay that were sealed to a key that this computer does not have. */
  | { readonly kind: 'relay-rows-unreadable'; readonly count: number }
  /** The relay refuses this counter's updates: its addresses, secrets and keys there may be old. */
  | { readonly kind: 'relay-not-told' }
  /** Two counters handed over the same payments while they could not ask each other; the amount is the last one's. */
  | { readonly kind: 'claimed-twice'; readonly count: number; readonly amountXof: number | null }
  /** ngrok gives the account no domain of its own, or no filter at its edge: Comptoir works without. */
  | { readonly kind: 'domain-refused' }
  | { readonly kind: 'policy-refused' }
  /** A person at this computer removed the PIN, as one may who forgot it. */
  | { readonly kind: 'pin-removed' }
  /** Payments that were received and are no longer in the ledger. */
  | { readonly kind: 'payments-missing'; readonly count: number; readonly amountXof: number | null }
  /** Bells on other screens that nobody would hear now. */
  | {
      readonly kind: 'bell-silent';
      readonly screens: readonly { readonly name: string; readonly trouble: ScreenTrouble }[];
    }
  /** This computer has another address than the shop's other screens know. */
  | { readonly kind: 'screens-moved'; readonly address: string }
  /** The list of the shop's screens could not be read: all of them must be added again. */
  | { readonly kind: 'screens-lost' }
  /** Receipts are printed by themselves, and the printer did not take the last one. */
  | { readonly kind: 'receipt-not-printed' }
  /** The service that the owner chose refused a message. */
  | { readonly kind: 'owner-message-refused' }
  /** Derived parts that do not work at the moment; they are tried again. */
  | { readonly kind: 'parts-failing'; readonly parts: readonly DerivedPart[] };

/** Only the owner sees and dismisses these. */
export const ownersNotices = ['owner-log', 'pin-removed'] as const satisfies readonly Notice['kind'][];

/** These stay over restarts until a person has read them. Where there is a PIN, only the owner dismisses them. */
export const lastingNotices = [
  'claimed-twice',
  'payments-missing',
  'ledger-repaired',
  'restore-given-up',
  'copy-holds-less',
  'settings-set-aside',
  'settings-partly-lost',
  'identity-mended',
  'secrets-set-aside',
  'last-sign-lost',
  'secret-in-environment',
  'authority-in-environment',
  'screens-moved',
  'screens-lost',
] as const satisfies readonly Notice['kind'][];
