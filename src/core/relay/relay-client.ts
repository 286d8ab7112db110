import * as v from 'valibot';
import type { Clock } from '../ports';

/** Why a request to the relay failed. */
export class RelayRefusal extends Error {
  /** The answer's HTTP status; null where there was no answer, or none from a relay. */
  readonly status: number | null;
  /** The relay's own reason, as in `key-replaced`; null where it gave none. */
  readonly word: string | null;
  constructor(status: number | null, cause?: unknown, word: string | null = null) {
    super(status === null ? 'the relay does not answer' : `the relay answers ${status}`, { cause });
    this.status = status;
    this.word = word;
  }
}

const row = v.object({
  seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Null: a kind that this version does not know. */
  kind: v.optional(v.nullable(v.string()), 'live'),
  key: v.string(),
  at: v.pipe(v.string(), v.isoTimestamp()),
  deliveries: v.exactOptional(v.number()),
  sealed: v.string(),
});
const counters = v.array(
  v.object({
    device: v.number(),
    number: v.number(),
    isHere: v.boolean(),
    heardAt: v.nullable(v.string()),
    ownKey: v.optional(v.nullable(v.string()), null),
  }),
);
const page = v.object({
  head: v.number(),
  now: v.pipe(v.string(), v.isoTimestamp()),
  relayKey: v.string(),
  calledAt: v.nullable(v.string()),
  /** It distinguishes requested rows from stored ones. */
  readsAhead: v.optional(v.boolean(), false),
  /** Empty: an older relay. */
  counters: v.optional(counters, []),
  rows: v.array(row),
  refused: v.array(v.object({ minute: v.string(), reason: v.string(), mode: v.string(), count: v.number() })),
});
const heard = v.object({
  gaps: v.array(v.object({ from: v.string(), to: v.string() })),
  calledAt: v.nullable(v.string()),
  now: v.pipe(v.string(), v.isoTimestamp()),
});
const phones = v.object({
  phones: v.array(
    v.object({
      phone: v.string(),
      /** Base64, as the two below. */
      name: v.string(),
      publicKey: v.string(),
      proof: v.string(),
      addedAt: v.string(),
      heardAt: v.nullable(v.string()),
    }),
  ),
});
export type StoredPhone = v.InferOutput<typeof phones>['phones'][number];
const instant = v.pipe(v.string(), v.isoTimestamp());
const phoneView = v.object({
  bundle: v.nullable(v.string()),
  now: instant,
  joinedAt: instant,
  counters: v.array(v.object({ heardAt: v.nullable(instant) })),
});
const welcomed = v.object({ shop: v.number(), bundle: v.string() });
export type PhoneView = v.InferOutput<typeof phoneView>;
const written = v.object({
  rows: v.array(
    v.object({
      seq: v.number(),
      fresh: v.boolean(),
      first: v.exactOptional(v.object({ at: v.string(), sealed: v.string() })),
    }),
  ),
});
const joined = v.object({ bundle: v.optional(v.nullable(v.string()), null) });
export type WrittenRow = v.InferOutput<typeof written>['rows'][number];
export type ToldCounters = v.InferOutput<typeof counters>;
export type RelayRow = v.InferOutput<typeof row>;
export type RelayPage = v.InferOutput<typeof page>;
export type HeardBetween = v.InferOutput<typeof heard>;

/** What this counter says to the others; of two rows with one key the first holds. */
export interface WantedRow {
  readonly kind: 'deed' | 'card' | 'keys';
  /** SHA-256, in hexadecimal. */
  readonly key: string;
  /** Base64. */
  readonly sealed: string;
}

export interface RelayClientParts {
  readonly origin: string;
  /** Null while a counter joins: it has no token yet. */
  readonly token: string | null;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}

/** A connection that is silent for this long is dead: a waiting relay sends a blank every five seconds. */
const silentMs = 12_000;
const longestAnswer = 64 * 1024 * 1024;
const longestRefusal = 1_024;
const refusal = v.pipe(v.string(), v.parseJson(), v.object({ error: v.pipe(v.string(), v.maxLength(40)) }));

