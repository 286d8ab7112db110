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
 * What a screen and the hub say to each other. Only the first steps are not encrypted, and they contain nothing about
 * payments.
 */

/** Paths of the screens' server. The files of the page are under `/s/BUILD/`. */
export const doorPaths = {
  pair: '/lan/pair',
  digits: '/lan/digits',
  hello: '/lan/hello',
  command: '/lan/c',
  events: '/lan/events',
  poll: '/lan/poll',
  who: '/lan/who',
} as const;

/** How often a beat is sent. An end that hears none for too long is cut off. */
export { beatMs } from '../bridge/beat';
/** Less than the window's: a screen goes dark within 12 s of the counter's last message, including the time to draw. */
export const screenSilenceMs = 11_000;
/** How often a screen says that it is there, and after how long it counts as gone. */
export const hereMs = 20_000;
export const goneMs = 45_000;
/** Length of the code that opens the owner's view. */
export const codeDigits = 4;
/** A ring that arrives later than this is not played. */
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
  /** Nobody has confirmed it yet. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'welcome'; readonly sid: string; readonly nonce: string; readonly proof: string };

/** Encrypted: a screen's question. */
export interface ScreenAsk {
  readonly name: string;
  readonly argument: unknown;
}

/** What only screens ask, besides the commands of the bridge that their role may give. */
export interface OwnAsks {
  /** The first question. `since`: the hub's clock when the screen last heard it, ISO. */
  begin: { readonly argument: { readonly since: string | null }; readonly value: Begun };
  here: { readonly argument: Here; readonly value: null };
  rang: { readonly argument: { readonly ringId: number }; readonly value: null };
  /** The owner's view: the code typed there. */
  open: { readonly argument: { readonly code: string }; readonly value: CodeAnswer };
}

export type CodeAnswer =
  | { readonly kind: 'open'; readonly begun: Begun }
  | { readonly kind: 'wrong' }
  /** After wrong codes: ISO instant before which none is checked. */
  | { readonly kind: 'wait'; readonly retryAt: string }
  /** The screen has no code, or too many wrong ones were typed: it must be added again. */
  | { readonly kind: 'none' }
  | { readonly kind: 'not-now' };
export interface Here {
  readonly isVisible: boolean;
  /** Whether the page can play sounds now. */
  readonly isSoundOn: boolean;
}

export interface Begun {
  readonly role: ScreenRole;
  readonly name: string;
  /** ISO instant. */
  readonly now: string;
  readonly view: ShopView;
  /** What came while the screen was away; null where nothing did, or where its role may not see it. */
  readonly absence: { readonly count: number; readonly totalXof: number } | null;
  /** Where the hub answers, "192.168.1.10:4280". A page that lost it looks for it there and near there. */
  readonly addresses: readonly string[];
  /** The owner's view waits for its code and shows nothing until then. */
  readonly isLocked: boolean;
}

/** The shop as a screen shows it. The hub removes what its role may not see. */
export interface ShopView {
  readonly language: Preferences['language'];
  readonly shopName: string;
  readonly country: Preferences['country'];
  readonly hearing: Hearing;
  readonly helperNames: readonly string[];
  readonly shift: Shift | null;
  /** The providers that the shop takes, for sentences that name them. */
  readonly providers: readonly string[];
  readonly deafToday: readonly DeafPeriod[];
  readonly today: Today;
}

/** Encrypted: an event for a screen. */
export type ScreenEvent =
  | { readonly kind: 'beat'; readonly now: string; readonly word: string; readonly build: string }
  | { readonly kind: 'view'; readonly view: ShopView }
  | { readonly kind: 'payment'; readonly payment: Payment; readonly duplicate: boolean }
  | { readonly kind: 'ring'; readonly ringId: number; readonly at: string; readonly ring: Ring }
  | { readonly kind: 'renamed'; readonly name: string }
  /** The computer has new addresses, as in `Begun`. */
  | { readonly kind: 'moved'; readonly addresses: readonly string[] }
  /** The owner's view was unused for long: it needs its code again. */
  | { readonly kind: 'locked' }
  /** The owner removed this screen: it forgets its key. */
  | { readonly kind: 'removed' };

export type AskReply = Reply<unknown>;
