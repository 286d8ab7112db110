import { onTestFinished } from 'vitest';
import type { LogAnswer, TestShop } from './relay-process';

/** Payments of one shop that come in without a pause, each once more until it was acknowledged. */
export interface RelayLoad {
  /** Transactions that were answered 200, in the order of the answers. */
  readonly acknowledged: readonly string[];
  /** Resolves once so many more are. */
  more(count: number): Promise<void>;
  /** No new ones; resolves once those under way have their answers. */
  end(): Promise<void>;
  readonly isOver: () => boolean;
}

/** `urls`: the relays at that moment; the posters use them in turn. */
export function relayLoad(shop: TestShop, urls: () => readonly string[], postersAtOnce: number): RelayLoad {
  const acknowledged: string[] = [];
  let waiting: (() => void)[] = [];
  let isEnding = false;
  let isOver = false;
  const poster = async (name: number): Promise<void> => {
    for (let at = 0; !isEnding; at += 1) {
      const id = `${name} ${at}`;
      const relays = urls();
      if ((await shop.post(relays[(name + at) % relays.length] ?? '', id)) !== 200) continue;
      acknowledged.push(id);
      const told = waiting;
      waiting = [];
      for (const tell of told) tell();
    }
  };
  const posters = Array.from({ length: postersAtOnce }, (_, name) => poster(name));
  const end = async (): Promise<void> => {
    isEnding = true;
    await Promise.all(posters);
    isOver = true;
  };
  onTestFinished(end);
  return {
    acknowledged,
    isOver: () => isOver,
    async more(count) {
      const enough = acknowledged.length + count;
      while (acknowledged.length < enough) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    end,
  };
}

/** A counter that reads on, page by page, from one relay after the other. */
export function relayReader(shop: TestShop, urls: () => readonly string[]) {
  const rows: LogAnswer['rows'][number][] = [];
  let turn = 0;
  let rewinds = 0;
  let after = { seq: 0, key: '' };
  return {
    rows,
    rewinds: () => rewinds,
    /** False where there was nothing new. */
    async readOn(limit = 500): Promise<boolean> {
      const relays = urls();
      turn += 1;
      const query = { after: after.seq, last: after.key, limit };
      const page = await shop.log(relays[turn % relays.length] ?? '', query);
      if (page.status === 409) {
        rewinds += 1;
        after = { seq: 0, key: '' };
        return true;
      }
      rows.push(...page.rows);
      const last = page.rows.at(-1);
      if (last !== undefined) after = { seq: last.seq, key: last.key };
      return last !== undefined;
    },
  };
}