/** The relay's requests, one method each. All reject with `RelayRefusal`. */
export function createRelayClient({ origin, token, fetch, clock }: RelayClientParts) {
  const ask = async (
    path: string,
    init: { readonly method: string; readonly body?: unknown; readonly signal?: AbortSignal },
  ): Promise<unknown> => {
    const silence = new AbortController();
    let cancel = (): void => undefined;
    const heard = (): void => {
      cancel();
      cancel = clock.after(silentMs, () => silence.abort());
    };
    heard();
    const giveUp = (): void => silence.abort();
    init.signal?.addEventListener('abort', giveUp);
    try {
      const response = await fetch(`${origin}${path}`, {
        method: init.method,
        redirect: 'error',
        signal: silence.signal,
        ...(token !== null && { headers: { authorization: `Bearer ${token}` } }),
        ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
      });
      if (!response.ok) {
        const word = await textOf(response, silence.signal, heard, longestRefusal).then(wordIn, () => null);
        throw new RelayRefusal(response.status, undefined, word);
      }
      const text = await textOf(response, silence.signal, heard, longestAnswer);
      return text.trim() === '' ? null : JSON.parse(text);
    } catch (error) {
      throw error instanceof RelayRefusal ? error : new RelayRefusal(null, error);
    } finally {
      init.signal?.removeEventListener('abort', giveUp);
      cancel();
    }
  };
  const parsed = <T>(schema: v.GenericSchema<unknown, T>, answer: unknown): T => {
    const result = v.safeParse(schema, answer);
    if (!result.success) throw new RelayRefusal(null, 'an answer of another kind');
    return result.output;
  };
  return {
    key: async () =>
      parsed(v.object({ relayKey: v.string() }), await ask('/v1/key', { method: 'GET' })).relayKey,
    join: async (body: object) => parsed(joined, await ask('/v1/shops', { method: 'POST', body })),
    async invite(body: { readonly codeSha256: string; readonly bundle: string; readonly lasts: boolean }) {
      await ask('/v1/invitations', { method: 'POST', body });
    },
    /** Empty where the relay is of an older version. */
    async counters(): Promise<ToldCounters> {
      const answer = await ask('/v1/counters', { method: 'GET' }).catch((error: unknown) => {
        if (error instanceof RelayRefusal && error.status === 404) return { counters: [] };
        throw error;
      });
      return parsed(v.object({ counters }), answer).counters;
    },
    async write(rows: readonly WantedRow[]) {
      const answer = parsed(written, await ask('/v1/log', { method: 'POST', body: { rows } })).rows;
      if (answer.length !== rows.length) throw new RelayRefusal(null, 'an answer for other rows');
      return answer;
    },
    async tell(body: object) {
      await ask('/v1/counter', { method: 'PUT', body });
    },
    async phones() {
      return parsed(phones, await ask('/v1/phones', { method: 'GET' })).phones;
    },
    async offerPhone(body: object) {
      await ask('/v1/phones/offer', { method: 'PUT', body });
    },
    async withdrawPhoneOffer() {
      await ask('/v1/phones/offer', { method: 'DELETE' });
    },
    async removePhone(phone: string) {
      await ask(`/v1/phones?${new URLSearchParams({ phone }).toString()}`, { method: 'DELETE' });
    },
    async leave() {
      await ask('/v1/counter', { method: 'DELETE' });
    },
    async log(
      asked: Readonly<
        Record<'after' | 'last' | 'wait' | 'refusedSince', string> & {
          readonly since?: string;
          readonly stored?: string;
        }
      >,
      signal: AbortSignal,
    ) {
      const query = new URLSearchParams(asked).toString();
      return parsed(page, await ask(`/v1/log?${query}`, { method: 'GET', signal }));
    },
    async heardBetween(from: string, to: string, signal?: AbortSignal) {
      const query = new URLSearchParams({ from, to }).toString();
      return parsed(heard, await ask(`/v1/hearing?${query}`, { method: 'GET', ...(signal && { signal }) }));
    },
    /** Joins another shop of the owner as one more device, which reads what a phone reads. */
    comeIn: async (body: object) => parsed(welcomed, await ask('/v1/phones', { method: 'POST', body })),
    phoneView: async (signal: AbortSignal) =>
      parsed(phoneView, await ask('/v1/phone', { method: 'GET', signal })),
    async leaveAsPhone() {
      await ask('/v1/phone', { method: 'DELETE' });
    },
  };
}

export type RelayClient = ReturnType<typeof createRelayClient>;

function wordIn(text: string): string | null {
  const parsed = v.safeParse(refusal, text);
  return parsed.success ? parsed.output.error : null;
}

async function textOf(
  response: Response,
  signal: AbortSignal,
  onHeard: () => void,
  most: number,
): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  if (response.body === null) return text;
  const reader = response.body.getReader();
  // After the head, fetch may lose its signal to garbage collection (undici holds it weakly), so end the body here.
  const giveUp = (): void => {
    reader.cancel().catch(() => undefined); // it may be over, or broken, by then
  };
  signal.addEventListener('abort', giveUp);
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    onHeard();
    text += decoder.decode(read.value as Uint8Array, { stream: true }); // fetch's streams carry bytes
    if (text.length > most) {
      giveUp();
      throw new RelayRefusal(null, 'an endless answer');
    }
  }
  signal.removeEventListener('abort', giveUp);
  if (signal.aborted) throw new RelayRefusal(null, 'given up');
  return text + decoder.decode();
}
