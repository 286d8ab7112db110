import * as v from 'valibot';
import type { Clock } from '../ports';

/** What a relay said no with, or null where it said nothing that a relay says. */
export class RelayRefusal extends Error {
  readonly status: number | null;
  constructor(status: number | null, cause?: unknown) {
    super(status === null ? 'the relay does not answer' : `the relay answers ${status}`, { cause });
    this.status = status;
  }
}

const row = v.object({
  seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  key: v.string(),
  at: v.pipe(v.string(), v.isoTimestamp()),
  sealed: v.string(),
});
const page = v.object({
  head: v.number(),
  now: v.pipe(v.string(), v.isoTimestamp()),
  relayKey: v.string(),
  calledAt: v.nullable(v.string()),
  rows: v.array(row),
  refused: v.array(v.object({ minute: v.string(), reason: v.string(), mode: v.string(), count: v.number() })),
});
const heard = v.object({
  gaps: v.array(v.object({ from: v.string(), to: v.string() })),
  calledAt: v.nullable(v.string()),
  now: v.pipe(v.string(), v.isoTimestamp()),
});
export type RelayRow = v.InferOutput<typeof row>;
export type RelayPage = v.InferOutput<typeof page>;
export type HeardBetween = v.InferOutput<typeof heard>;

export interface RelayClientParts {
  readonly origin: string;
  /** Null while there is none: a counter that joins has no place there yet. */
  readonly token: string | null;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}

/** A line that carries nothing for as long is dead: while it waits, the relay sends a blank each five seconds. */
const silentMs = 12_000;
const longestAnswer = 64 * 1024 * 1024;

/** A relay's questions, one method each. All reject with `RelayRefusal`. */
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
        ...{ method: init.method, redirect: 'error', signal: silence.signal },
        ...(token !== null && { headers: { authorization: `Bearer ${token}` } }),
        ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
      });
      if (!response.ok) throw new RelayRefusal(response.status);
      const text = await textOf(response, heard);
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
    async join(body: object) {
      await ask('/v1/shops', { method: 'POST', body });
    },
    async tell(body: object) {
      await ask('/v1/counter', { method: 'PUT', body });
    },
    async leave() {
      await ask('/v1/counter', { method: 'DELETE' });
    },
    async log(
      asked: Readonly<Record<'after' | 'last' | 'wait' | 'refusedSince', string>>,
      signal: AbortSignal,
    ) {
      const query = new URLSearchParams(asked).toString();
      return parsed(page, await ask(`/v1/log?${query}`, { method: 'GET', signal }));
    },
    async heardBetween(from: string, to: string) {
      const query = new URLSearchParams({ from, to }).toString();
      return parsed(heard, await ask(`/v1/hearing?${query}`, { method: 'GET' }));
    },
  };
}

export type RelayClient = ReturnType<typeof createRelayClient>;

async function textOf(response: Response, onHeard: () => void): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  if (response.body === null) return text;
  const reader = response.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    onHeard();
    text += decoder.decode(read.value as Uint8Array, { stream: true }); // fetch's streams carry bytes
    if (text.length > longestAnswer) throw new RelayRefusal(null, 'an endless answer');
  }
  return text + decoder.decode();
}
