import type { Clock, Log } from '../../core/ports';
import type { Sql } from '../store/database';

/** Wakes requests that wait for rows of a shop, on this relay and on the others of the same database. */
export interface News {
  /** Rows of these shops were committed here. */
  told(shops: ReadonlySet<number>): void;
  /** An address was changed here: the other relays must read it too. */
  changed(): Promise<void>;
  /** A device was revoked here: every relay must refuse it, including this one. */
  revoked(device: number): Promise<void>;
  /** Calls `wake` once, at the next news of the shop; the returned function cancels it. */
  wait(shop: number, wake: () => void): () => void;
  /** Grows with each news of the shop: what was read before it may be outdated. */
  readonly count: (shop: number) => number;
  /** Looks for rows whose notification was lost. */
  sweep(): Promise<void>;
}

const channel = 'comptoir_relay';
const addressesChanged = 'addresses';
const deviceRevoked = /^revoked (\d+)$/;
/** A notification takes a lock of the whole server, so report many commits in one. */
const togetherMs = 20;
const mostInOne = 500;

export interface NewsParts {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly log: Log;
  readonly onAddressesChanged: () => Promise<void>;
  readonly onRevoked: (device: number) => void;
}

export function createNews({ sql, clock, log, ...on }: NewsParts): News {
  const waiters = new Map<number, Set<() => void>>();
  const heads = new Map<number, number>();
  let untold = new Set<number>();
  const counts = new Map<number, number>();
  const wake = (shop: number): void => {
    counts.set(shop, (counts.get(shop) ?? 0) + 1);
    const woken = waiters.get(shop);
    waiters.delete(shop);
    for (const one of woken ?? []) one();
  };
  const tellOthers = async (): Promise<void> => {
    const shops = [...untold];
    untold = new Set();
    for (let at = 0; at < shops.length; at += mostInOne)
      await sql.notify(channel, shops.slice(at, at + mostInOne).join());
  };
  // It reconnects by itself after a break; the sweep finds what was missed meanwhile.
  sql
    .listen(channel, (told) => {
      const [, revoked] = deviceRevoked.exec(told) ?? [];
      if (revoked !== undefined) on.onRevoked(Number(revoked));
      else if (told !== addressesChanged) for (const shop of told.split(',')) wake(Number(shop));
      else
        on.onAddressesChanged().catch((error: unknown) => log(`addresses were not read: ${String(error)}`));
    })
    .catch((error: unknown) => log(`the database tells no news, the sweep does: ${String(error)}`));
  return {
    told(shops) {
      for (const shop of shops) wake(shop);
      if (untold.size === 0)
        clock.after(togetherMs, () =>
          tellOthers().catch((error: unknown) => log(`news were not told: ${String(error)}`)),
        );
      for (const shop of shops) untold.add(shop);
    },
    async changed() {
      await sql.notify(channel, addressesChanged);
    },
    async revoked(device) {
      on.onRevoked(device);
      await sql.notify(channel, `revoked ${device}`);
    },
    wait(shop, task) {
      const others = waiters.get(shop) ?? new Set();
      waiters.set(shop, others.add(task));
      return () => {
        others.delete(task);
        if (others.size === 0 && waiters.get(shop) === others) waiters.delete(shop);
      };
    },
    count: (shop) => counts.get(shop) ?? 0,
    async sweep() {
      const rows = await sql<{ id: number; head: number }[]>`
        select id, head from comptoir_relay.shop where id = any(${[...waiters.keys()]}::int[])`;
      for (const { id, head } of rows) {
        const before = heads.get(id);
        heads.set(id, head);
        if (before !== head) wake(id);
      }
      for (const id of heads.keys()) if (!waiters.has(id)) heads.delete(id);
    },
  };
}
