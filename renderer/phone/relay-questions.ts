import * as v from 'valibot';

/** The relay's refusal; null: the answer was not a relay's, or there was none. */
export class RelayRefusal extends Error {
  readonly status: number | null;
  constructor(status: number | null, cause?: unknown) {
    super(status === null ? 'the relay does not answer' : `the relay answers ${status}`, { cause });
    this.status = status;
  }
}

const instant = v.pipe(v.string(), v.isoTimestamp());
const row = v.object({
  seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  key: v.string(),
  kind: v.optional(v.nullable(v.string())),
  at: instant,
  deliveries: v.number(),
  sealed: v.string(),
});
const page = v.object({ head: v.number(), now: instant, calledAt: v.nullable(instant), rows: v.array(row) });
const view = v.object({
  bundle: v.nullable(v.string()),
  now: instant,
  joinedAt: instant,
  counters: v.array(v.object({ heardAt: v.nullable(instant), acked: v.number() })),
});
const heard = v.object({ gaps: v.array(v.object({ from: instant, to: instant })) });
const welcomed = v.object({ shop: v.number(), phone: v.string(), bundle: v.string() });

export type RelayRow = v.InferOutput<typeof row>;
export type RelayPage = v.InferOutput<typeof page>;
export type PhoneView = v.InferOutput<typeof view>;

export interface LogQuestion {
  readonly after: number;
  readonly last: string;
  readonly wait: number;
  readonly since: string;
}

/**
 * While a question waits, the relay sends a blank every five seconds: a connection that is silent for this long is dead.
 */
const silentMs = 12_000;
const longestAnswer = 32 * 1024 * 1024;

/** One method for each question. All reject with `RelayRefusal`. `origin`: empty for the page's own. */
export function createRelayQuestions(fetchIt: typeof fetch, origin = '') {
  const ask = async (
    path: string,
    { token, signal, ...init }: RequestInit & { readonly token?: string } = {},
  ): Promise<unknown> => {
    const silence = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const listen = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), silentMs);
    };
    const giveUp = (): void => silence.abort();
    signal?.addEventListener('abort', giveUp);
    listen();
    try {
      const response = await fetchIt(`${origin}${path}`, {
        ...init,
        signal: silence.signal,
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
        ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
      });
      if (!response.ok) throw new RelayRefusal(response.status);
      const text = await textOf(response, listen);
      return text.trim() === '' ? null : JSON.parse(text);
    } catch (error) {
      throw error instanceof RelayRefusal ? error : new RelayRefusal(null, error);
    } finally {
      signal?.removeEventListener('abort', giveUp);
      clearTimeout(timer);
    }
  };
  const parsed = <T>(schema: v.GenericSchema<unknown, T>, answer: unknown): T => {
    const result = v.safeParse(schema, answer);
    if (!result.success) throw new RelayRefusal(null, 'an answer of another kind');
    return result.output;
  };
  return {
    comeIn: async (body: object) =>
      parsed(welcomed, await ask('/v1/phones', { method: 'POST', body: JSON.stringify(body) })),
    async log(token: string, asked: LogQuestion, signal: AbortSignal) {
      const entries = Object.entries(asked).map(([name, value]) => [name, String(value)]);
      const query = new URLSearchParams(entries).toString();
      return parsed(page, await ask(`/v1/log?${query}`, { token, signal }));
    },
    view: async (token: string) => parsed(view, await ask('/v1/phone', { token })),
    async heard(token: string, from: string, to: string) {
      const query = new URLSearchParams({ from, to }).toString();
      return parsed(heard, await ask(`/v1/hearing?${query}`, { token })).gaps;
    },
    async leave(token: string) {
      await ask('/v1/phone', { method: 'DELETE', token });
    },
    pushKey: async () => parsed(v.object({ key: v.string() }), await ask('/v1/push/key')).key,
    async subscribe(token: string, body: unknown) {
      await ask('/v1/push', { method: 'PUT', token, body: JSON.stringify(body) });
    },
    async unsubscribe(token: string) {
      await ask('/v1/push', { method: 'DELETE', token });
    },
  };
}

export type RelayQuestions = ReturnType<typeof createRelayQuestions>;

async function textOf(response: Response, onHeard: () => void): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  const reader = response.body?.getReader();
  if (reader === undefined) return response.text();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    onHeard();
    text += decoder.decode(read.value, { stream: true });
    if (text.length > longestAnswer) throw new RelayRefusal(null, 'an endless answer');
  }
  return text + decoder.decode();
}
