import * as v from 'valibot';
import { importColumns, importWords } from '../../shared/bridge/import-commands';
import { preferences } from '../../shared/settings/preferences';
import { longestHelperName } from '../../shared/settings/bounds';
import { identityEntries, type Identity } from '../intake/identity';

// They decide how calls are taken, so they are kept with the identity.
const {
  country: _country,
  tunnel: _tunnel,
  domain: _domain,
  publicAddress: _publicAddress,
  setUp: _setUp,
  ...others
} = preferences;

/** What the settings file holds: each value has a default, and a bad one costs that one alone. */
export const preferenceEntries = {
  ...others,
  /** Where the shop's other screens find this computer: null until they were let in once. */
  screensPort: v.optional(
    v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535))),
    null,
  ),
  soundsPausedUntil: v.optional(v.nullable(v.pipe(v.string(), v.isoTimestamp())), null),
  /** Who has the counter now. */
  shift: v.optional(
    v.nullable(
      v.strictObject({
        by: v.pipe(v.string(), v.minLength(1), v.maxLength(longestHelperName)),
        since: v.pipe(v.string(), v.isoTimestamp()),
      }),
    ),
    null,
  ),
  /** Requests a month of the merchant's plan at ngrok. */
  monthlyRequests: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 20_000),
  /** Which columns the last imported file had. */
  importColumns: v.optional(v.nullable(importColumns), null),
  /** What the owner said of words for a payment's state that the app does not know. */
  importWords: v.optional(importWords, {}),
} as const;

export type KeptPreferences = Readonly<v.InferOutput<v.ObjectSchema<typeof preferenceEntries, undefined>>>;

/** All that can be set, wherever it is kept. */
export const settingsSchema = v.object({ ...preferenceEntries, ...identityEntries });
export type Settings = KeptPreferences & Identity;

export function isIdentityName(name: string): name is keyof Identity {
  return name in identityEntries;
}
