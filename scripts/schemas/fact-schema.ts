import * as v from 'valibot';
import { paymentSchema } from './payment-schema';
import { instant, modeSchema, whole, type Same } from './shapes';
import type { Refusal } from '../../src/shared/diagnosis/refusal';
import type { DeafPeriod } from '../../src/shared/silence/hearing';
import type { RelayState } from '../../src/shared/state/relay-state';
import type { TunnelState } from '../../src/shared/state/tunnel';

/** One line that `comptoir serve` prints, and the app with `--facts`. */

const address = v.nullable(v.string());

const ready = v.pipe(
  v.object({
    event: v.literal('ready'),
    webhookUrl: address,
    sandboxWebhookUrl: address,
    uiUrl: v.pipe(address, v.description('Where a browser shows the window; null in the app')),
    lanUrl: v.exactOptional(v.pipe(address, v.description('With `--lan`: the door for other screens'))),
    publicUrl: address,
    dataDir: v.string(),
    pid: whole,
  }),
  v.title('The first line: both servers listen and the ledger is open'),
);

const payment = v.pipe(
  v.object({
    event: v.literal('payment'),
    payment: paymentSchema,
    duplicate: v.pipe(v.boolean(), v.description('This very event was stored before, and rings nothing')),
  }),
  v.title('A payment is on the disk'),
);

const secretDiagnosis = v.picklist([
  ...['absent', 'other-length', 'spaces-at-the-edges', 'looks-like-hmac', 'looks-like-api-key'],
  ...['other-mode', 'different', 'too-old'],
] as const);

const refusalFields = v.object({
  reason: v.picklist([
    ...['secret-missing', 'secret-wrong', 'secret-repeated', 'no-secret-configured', 'unknown-path'],
    ...['method-not-allowed', 'body-too-large', 'body-incomplete', 'encoding-not-supported'],
    ...['headers-too-large', 'malformed-request', 'too-slow', 'too-many', 'ledger-unavailable'],
    ...['vault-shut', 'stopping'],
  ] as const),
  mode: v.nullable(modeSchema),
  httpStatus: v.pipe(whole, v.description('What was answered')),
  at: instant,
  lastAt: instant,
  count: v.pipe(whole, v.description('Equal ones within a minute are one, with their number')),
  diagnosis: v.nullable(secretDiagnosis),
  provider: v.exactOptional(v.string()),
  through: v.exactOptional(v.literal('relay')),
  knock: v.exactOptional(
    v.pipe(
      v.object({
        endpoint: v.object({ provider: v.string(), mode: modeSchema }),
        cause: v.picklist(['old-path', 'odd-path', 'wrong-secret']),
      }),
      v.description('It was surely the provider'),
    ),
  ),
});

const refusal = v.pipe(
  v.object({ event: v.literal('refusal'), ...refusalFields.entries }),
  v.title('A call was turned away'),
);

const tunnelState = v.variant('kind', [
  v.object({ kind: v.picklist(['off', 'token-missing']) }),
  v.object({ kind: v.literal('connecting'), attempt: whole }),
  v.object({ kind: v.literal('proving'), url: v.string() }),
  v.object({ kind: v.literal('online'), url: v.string(), since: instant }),
  v.object({
    kind: v.literal('retrying'),
    attempt: whole,
    nextAttemptAt: instant,
    reason: v.picklist([
      ...['network', 'tls-interception', 'silent-link', 'child-died', 'timed-out', 'self-test-failed'],
      ...['quota-spent', 'session-limit', 'endpoint-taken', 'stopped-by-dashboard', 'unknown'],
    ] as const),
    code: v.pipe(v.nullable(v.string()), v.description('ERR_NGROK_nnn, where there is one')),
  }),
  v.object({
    kind: v.literal('refused'),
    code: v.nullable(v.string()),
    advice: v.picklist([
      ...['paste-new-token', 'create-account', 'verify-email', 'update-app', 'account-suspended'],
      ...['install-runtime', 'paste-cloudflare-token', 'install-cloudflared', 'type-public-address'],
    ] as const),
  }),
]);

const relayState = v.variant('kind', [
  v.object({ kind: v.literal('off') }),
  v.object({ kind: v.picklist(['connecting', 'refused']), origin: v.string() }),
  v.object({
    kind: v.literal('collecting'),
    origin: v.string(),
    since: instant,
    behind: v.pipe(whole, v.description('Calls at the relay that are not read yet')),
    isCalled: v.boolean(),
    newsFrom: v.exactOptional(
      v.pipe(v.string(), v.description('What the relay received before this instant is no news')),
    ),
    counters: v.exactOptional(
      v.pipe(
        v.array(v.object({ number: whole, isHere: v.boolean(), isHeard: v.boolean() })),
        v.readonly(),
        v.description('The counters that share the relay, where there are several'),
      ),
    ),
  }),
  v.object({ kind: v.literal('late'), origin: v.string(), since: instant, isCalled: v.boolean() }),
  v.object({ kind: v.literal('leaving'), origin: v.string(), since: instant }),
]);

const deafFields = v.object({
  id: v.string(),
  from: instant,
  to: v.pipe(v.nullable(instant), v.description('null while it lasts')),
  cause: v.picklist([
    ...['app-stopped', 'asleep', 'tunnel-down', 'receiver-down', 'ledger-refusing'],
    ...['self-test-failed', 'relay-silent'],
  ] as const),
  checked: v.nullable(v.object({ by: v.string(), at: instant })),
  coveredBy: v.exactOptional(v.literal('relay')),
  since: v.exactOptional(v.literal('at-least')),
  until: v.exactOptional(v.literal('unknown')),
});

const deaf = v.pipe(
  v.object({ event: v.literal('deaf'), ...deafFields.entries }),
  v.title('A time in which payments may have been missed'),
);

export const factSchema = v.pipe(
  v.variant('event', [
    ready,
    payment,
    refusal,
    v.pipe(v.object({ event: v.literal('tunnel'), state: tunnelState }), v.title('The tunnel’s state')),
    v.pipe(v.object({ event: v.literal('relay'), state: relayState }), v.title('What the relay does')),
    deaf,
  ]),
  v.title('A line of `comptoir serve`'),
);

/** The schema matches the types exactly; else these lines do not compile. */
export const factsAreWhole: readonly [
  Same<v.InferOutput<typeof refusalFields>, Refusal>,
  Same<v.InferOutput<typeof tunnelState>, TunnelState>,
  Same<v.InferOutput<typeof relayState>, RelayState>,
  Same<v.InferOutput<typeof deafFields>, DeafPeriod>,
] = [true, true, true, true];
