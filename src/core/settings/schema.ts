import * as v from 'valibot';
import { importColumns, importWords } from '../../shared/bridge/import-commands';
import { preferences } from '../../shared/settings/preferences';
import { longestHelperName } from '../../shared/settings/bounds';
import { identityEntries, type Identity } from '../intake/identity';

// These decide how calls are read, so they are stored with the identity.
const {
  country: _country,
  tunnel: _tunnel,
  domain: _domain,
  publicAddress: _publicAddress,
  setUp: _setUp,
  ...others
} = preferences;

/** The content of the settings file: each value has a default, so an invalid one only loses itself. */
export const preferenceEntries = {
  ...others,
  /** The port at which the shop's other screens find this computer: null before their first use. */
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
  /** The monthly request quota of the merchant's ngrok plan. */
  monthlyRequests: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 20_000),
  /** Which columns the last imported file had. */
  importColumns: v.optional(v.nullable(importColumns), null),
  /** The owner's choices for unknown words of a payment's state. */
  importWords: v.optional(importWords, {}),
} as const;

export type KeptPreferences = Readonly<v.InferOutput<v.ObjectSchema<typeof preferenceEntries, undefined>>>;

/** All settings, wherever they are stored. */
export const settingsSchema = v.object({ ...preferenceEntries, ...identityEntries });
export type Settings = KeptPreferences & Identity;

export function isIdentityName(name: string): name is keyof Identity {
  return name in identityEntries;
}
