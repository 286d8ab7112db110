import type { ScreenRole } from '../access/roles';

export const screenRoles = [
  'second-counter',
  'bell',
  'display',
  'owner-view',
] as const satisfies readonly ScreenRole[];

/** Each screen costs a key, a stream and a line on the owner's screen. */
export const mostScreens = 16;
export const longestScreenName = 30;
/** Screens remember this port, so it stays the same. */
export const usualScreensPort = 4280;

/** `muted`: its page may not play sounds. `hidden`: another page, or a dark screen, is in front of it. */
export type ScreenTrouble = 'gone' | 'muted' | 'hidden';

/** A screen that listens, or should. */
export interface ScreenPresence {
  readonly id: string;
  readonly role: ScreenRole;
  readonly name: string;
  readonly trouble: ScreenTrouble | null;
  /** ISO instant since which it has the trouble; null where it has none, or has had it since before the start. */
  readonly since: string | null;
}

/** A screen that wants to join: a person at the counter says whether it is the one in his hand. */
export interface Newcomer {
  readonly id: string;
  /** What it says it is, "Android · Chrome"; not proven. */
  readonly device: string;
  /** By QR: the code that it shows. By digits: null, because they are typed here. */
  readonly code: string | null;
}

/** The shop's other screens, as every window may know them. */
export type ScreensState =
  | { readonly kind: 'off' }
  /** This computer has no address in a network, or no port: no screen can reach it. */
  | { readonly kind: 'unreachable'; readonly reason: 'no-network' | 'port-taken' }
  | {
      readonly kind: 'open';
      /** Origins; the first belongs to the adapter with the default route. */
      readonly addresses: readonly string[];
      readonly screens: readonly ScreenPresence[];
      readonly newcomers: readonly Newcomer[];
      /** A screen has opened the page since the owner offered one. */
      readonly isReached?: boolean;
      /** How many screens rang last time; null: none had to yet. */
      readonly lastRing: { readonly at: string; readonly heardOn: number } | null;
      /** Two words that every screen of the shop shows today. */
      readonly word: string;
    };

/** What the owner sees of one screen. */
export interface ListedScreen extends ScreenPresence {
  readonly addedAt: string;
  readonly lastHeardAt: string | null;
}

/** What one more screen needs to join, for two minutes. */
export interface ScreenOffer {
  /** One QR for each address, the likeliest first. Another device that reads it first takes the screen's place. */
  readonly links: readonly string[];
  /** What people type on a screen without a camera. */
  readonly addresses: readonly string[];
  readonly expiresAt: string;
  /** What an administrator runs where Windows blocks screens; null on other systems. */
  readonly firewall: readonly string[] | null;
  /** The code that opens the owner's view on that screen each time; shown here only. Null for other roles. */
  readonly code: string | null;
}
