import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RefusalReason } from '../../src/shared/diagnosis/refusal';
import {
  listeningReceiver,
  livePath,
  liveSecret,
  type ListeningReceiver,
} from '../support/listening-receiver';
import { rawCall, requestBytes } from '../support/raw-call';
import { success } from '../support/receiver-cases';

const numRuns = Number(process.env.COMPTOIR_TRIALS ?? 60);

let receiver: ListeningReceiver;
beforeAll(async () => {
  receiver = await listeningReceiver();
});
afterAll(() => receiver.close());

interface FuzzedCall {
  readonly method: string;
  readonly path: string;
  readonly secrets: readonly string[];
  readonly encoding: string | null;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  /** Sizes of its chunks; none means that it says its length. */
  readonly chunks: readonly number[];
  /** Where the bytes are cut on their way. */
  readonly cuts: readonly number[];
}

const mostly = <T>(usual: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

const visible = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  maxLength: 40,
});
const nearMiss = fc
  .tuple(fc.nat(liveSecret.length - 1), visible)
  .map(([at, text]) => liveSecret.slice(0, at) + text + liveSecret.slice(at + 1))
  .filter((text) => text !== liveSecret);

/** Names that frame a message have a table of their own; the others must all be harmless. */
const framing =
  /^(host|content-length|content-encoding|transfer-encoding|connection|expect|upgrade|trailer|x-kkiapay-secret|x-forwarded-for)$/i;
const headerName = fc
  .oneof(
    fc.stringMatching(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,20}$/),
    fc.constantFrom('__proto__', 'constructor', 'Accept', 'Authorization'),
  )
  .filter((name) => !framing.test(name));
const headerValue = fc.stringMatching(
  /^([\x21-\x7e\x80-\xff]([\x20-\x7e\x80-\xff]{0,30}[\x21-\x7e\x80-\xff])?)?$/,
);

const body = fc.oneof(
  fc.uint8Array({ maxLength: 2_000 }),
  fc.json().map((text) => new TextEncoder().encode(text)),
  fc
    .dictionary(
      fc.constantFrom('amount', 'event', 'stateData', 'performedAt', 'transactionId'),
      fc.jsonValue(),
    )
    .map((changes) => new TextEncoder().encode(success(changes))),
  fc.integer({ min: 1_048_500, max: 1_048_650 }).map((size) => new Uint8Array(size).fill(0x20)),
);

const anyCall: fc.Arbitrary<FuzzedCall> = fc.record({
  method: mostly('POST', fc.constantFrom('GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS')),
  path: mostly(
    livePath,
    fc.oneof(
      fc.constantFrom(`${livePath}/`, `${livePath}?a=b`, `${livePath}x`, '/'),
      fc.stringMatching(/^\/[a-z0-9/%._-]{0,30}$/),
    ),
  ),
  secrets: mostly<readonly string[]>(
    [liveSecret],
    fc.array(fc.oneof(fc.constant(liveSecret), nearMiss), { maxLength: 2 }),
  ),
  encoding: mostly<string | null>(null, fc.constantFrom('identity', 'IDENTITY', 'gzip', 'br', 'x')),
  headers: fc.array(fc.tuple(headerName, headerValue), { maxLength: 12 }),
  body,
  chunks: mostly<readonly number[]>(
    [],
    fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 1, maxLength: 5 }),
  ),
  cuts: fc.array(fc.nat(3_000), { maxLength: 4 }),
});

/** What must come of a call, told from its parts alone. */
function expected(call: FuzzedCall): RefusalReason | 'taken' {
  const { method, path, secrets, encoding, body: bytes } = call;
  if (path !== livePath && path !== `${livePath}/` && path !== `${livePath}?a=b`) return 'unknown-path';
  if (method !== 'POST') return 'method-not-allowed';
  if (secrets.length > 1) return 'secret-repeated';
  if ((secrets[0] ?? '') === '') return 'secret-missing';
  if (secrets[0] !== liveSecret) return 'secret-wrong';
  if (encoding !== null && encoding.toLowerCase() !== 'identity') return 'encoding-not-supported';
  return bytes.length > 1_048_576 || chunkCount(call) > mostPieces ? 'body-too-large' : 'taken';
}

