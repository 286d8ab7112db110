import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';

/** A request of a counter that cannot be understood, or not be done: said by a status and a word. */
export class Refused extends Error {
  readonly status: number;
  constructor(status: number, word: string) {
    super(word);
    this.status = status;
  }
}

const mostBodyBytes = 64 * 1024;

/** The body as the schema wants it. Rejects with `Refused`. */
export async function bodyOf<T>(request: IncomingMessage, schema: v.GenericSchema<unknown, T>): Promise<T> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer; // no encoding was set
    size += bytes.length;
    if (size > mostBodyBytes) throw new Refused(413, 'too-large');
    chunks.push(bytes);
  }
  try {
    return v.parse(schema, JSON.parse(Buffer.concat(chunks).toString()));
  } catch {
    throw new Refused(400, 'malformed');
  }
}

const hex64 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const sealedSecret = v.pipe(v.string(), v.base64(), v.maxLength(2_000));

const toldEntries = {
  sealKey: v.pipe(v.string(), v.base64(), v.maxLength(200)),
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
};

export const toldCounter = v.object(toldEntries);
export const joining = v.object({ ...toldEntries, code: v.string(), tokenSha256: hex64 });

const wholeNumber = (most: number) =>
  v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number), v.maxValue(most));
const instant = v.pipe(v.string(), v.isoTimestamp());

export const polling = v.object({
  after: v.optional(wholeNumber(Number.MAX_SAFE_INTEGER), '0'),
  last: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{0,64}$/)), ''),
  wait: v.optional(wholeNumber(60), '0'),
  limit: v.optional(wholeNumber(5_000), '500'),
  refusedSince: v.optional(instant, '1970-01-01T00:00:00.000Z'),
});
export const between = v.object({ from: instant, to: instant });

/** What stands behind the question mark. Throws `Refused`. */
export function queryOf<T>(url: URL, schema: v.GenericSchema<unknown, T>): T {
  const parsed = v.safeParse(schema, Object.fromEntries(url.searchParams));
  if (!parsed.success) throw new Refused(400, 'malformed');
  return parsed.output;
}
