export interface Queued {
  readonly shop: number;
  readonly bytes: number;
}

export interface ShopQueues<T extends Queued> {
  add(one: T): void;
  /** What may be written together now, in order of arrival for each shop; empty where everything must wait. */
  take(): readonly T[];
  /** A group was written, or failed: its shops' next rows may be written. */
  done(group: readonly T[]): void;
  readonly length: () => number;
  readonly bytes: () => number;
}

/**
 * Waiting rows, by shop. Rows of one shop are in one group at a time: the database would make a second group wait for the
 * first, and two small commits cost more than a large one. At least one row is written, whatever its length.
 */
export function createShopQueues<T extends Queued>(most: number, mostBytes: number): ShopQueues<T> {
  const queues = new Map<number, T[]>();
  /** Shops whose rows all wait, the one that has waited longest first. */
  const ready = new Set<number>();
  const underWay = new Set<number>();
  let length = 0;
  let bytes = 0;

  return {
    add(one) {
      const queue = queues.get(one.shop);
      if (queue === undefined) queues.set(one.shop, [one]);
      else queue.push(one);
      if (!underWay.has(one.shop)) ready.add(one.shop);
      length += 1;
      bytes += one.bytes;
    },
    take() {
      const group: T[] = [];
      let groupBytes = 0;
      const fits = (one: T): boolean =>
        group.length === 0 || (group.length < most && groupBytes + one.bytes <= mostBytes);
      for (const shop of ready) {
        const queue = queues.get(shop) ?? [];
        let taken = 0;
        for (let one = queue[0]; one !== undefined && fits(one); one = queue[taken]) {
          group.push(one);
          groupBytes += one.bytes;
          taken += 1;
        }
        if (taken === 0) break;
        ready.delete(shop);
        underWay.add(shop);
        if (taken === queue.length) queues.delete(shop);
        else queue.splice(0, taken);
      }
      length -= group.length;
      bytes -= groupBytes;
      return group;
    },
    done(group) {
      for (const { shop } of group) {
        underWay.delete(shop);
        if (queues.has(shop)) ready.add(shop);
      }
    },
    length: () => length,
    bytes: () => bytes,
  };
}
