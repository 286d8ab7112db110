/** The most bytes of all bodies together that are read before their senders are authenticated. */
export const mostUnprovenBytes = 16 * 1024 * 1024;

/** One of these bodies. */
export interface UnprovenBody {
  /** This many more bytes of it are in memory. */
  readonly grew: (bytes: number) => void;
  /** It no longer counts as unproven. */
  readonly left: () => void;
}

/**
 * One limit for all, so that many calls without a proof do not fill the memory. Above it the largest body is dropped: a
 * payment is small, so it passes beside any number of large fakes. `makeRoom` must call `left`.
 */
export type EnterUnproven = (makeRoom: () => void) => UnprovenBody;

export function createUnprovenBytes(most: number = mostUnprovenBytes): EnterUnproven {
  const bodies = new Map<UnprovenBody, { bytes: number; readonly makeRoom: () => void }>();
  let total = 0;
  return (makeRoom) => {
    const kept = { bytes: 0, makeRoom };
    const body: UnprovenBody = {
      grew(bytes) {
        kept.bytes += bytes;
        total += bytes;
        if (total <= most) return;
        let largest = kept;
        for (const other of bodies.values()) if (other.bytes > largest.bytes) largest = other;
        largest.makeRoom();
      },
      left() {
        if (bodies.delete(body)) total -= kept.bytes;
      },
    };
    bodies.set(body, kept);
    return body;
  };
}
