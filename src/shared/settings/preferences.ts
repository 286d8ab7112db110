import * as v from 'valibot';
import { lockDelaysMinutes, longestHelperName, mostHelpers, paperWidthsMm, voices } from './bounds';
import { printer } from './printer';
import { domainName, openingHours, publicAddress } from './settings-values';

/** Everything a merchant may set: one schema and one default for each. */
export const preferences = {
  language: v.optional(v.picklist(['fr', 'en']), 'fr'),
  shopName: v.optional(v.pipe(v.string(), v.maxLength(80)), ''),
  country: v.optional(v.picklist(['BJ', 'TG', 'CI', 'SN']), 'BJ'),
  /** The three steps were walked through once. */
  setUp: v.optional(v.boolean(), false),
  /** Null: always open. */
  openingHours: v.optional(v.nullable(openingHours), null),

  sound: v.optional(v.boolean(), true),
  voice: v.optional(v.picklist(voices), 'recorded'),
  volume: v.optional(whole(0, 100), 100),
  /** The word of the day comes before each amount received. */
  sayDayWord: v.optional(v.boolean(), false),
  /** A payment of this much or more rings until it is handed over; null: none does. */
  ringUntilClaimedXof: v.optional(v.nullable(whole(1, 999_999_999)), null),
  notifications: v.optional(v.boolean(), true),
  /** Notifications name neither amount nor payer. */
  discreetNotifications: v.optional(v.boolean(), false),

  tunnel: v.optional(v.picklist(['ngrok', 'cloudflare', 'none']), 'ngrok'),
  /** The merchant's own name at ngrok; null: the one that ngrok gave to the account. */
  domain: v.optional(v.nullable(domainName), null),
  /** https origin that leads here by other means than ngrok. */
  publicAddress: v.optional(v.nullable(publicAddress), null),
  /** The door for the shop's other screens is open. */
  lanScreens: v.optional(v.boolean(), false),
  startAtLogin: v.optional(v.boolean(), false),
  /** After a crash or a kill the system starts the app again. */
  startAgain: v.optional(v.boolean(), true),

  lockAfterMinutes: v.optional(v.picklist(lockDelaysMinutes), 5),
  /** Who works at the counter, as far as the shop wants to tell its claims apart. */
  helperNames: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestHelperName))),
      v.maxLength(mostHelpers),
      v.readonly(),
    ),
    () => [],
  ),
  /** For tickets; null: the shop has none. */
  printer: v.optional(v.nullable(printer), null),
  paperMm: v.optional(v.picklist(paperWidthsMm), 80),
  /** Each payment's receipt comes out of the ticket printer by itself. */
  printReceipts: v.optional(v.boolean(), false),
  /** Payers' numbers are forgotten after so many months; null: kept. */
  retentionMonths: v.optional(v.nullable(whole(1, 120)), null),
} as const;

export type Preferences = Readonly<v.InferOutput<v.ObjectSchema<typeof preferences, undefined>>>;
export type Language = Preferences['language'];
/** Countries KKiaPay serves here; each has one zone without daylight saving. */
export type Country = Preferences['country'];
/** `none`: no program of ours. The shop may have a public address of its own all the same. */
export type TunnelChoice = Preferences['tunnel'];
type Name = keyof typeof preferences;

/** What a window may send: any of them, the others stay as they are. */
export const preferencesChange = v.strictObject(
  // Every name stays, with the guard that its default was wrapped around.
  /* @__PURE__ */ Object.fromEntries(
    /* @__PURE__ */ Object.entries(preferences).map(([name, { wrapped }]) => [
      name,
      v.exactOptional<v.GenericSchema>(wrapped),
    ]),
  ) as { [Key in Name]: v.ExactOptionalSchema<(typeof preferences)[Key]['wrapped'], undefined> },
);
export type PreferencesChange = Readonly<v.InferOutput<typeof preferencesChange>>;

/** The preferences alone: a settings file also holds what is nobody's business. */
export function preferencesIn(settings: Preferences): Preferences {
  const names = Object.keys(preferences) as Name[]; // the literal above has no other keys
  return Object.fromEntries(names.map((name) => [name, settings[name]])) as unknown as Preferences; // each of them, once
}

function whole(least: number, most: number) {
  return v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
}
