/** A `fetch` whose running calls can all be ended, so that they do not delay a program's end. */
export function stoppableFetch(inner: typeof fetch): {
  readonly fetch: typeof fetch;
  readonly stop: () => void;
} {
  const underWay = new Set<() => void>();
  return {
    async fetch(address, init) {
      const ending = new AbortController();
      const end = (): void => ending.abort();
      init?.signal?.addEventListener('abort', end);
      underWay.add(end);
      try {
        return await inner(address, { ...init, signal: ending.signal });
      } finally {
        underWay.delete(end);
      }
    },
    stop() {
      for (const end of underWay) end();
    },
  };
}
