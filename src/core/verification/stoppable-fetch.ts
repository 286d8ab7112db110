/** A `fetch` whose calls under way can all be ended: they must not keep a program that wants to stop. */
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
