import type { DerivedPart } from '../diagnosis/derived-parts';
import type { ScreenTrouble } from '../screens/screens-state';

/** What an owner who was away should learn as he comes back. */
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

/** Something the merchant should be told once, and may dismiss. */
export type Notice =
  | OwnerLogNotice
  | { readonly kind: 'settings-set-aside'; readonly file: string }
  /** Some values of it were bad; the others are as they were. */
  | { readonly kind: 'settings-partly-lost'; readonly file: string }
  /** One of the two copies of what the provider holds was damaged or gone: made anew from the other. */
  | { readonly kind: 'identity-mended' }
  | { readonly kind: 'secrets-set-aside'; readonly file: string }
  /** The vault of this computer is not open now; it is asked again. */
  | { readonly kind: 'vault-shut' }
  /** The vault of this computer can no longer open some of them. */
  | { readonly kind: 'secrets-unopenable' }
  | { readonly kind: 'ledger-repaired'; readonly details: string }
  /** A copy was to be gone back to and could not be brought here: the data are as they were. */
  | { readonly kind: 'restore-given-up' }
  /** For two days or more no daily copy of the data could be made. */
  | { readonly kind: 'copies-failing' }
  /** A newer version is there, and is not fetched before the owner has said that it may cost money. */
  | { readonly kind: 'update-waits' }
  /** The day's copy holds fewer payments than the one before it. */
  | { readonly kind: 'copy-holds-less' }
  | { readonly kind: 'secrets-not-encrypted' }
  /** A variable of the computer says what the provider's secret is: somebody who set it can make payments up. */
  | { readonly kind: 'secret-in-environment' }
  /** Variables of the computer add certificate authorities. */
  | { readonly kind: 'authority-in-environment' }
  /** The computer's clock is wrong, or may be: days and ends of outages are doubtful until it is right. */
  | { readonly kind: 'clock-wrong' }
  /** What tells when Comptoir ran last is lost: the outage before this start may be longer than it is told. */
  | { readonly kind: 'last-sign-lost' }
  /** Calls at the relay that were sealed to a key that this computer has not. */
  | { readonly kind: 'relay-rows-unreadable'; readonly count: number }
  /** The relay does not take what this counter tells of itself: its addresses, secrets and keys there may be old. */
  | { readonly kind: 'relay-not-told' }
  /** Two counters handed the same payments over while they could not ask each other; the amount is of the last one. */
  | { readonly kind: 'claimed-twice'; readonly count: number; readonly amountXof: number | null }
  /** ngrok gives the account no name of its own, or no filter at its edge: done without. */
  | { readonly kind: 'domain-refused' }
  | { readonly kind: 'policy-refused' }
  /** Somebody who has this computer in hand asked for it: the forgotten PIN's way out. */
  | { readonly kind: 'pin-removed' }
  /** Payments that were received once are there no more. */
  | { readonly kind: 'payments-missing'; readonly count: number; readonly amountXof: number | null }
  /** Bells on other screens that would not be heard now. */
  | {
      readonly kind: 'bell-silent';
      readonly screens: readonly { readonly name: string; readonly trouble: ScreenTrouble }[];
    }
  /** This computer has another address than the one that the shop's other screens know. */
  | { readonly kind: 'screens-moved'; readonly address: string }
  /** The list of the shop's screens could not be read: none of them is known any more. */
  | { readonly kind: 'screens-lost' }
  /** Receipts were to come by themselves, and the printer did not take the last one. */
  | { readonly kind: 'receipt-not-printed' }
  /** The owner's own service took no message. */
  | { readonly kind: 'owner-message-refused' }
  /** Parts behind the intake that do not work at the moment; they are tried again. */
  | { readonly kind: 'parts-failing'; readonly parts: readonly DerivedPart[] };

/** Shown to the owner and dismissed by him; a caller without the PIN learns nothing of them. */
export const ownersNotices = ['owner-log', 'pin-removed'] as const satisfies readonly Notice['kind'][];

/** Those that stay over restarts until a person has read them; where there is a PIN, only the owner dismisses them. */
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
