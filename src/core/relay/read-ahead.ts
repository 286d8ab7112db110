import type { Clock } from '../ports';
import type { RelayCursor } from './cursor-file';
import type { RelayClient, RelayPage } from './relay-client';

type Place = Pick<RelayCursor, 'seq' | 'key' | 'refusedSince'>;

export interface AskedPage {
  readonly page: RelayPage;
  /** The uptime at which it was asked for. */
  readonly sinceMs: number;
}

export interface ReadAhead {
  /** The page behind `place`: the one that is on its way already, or a new question that waits so long for news. */
  page(client: RelayClient, place: Place, waitS: number): Promise<AskedPage>;
  /** Asks for the page behind this one, while this one is stored. What is stored is still only `storedSeq`. */
  askBehind(client: RelayClient, page: RelayPage, stored: Place): void;
  /** Gives up what is on its way. */
  forget(): void;
}

/** Reads a relay's log page by page, one page ahead of what is stored: a counter that was away has thousands to read. */
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
      // Heard once the page is wanted; where the cursor went elsewhere meanwhile, nobody wants it.
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
