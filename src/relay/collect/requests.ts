import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import { statusOf } from '../../core/receiver/answers';
import { bodyInterrupted } from '../../core/receiver/read-body';
import type { RefusalReason } from '../../shared/diagnosis/refusal';
import { deviceRowKinds } from '../store/row-kinds';
import { mostPhones } from '../store/phones';

/** A counter's request that is invalid or impossible: answered with a status and a word. */
export class Refused extends Error {
  readonly status: number;
  constructor(status: number, word: string) {
    super(word);
    this.status = status;
  }
}

const mostBodyBytes = 64 * 1024;
/** The most bytes of an authenticated counter's report, with what each of its phones opens. */
export const mostToldBytes = 192 * 1024;

/** The body, checked by the schema. Rejects with `Refused`. */
export async function bodyOf<T>(
  request: IncomingMessage,
  schema: v.GenericSchema<unknown, T>,
  mostBytes = mostBodyBytes,
): Promise<T> {
  const bytes = await bytesOf(request, mostBytes);
  try {
    return v.parse(schema, JSON.parse(bytes.toString()));
  } catch {
    throw new Refused(400, 'malformed');
  }
}

/** A body that breaks off, or is no body, is refused too: Node's parser says so on the socket only, and reading would never end. */
async function bytesOf(request: IncomingMessage, mostBytes: number): Promise<Buffer> {
  const read = async (): Promise<Buffer> => {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of request) {
      const bytes = chunk as Buffer; // no encoding was set
      size += bytes.length;
      if (size > mostBytes) throw new Refused(413, 'too-large');
      chunks.push(bytes);
    }
    return Buffer.concat(chunks);
  };
  let stop = (): void => undefined;
  const interrupted = new Promise<never>((_resolve, reject) => {
    const refuse = (reason: RefusalReason): void => reject(new Refused(statusOf[reason], reason));
    request.once(bodyInterrupted, refuse);
    stop = () => void request.off(bodyInterrupted, refuse);
  });
  return Promise.race([read(), interrupted]).finally(stop);
}

const hex64 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const sealedSecret = v.pipe(v.string(), v.base64(), v.maxLength(2_000));

const timeOfDay = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

const toldEntries = {
  sealKey: v.pipe(v.string(), v.base64(), v.maxLength(200)),
  ownKey: v.exactOptional(v.pipe(v.string(), v.base64(), v.maxLength(200))),
  endpoints: v.pipe(
    v.array(
      v.object({
        path: hex64,
        provider: v.pipe(v.string(), v.regex(/^[a-z]{1,20}$/)),
        mode: v.picklist(['live', 'sandbox']),
        digests: v.pipe(v.array(hex64), v.maxLength(8)),
        sealed: v.pipe(v.array(sealedSecret), v.maxLength(8)),
      }),
    ),
    v.maxLength(16),
  ),
  /** By the shop's own wall clock; null: always open, or the counter does not tell. */
  hours: v.optional(
    v.nullable(
      v.object({
        opensAt: timeOfDay,
        closesAt: timeOfDay,
        utcOffsetMinutes: v.pipe(v.number(), v.integer(), v.minValue(-840), v.maxValue(840)),
      }),
    ),
    null,
  ),
  retentionMonths: v.optional(
    v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(120))),
    null,
  ),
};

const base64 = (most: number) => v.pipe(v.string(), v.base64(), v.maxLength(most));
const phoneId = v.pipe(v.string(), v.regex(/^[\w-]{8,40}$/));
/** Ten keys and a shop's name fit well. */
const bundle = base64(8_000);

export const toldCounter = v.object({
  ...toldEntries,
  phones: v.optional(v.pipe(v.array(v.object({ phone: phoneId, bundle })), v.maxLength(mostPhones)), []),
});
export const phoneOffer = v.object({ phone: phoneId, codeSha256: hex64, name: base64(400), bundle });
export const newPhone = v.object({
  code: v.pipe(v.string(), v.maxLength(100)),
  tokenSha256: hex64,
  publicKey: base64(200),
  proof: base64(100),
});
export const namedPhone = v.object({ phone: phoneId });
/** A browser's own description of its subscription. */
export const subscription = v.object({
  endpoint: v.pipe(v.string(), v.url(), v.startsWith('https://'), v.maxLength(1_000)),
  keys: v.object({
    p256dh: v.pipe(v.string(), v.regex(/^[\w-]{86,88}=?$/)),
    auth: v.pipe(v.string(), v.regex(/^[\w-]{22}={0,2}$/)),
  }),
});
export const counterInvitation = v.object({
  codeSha256: hex64,
  bundle,
  lasts: v.optional(v.boolean(), false),
});
export const joining = v.object({ ...toldEntries, code: v.string(), tokenSha256: hex64 });

/** A row rarely has five hundred bytes; the sealed figures of a day may have some thousand. */
export const givenRows = v.object({
  rows: v.pipe(
    v.array(
      v.object({
        kind: v.picklist(deviceRowKinds),
        key: hex64,
        sealed: v.pipe(v.string(), v.base64(), v.minLength(1), v.maxLength(16_000)),
      }),
    ),
    v.minLength(1),
    v.maxLength(100),
  ),
});

const wholeNumber = (most: number) =>
  v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number), v.maxValue(most));
/** PostgreSQL knows no year 0, and writes one beyond 9999 in its own way. */
const isInReach = (at: string): boolean =>
  Date.parse(at) >= 0 && Date.parse(at) <= Date.parse('9999-12-31T00:00:00.000Z');
const instant = v.pipe(v.string(), v.isoTimestamp(), v.check(isInReach));
const minuteMs = 60_000;
const minuteOf = (at: string): string =>
  new Date(Math.floor(Date.parse(at) / minuteMs) * minuteMs).toISOString();

export const polling = v.object({
  after: v.optional(wholeNumber(Number.MAX_SAFE_INTEGER), '0'),
  last: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{0,64}$/)), ''),
  wait: v.optional(wholeNumber(60), '0'),
  limit: v.optional(wholeNumber(5_000), '500'),
  /** Up to which row the device has stored; absent: up to the place that it asks from. */
  stored: v.exactOptional(wholeNumber(Number.MAX_SAFE_INTEGER)),
  since: v.optional(instant, '1970-01-01T00:00:00.000Z'),
  /** Refusals are counted by whole minutes, so an instant means its minute. */
  refusedSince: v.optional(v.pipe(instant, v.transform(minuteOf)), '1970-01-01T00:00:00.000Z'),
});
export const between = v.object({ from: instant, to: instant });

/** The query parameters, checked. Throws `Refused`. */
export function queryOf<T>(url: URL, schema: v.GenericSchema<unknown, T>): T {
  const parsed = v.safeParse(schema, Object.fromEntries(url.searchParams));
  if (!parsed.success) throw new Refused(400, 'malformed');
  return parsed.output;
}
