export type Answered =
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  /** No connection, or no answer in time. */
  | { readonly kind: 'silent' };

export type Post = (path: string, body: object) => Promise<Answered>;

const timeoutMs = 8_000;

/** Never rejects. A counter that hangs accepts connections and never answers. */
export function createPost(fetchIt: typeof fetch): Post {
  return async (path, body) => {
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), timeoutMs);
    try {
      const response = await fetchIt(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: timeout.signal,
      });
      const answered: unknown = response.ok ? await response.json() : null;
      return { kind: 'answered', status: response.status, body: answered };
    } catch {
      return { kind: 'silent' };
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Picks these texts from an answer; null where one is missing. Other fields are ignored. */
export function textsIn<Name extends string>(
  body: unknown,
  ...names: readonly Name[]
): Readonly<Record<Name, string>> | null {
  if (typeof body !== 'object' || body === null) return null;
  const found = new Map<string, unknown>(Object.entries(body));
  const texts = names.map((name) => [name, found.get(name)] as const);
  if (!texts.every(([, text]) => typeof text === 'string')) return null;
  return Object.fromEntries(texts) as Record<Name, string>; // each was just seen to be one
}
