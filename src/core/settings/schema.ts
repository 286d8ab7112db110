import { randomInt } from 'node:crypto';
import * as v from 'valibot';
import { importColumns } from '../../shared/bridge/truth-commands';
import { perEndpoint } from '../../shared/payment/endpoint';
import { preferences } from '../../shared/settings/preferences';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Random text of letters and digits; 32 of them carry 190 bits. */
export function randomText(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

const pathSegment = v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{16,64}$/));

/**
 * The settings file. Each field falls back to its default by itself where it is missing; a value of the wrong kind makes
 * the file damaged: it is set aside and said, not guessed at.
 */
export const settingsSchema = v.object({
  version: v.optional(v.literal(1), 1),
  ...preferences,
  soundsPausedUntil: v.optional(v.nullable(v.pipe(v.string(), v.isoTimestamp())), null),
  /** The public origin that KKiaPay's dashboard holds, as far as we know: another one is an alarm. */
  pastedOrigin: v.optional(v.nullable(v.string()), null),
  /** Requests a month of the merchant's plan at ngrok. */
  monthlyRequests: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 20_000),
  /** Wrong PINs since the last right one: kept, so that a restart is no fresh start for who guesses. */
  wrongPins: v.optional(v.object({ count: v.number(), lastAt: v.string() }), () => ({
    count: 0,
    lastAt: '',
  })),
  /** Until when the secret before the last one is still accepted (ISO instants), by endpoint. */
  previousSecretUntil: v.optional(v.record(v.string(), v.nullable(v.string())), () => ({})),
  /** Which columns the last imported file had. */
  importColumns: v.optional(v.nullable(importColumns), null),
  /** Where the receiver listened last: kept, so that a local address that was copied stays good. */
  port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)), 0),
  /** The last segment of each endpoint's path: random, so that strangers knock in vain. Made once, kept for ever. */
  pathSegments: v.pipe(
    v.optional(v.record(v.string(), pathSegment), () => ({})),
    v.transform((known): Readonly<Record<string, string>> => ({
      ...perEndpoint(() => randomText(22)),
      ...known,
    })),
  ),
});

export type Settings = v.InferOutput<typeof settingsSchema>;
