import * as v from 'valibot';
import { lockDelaysMinutes, longestHelperName, mostHelpers, paperWidthsMm, voices } from './bounds';
import { printer } from './printer';
import { domainName, openingHours, publicAddress } from './settings-values';

/** Everything that a merchant may set: one schema and one default for each. */
export const preferences = {
  language: v.optional(v.picklist(['fr', 'en']), 'fr'),
  shopName: v.optional(v.pipe(v.string(), v.maxLength(80)), ''),
  country: v.optional(v.picklist(['BJ', 'TG', 'CI', 'SN']), 'BJ'),
  /** The merchant has gone through the three set-up steps. */
  setUp: v.optional(v.boolean(), false),
  /** Null: always open. */
  openingHours: v.optional(v.nullable(openingHours), null),

  sound: v.optional(v.boolean(), true),
  voice: v.optional(v.picklist(voices), 'recorded'),
  volume: v.optional(whole(0, 100), 100),
  /** Say the word of the day before each received amount. */
  sayDayWord: v.optional(v.boolean(), false),
  /** A payment of at least this much rings until it is handed over; null: none does. */
  ringUntilClaimedXof: v.optional(v.nullable(whole(1, 999_999_999)), null),
  notifications: v.optional(v.boolean(), true),
  /** Notifications show neither amount nor payer. */
  discreetNotifications: v.optional(v.boolean(), false),

  tunnel: v.optional(v.picklist(['ngrok', 'cloudflare', 'none']), 'ngrok'),
  /** The merchant's own domain at ngrok; null: the one that ngrok gave the account. */
  domain: v.optional(v.nullable(domainName), null),
  /** An https origin that leads here without ngrok. */
  publicAddress: v.optional(v.nullable(publicAddress), null),
  /** The server for the shop's other screens is on. */
  lanScreens: v.optional(v.boolean(), false),
  startAtLogin: v.optional(v.boolean(), false),
  /** The system restarts the app after a crash or a kill. */
  startAgain: v.optional(v.boolean(), true),

  lockAfterMinutes: v.optional(v.picklist(lockDelaysMinutes), 5),
  /** The helpers at the counter, as far as the shop wants to tell their claims apart. */
  helperNames: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestHelperName))),
      v.maxLength(mostHelpers),
      v.readonly(),
    ),
    () => [],
  ),
  /** For tickets; null: the shop has no printer. */
  printer: v.optional(v.nullable(printer), null),
  paperMm: v.optional(v.picklist(paperWidthsMm), 80),
  /** Each payment's receipt is printed by itself. */
  printReceipts: v.optional(v.boolean(), false),
  /** After how many months payers' numbers are removed; null: they are kept. */
  retentionMonths: v.optional(v.nullable(whole(1, 120)), null),
} as const;

export type Preferences = Readonly<v.InferOutput<v.ObjectSchema<typeof preferences, undefined>>>;
export type Language = Preferences['language'];
/** Countries that KKiaPay serves and Comptoir supports; each has one time zone without daylight saving. */
export type Country = Preferences['country'];
/** `none`: no tunnel of ours. The shop may still have a public address of its own. */
export type TunnelChoice = Preferences['tunnel'];
type Name = keyof typeof preferences;

/** What a window may send: any of these values. The others do not change. */
export const preferencesChange = v.strictObject(
  // Each name keeps its guard; only the default around the guard is removed.
  /* @__PURE__ */ Object.fromEntries(
    /* @__PURE__ */ Object.entries(preferences).map(([name, { wrapped }]) => [
      name,
      v.exactOptional<v.GenericSchema>(wrapped),
    ]),
  ) as { [Key in Name]: v.ExactOptionalSchema<(typeof preferences)[Key]['wrapped'], undefined> },
);
export type PreferencesChange = Readonly<v.InferOutput<typeof preferencesChange>>;

/** Only the preferences: a settings file also holds what no window may see. */
export function preferencesIn(settings: Preferences): Preferences {
  const names = Object.keys(preferences) as Name[]; // the literal above has no other keys
  return Object.fromEntries(names.map((name) => [name, settings[name]])) as unknown as Preferences; // each of them, once
}

function whole(least: number, most: number) {
  return v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
}
