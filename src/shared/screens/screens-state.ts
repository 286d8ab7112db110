import type { ScreenRole } from '../access/roles';

export const screenRoles = [
  'second-counter',
  'bell',
  'display',
  'owner-view',
] as const satisfies readonly ScreenRole[];

/** Each costs a key, a stream and a line on the owner's screen. */
export const mostScreens = 16;
export const longestScreenName = 30;
/** The port that screens remember: it stays the same. */
export const usualScreensPort = 4280;

/** `muted`: its page is not allowed to sound. `hidden`: another page, or a dark screen, is in front of it. */
export type ScreenTrouble = 'gone' | 'muted' | 'hidden';

/** A screen that listens, or should. */
export interface ScreenPresence {
  readonly id: string;
  readonly role: ScreenRole;
  readonly name: string;
  readonly trouble: ScreenTrouble | null;
  /** ISO instant since which there is trouble; null where all is well, or since before the start. */
  readonly since: string | null;
}

/** A screen that wants to be let in: a person at the counter says whether it is the one in his hand. */
export interface Newcomer {
  readonly id: string;
  /** What it says it is, "Android · Chrome"; nothing that it says is proven. */
  readonly device: string;
  /** By QR: what it shows. By digits: null, for they are typed here. */
  readonly code: string | null;
}

/** The other screens of the shop, as every window may know of them. */
export type ScreensState =
  | { readonly kind: 'off' }
  /** No address of a shop's network, or no port: nobody can reach this computer. */
  | { readonly kind: 'unreachable'; readonly reason: 'no-network' | 'port-taken' }
  | {
      readonly kind: 'open';
      /** Origins; the first is that of the adapter with the default route. */
      readonly addresses: readonly string[];
      readonly screens: readonly ScreenPresence[];
      readonly newcomers: readonly Newcomer[];
      /** A screen opened the page since the owner asks for one. */
      readonly isReached?: boolean;
      /** How many screens rang last time; null: none was asked to yet. */
      readonly lastRing: { readonly at: string; readonly heardOn: number } | null;
      /** Two words that every screen of the shop shows today. */
      readonly word: string;
    };

/** What the owner sees of one screen. */
export interface ListedScreen extends ScreenPresence {
  readonly addedAt: string;
  readonly lastHeardAt: string | null;
}

/** How one more screen comes in, for two minutes. */
export interface ScreenOffer {
  /** One QR for each address, the likeliest first; another device that reads one first takes its place. */
  readonly links: readonly string[];
  /** What is typed on a screen without a camera. */
  readonly addresses: readonly string[];
  readonly expiresAt: string;
  /** What an administrator runs where Windows keeps screens out; null on another system. */
  readonly firewall: readonly string[] | null;
  /** What will open the owner's view on that screen, each time; told here and nowhere else. Null for other roles. */
  readonly code: string | null;
}