/** More pieces than any network makes of so few bytes: each costs the receiver far more time than its bytes. */
const mostPieces = 65_536;

function chunkCount({ body: { length }, chunks }: FuzzedCall): number {
  const round = chunks.reduce((sum, size) => sum + size, 0);
  return round === 0 ? 1 : Math.ceil((length / round) * chunks.length);
}

function bytesOf(call: FuzzedCall, address: string): Uint8Array[] {
  const lines = [
    'Host: shop.test',
    `X-Forwarded-For: ${address}`,
    ...call.headers.map(([name, value]) => `${name}: ${value}`),
    ...call.secrets.map((secret) => `x-kkiapay-secret: ${secret}`),
    ...(call.encoding === null ? [] : [`Content-Encoding: ${call.encoding}`]),
  ];
  const { method, path: target } = call;
  const whole =
    call.chunks.length === 0
      ? requestBytes('', '', { method, target, lines, body: call.body })
      : requestBytes('', '', {
          method,
          target,
          lines: [...lines, 'Transfer-Encoding: chunked'],
          body: inChunks(call),
          length: null,
        });
  const cuts = [0, ...[...call.cuts].sort((a, b) => a - b), whole.length];
  return cuts.slice(1).map((end, index) => whole.subarray(cuts[index], end));
}

function inChunks({ body: bytes, chunks }: FuzzedCall): Buffer {
  const parts: Uint8Array[] = [];
  for (let at = 0, n = 0; at < bytes.length; n += 1) {
    const chunk = bytes.subarray(at, at + (chunks[n % chunks.length] ?? 1));
    parts.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
    at += chunk.length;
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}

function refusedSoFar(): number {
  return receiver.refusals().reduce((sum, { count }) => sum + count, 0);
}

it(`${numRuns} calls nobody thought of are answered rightly and stored exactly, and change nothing else`, async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(anyCall, async (call) => {
      // The network cuts some chunks in two: so close to the bound nothing can be told from the parts.
      fc.pre(Math.abs(chunkCount(call) - mostPieces) > 2_000);
      runs += 1;
      const address = `10.${(runs >> 16) & 255}.${(runs >> 8) & 255}.${runs & 255}`;
      const outcome = expected(call);
      const recorded = receiver.told.recorded.length;
      const refused = refusedSoFar();
      const counted = outcome === 'taken' ? 0 : receiver.counted(outcome);
      const { answers } = await rawCall({ port: receiver.port, parts: bytesOf(call, address), answers: 1 });

      if (outcome !== 'taken') {
        expect(answers[0]?.status).toBeGreaterThanOrEqual(400);
        expect(receiver.counted(outcome)).toBe(counted + 1);
        expect(refusedSoFar()).toBe(refused + 1);
        expect(receiver.told.recorded).toHaveLength(recorded);
        return;
      }
      expect(answers[0]?.status).toBe(200);
      expect(refusedSoFar()).toBe(refused);
      expect(receiver.told.recorded).toHaveLength(recorded + 1);
      const told = receiver.told.recorded.at(-1);
      const stored = await receiver.ledger.payment(told?.payment.id ?? '');
      expect(stored).toMatchObject({ ...told?.payment, deliveries: stored?.deliveries });
      // A repeated delivery is counted; its bytes are those of the first copy, told apart by what they say.
      if (told?.duplicate === true) return;
      expect(Buffer.from(stored?.rawBody ?? []).equals(call.body)).toBe(true);
      for (const [name] of call.headers) expect(stored?.headers).toHaveProperty([name.toLowerCase()]);
      expect(JSON.stringify(stored?.headers)).not.toContain(liveSecret);
    }),
    { numRuns },
  );
  expect((await receiver.ledger.check()).events).toBe(receiver.told.recorded.length);
  expect(receiver.told.logged).toEqual([]);
  expect(receiver.told.recorded.length).toBeGreaterThan(numRuns / 4);
}, 600_000);
