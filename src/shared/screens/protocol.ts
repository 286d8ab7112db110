import type { Ring } from '../voice/ring';
import type { Hearing, DeafPeriod } from '../silence/hearing';
import type { Payment } from '../payment/payment';
import type { Shift } from '../payment/shift';
import type { Preferences } from '../settings/preferences';
import type { Today } from '../access/access';
import type { Reply } from '../bridge/contract';
import type { ProvenHalf } from './pairing';
import type { ScreenRole } from '../access/roles';

/**
 * What a screen and the hub say to each other. Only the first steps cross in the clear, and nothing of a payment is in
 * them; all else is encrypted.
 */

/** Where the door answers. The files of the page are under `/s/BUILD/`. */
export const doorPaths = {
  pair: '/lan/pair',
  digits: '/lan/digits',
  hello: '/lan/hello',
  command: '/lan/c',
  events: '/lan/events',
  poll: '/lan/poll',
  who: '/lan/who',
} as const;

/** A beat comes so often; an end that hears none for so long is cut off. */
export { beatMs } from '../bridge/beat';
/** Less than the window's: within 12 s of the counter's last word a screen is dark, drawing included. */
export const screenSilenceMs = 11_000;
/** A screen says so often that it is there, and counts as gone after so long. */
export const hereMs = 20_000;
export const goneMs = 45_000;
/** Of the code that opens the owner's view. */
export const codeDigits = 4;
/** A ring that comes later than this is not played any more. */
export const staleRingMs = 10_000;

export interface PairAsk extends ProvenHalf {
  readonly offer: string;
  readonly device: string;
}
export interface PairAnswer extends ProvenHalf {
  readonly id: string;
}

export interface DigitsAsk {
  readonly publicKey: string;
  readonly device: string;
}
export interface DigitsAnswer {
  readonly id: string;
  readonly publicKey: string;
  readonly commitment: string;
}
export interface DigitsReveal {
  readonly id: string;
  readonly nonce: string;
}
export interface DigitsRevealed {
  readonly nonce: string;
}

export interface HelloAsk {
  readonly id: string;
  readonly nonce: string;
  readonly proof: string;
}
export type HelloAnswer =
  /** Nobody has said yes yet. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'welcome'; readonly sid: string; readonly nonce: string; readonly proof: string };

/** Encrypted: what a screen asks. */
export interface ScreenAsk {
  readonly name: string;
  readonly argument: unknown;
}

/** What only a screen asks, beside the commands of the bridge that its role may give. */
export interface OwnAsks {
  /** First of all: what it is and what it shows. `since`: the hub's clock when it was last heard, ISO. */
  begin: { readonly argument: { readonly since: string | null }; readonly value: Begun };
  here: { readonly argument: Here; readonly value: null };
  rang: { readonly argument: { readonly ringId: number }; readonly value: null };
  /** The owner's view: the code that was typed there. */
  open: { readonly argument: { readonly code: string }; readonly value: CodeAnswer };
}

export type CodeAnswer =
  | { readonly kind: 'open'; readonly begun: Begun }
  | { readonly kind: 'wrong' }
  /** After wrong ones: ISO instant before which none is looked at. */
  | { readonly kind: 'wait'; readonly retryAt: string }
  /** It has no code, or too many wrong ones were typed: the screen must be added again. */
  | { readonly kind: 'none' }
  | { readonly kind: 'not-now' };
export interface Here {
  readonly isVisible: boolean;
  /** It would be heard if it rang. */
  readonly isSoundOn: boolean;
}

export interface Begun {
  readonly role: ScreenRole;
  readonly name: string;
  /** ISO instant. */
  readonly now: string;
  readonly view: ShopView;
  /** What came while it was not there; null where nothing did, or where it is not for this role. */
  readonly absence: { readonly count: number; readonly totalXof: number } | null;
  /** Where the hub answers, "192.168.1.10:4280": there, and near there, a page looks for it once it is lost. */
  readonly addresses: readonly string[];
  /** The owner's view waits for its code, and is shown nothing before. */
  readonly isLocked: boolean;
}

/** The shop as a screen shows it, cut for its role by the hub. */
export interface ShopView {
  readonly language: Preferences['language'];
  readonly shopName: string;
  readonly country: Preferences['country'];
  readonly hearing: Hearing;
  readonly helperNames: readonly string[];
  readonly shift: Shift | null;
  /** Those that the shop takes, for the sentences that name them. */
  readonly providers: readonly string[];
  readonly deafToday: readonly DeafPeriod[];
  readonly today: Today;
}

/** Encrypted: what a screen is told. */
export type ScreenEvent =
  | { readonly kind: 'beat'; readonly now: string; readonly word: string; readonly build: string }
  | { readonly kind: 'view'; readonly view: ShopView }
  | { readonly kind: 'payment'; readonly payment: Payment; readonly duplicate: boolean }
  | { readonly kind: 'ring'; readonly ringId: number; readonly at: string; readonly ring: Ring }
  | { readonly kind: 'renamed'; readonly name: string }
  /** The computer has other addresses now, as in `Begun`. */
  | { readonly kind: 'moved'; readonly addresses: readonly string[] }
  /** Nobody looked at the owner's view for long: it waits for its code. */
  | { readonly kind: 'locked' }
  /** The owner took this screen out: it forgets its key. */
  | { readonly kind: 'removed' };

export type AskReply = Reply<unknown>;
