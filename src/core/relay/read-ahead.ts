import type { Clock } from '../ports';
import type { RelayCursor } from './cursor-file';
import type { RelayClient, RelayPage } from './relay-client';

type Place = Pick<RelayCursor, 'seq' | 'key' | 'refusedSince'>;

export interface AskedPage {
  readonly page: RelayPage;
  /** The uptime of the question. */
  readonly sinceMs: number;
}

export interface ReadAhead {
  /** The page after `place`: the one already requested, or a new request that waits this long for news. */
  page(client: RelayClient, place: Place, waitS: number): Promise<AskedPage>;
  /** Requests the page after this one while this one is stored. Only rows up to `stored` are stored. */
  askBehind(client: RelayClient, page: RelayPage, stored: Place): void;
  /** Drops the pending request. */
  forget(): void;
}

/**
 * Reads a relay's log one page ahead of what is stored, because a counter that was away has thousands of rows to read.
 */
export function createReadAhead(clock: Pick<Clock, 'uptime'>): ReadAhead {
  const underWay = new Set<AbortController>();
  let ahead: { readonly place: Place; readonly asked: Promise<AskedPage> } | null = null;

  const ask = async (
    client: RelayClient,
    { seq, key, refusedSince }: Place,
    { waitS, storedSeq }: { readonly waitS: number; readonly storedSeq: number },
  ): Promise<AskedPage> => {
    const ending = new AbortController();
    underWay.add(ending);
    const sinceMs = clock.uptime();
    try {
      const page = await client.log(
        { after: String(seq), last: key, wait: String(waitS), refusedSince, stored: String(storedSeq) },
        ending.signal,
      );
      return { page, sinceMs };
    } finally {
      underWay.delete(ending);
    }
  };
  const end = (): void => {
    for (const ending of underWay) ending.abort();
  };
  return {
    page(client, place, waitS) {
      const known = ahead;
      ahead = null;
      if (known !== null && isSame(known.place, place)) return known.asked;
      end();
      return ask(client, place, { waitS, storedSeq: place.seq });
    },
    askBehind(client, { head, rows, refused, readsAhead }, stored) {
      const last = rows.at(-1);
      if (!readsAhead || last === undefined || head <= last.seq) return;
      const refusedSince = refused.at(-1)?.minute ?? stored.refusedSince;
      const place = { seq: last.seq, key: last.key, refusedSince };
      const asked = ask(client, place, { waitS: 0, storedSeq: stored.seq });
      // Handled when the page is wanted; if the cursor moves elsewhere, the error does not matter.
      asked.catch(() => undefined);
      ahead = { place, asked };
    },
    forget() {
      ahead = null;
      end();
    },
  };
}

function isSame(one: Place, other: Place): boolean {
  return one.seq === other.seq && one.key === other.key && one.refusedSince === other.refusedSince;
}
