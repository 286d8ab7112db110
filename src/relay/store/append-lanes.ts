import type { Clock, Log } from '../../core/ports';
import { connect, type Sql } from './database';
import { rowKinds, type RowKind } from './row-kinds';
import { createShopQueues, type Queued } from './shop-queues';

/** A call or a device's row on its way into the log. */
export interface Row {
  readonly shop: number;
  readonly kind: RowKind;
  /** The same for an equal announcement or row from before. */
  readonly key: Buffer;
  /** Null: a provider called. */
  readonly device: number | null;
  readonly sealed: Buffer;
}

export interface Written {
  readonly shop: number;
  readonly seq: number;
  /** False where an equal row exists. */
  readonly fresh: boolean;
}

export interface AppendLanes {
  /**
   * Resolves once the row is committed, also on the standby if the database has one. Rejects where that is not sure; then
   * nothing may be acknowledged, although the row may exist.
   */
  append(row: Row): Promise<Written>;
  readonly waiting: () => number;
  readonly busy: () => number;
  /** How many commits had their wait for the standby cancelled so far. */
  readonly cancelledWaits: () => number;
  /** Uptime at which the oldest unanswered group was sent; null: none is running. */
  readonly waitingSince: () => number | null;
  /** Resolves once all started writes are over. */
  close(): Promise<void>;
  /** Drops unanswered groups: nothing works on them any more. */
  abandon(): Promise<void>;
}

export interface LaneOptions {
  readonly database: string;
  /** The name of these connections in the server's list. */
  readonly name: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Gets the shops that have new rows. */
  readonly onWritten: (shops: ReadonlySet<number>) => void;
}

const lanes = 2;
const mostTogether = 500;
/**
 * A group is sent as text, twice as long: well below the longest possible string, and below what may block the process.
 */
const mostBytesTogether = 8 * 1024 * 1024;
const mostWaiting = 10_000;
const mostBytesWaiting = 64 * 1024 * 1024;
/** KKiaPay tries again some seconds later: by then it must have an answer. */
const timeoutMs = 4_000;
/** PostgreSQL's warning when it stops waiting for the standby; it then reports success. */
const warning = '01000';

interface Waiting extends Queued {
  readonly row: Row;
  readonly resolve: (written: Written) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes rows in groups, each one commit, over connections that nothing else uses. No append is ever cancelled, because a
 * commit whose wait for the standby is cancelled looks like success. A caller that has waited too long gets an error, and
 * the group continues.
 */
export function createAppendLanes({ database, name, clock, log, onWritten }: LaneOptions): AppendLanes {
  const queues = createShopQueues<Waiting>(mostTogether, mostBytesTogether);
  let busy = 0;
  let cancelled = 0;
  const idle = Array.from({ length: lanes }, () => {
    const lane = { warned: false, sql: null as Sql | null }; // set at once
    lane.sql = connect(database, {
      max: 1,
      asApp: true,
      name,
      onNotice(code) {
        if (code === warning) lane.warned = true;
      },
    });
    return { sql: lane.sql, lane };
  });
  const all = [...idle];

  const writeGroup = async (lane: (typeof all)[number], group: readonly Waiting[]): Promise<void> => {
    const rows = group.map(({ row }) => row);
    lane.lane.warned = false;
    try {
      const written = await lane.sql<{ seq: number; fresh: boolean }[]>`
        select seq, fresh from comptoir_relay.append(
          ${rows.map(({ shop }) => shop)}::int[], ${rows.map(({ kind }) => rowKinds[kind])}::smallint[],
          ${rows.map(({ key }) => key.toString('hex'))}::text[],
          ${rows.map(({ sealed }) => sealed.toString('hex'))}::text[],
          ${rows.map(({ device }) => device)}::int[])`;
      // Read it again, because the server may have sent its warning meanwhile.
      if (wasWarned(lane.lane)) {
        cancelled += 1;
        throw new Error('the wait for the standby was cancelled: the rows are on one disk only');
      }
      if (written.length !== group.length) throw new Error('the database answered for other rows');
      onWritten(new Set(rows.map(({ shop }) => shop)));
      for (const [at, { row, resolve }] of group.entries()) {
        const { seq = 0, fresh = false } = written[at] ?? {};
        resolve({ shop: row.shop, seq, fresh });
      }
    } catch (error) {
      log(`a group of ${group.length} calls was not stored: ${String(error)}`);
      for (const { reject } of group) reject(error);
    }
  };
  const sentAt = new Map<(typeof all)[number], number>();
  const run = async (lane: (typeof all)[number]): Promise<void> => {
    busy += 1;
    for (let group = queues.take(); group.length > 0; group = queues.take()) {
      sentAt.set(lane, clock.uptime());
      await writeGroup(lane, group);
      sentAt.delete(lane);
      queues.done(group);
    }
    busy -= 1;
    idle.push(lane);
  };

  return {
    append(row) {
      const bytes = row.sealed.length;
      if (queues.length() >= mostWaiting || queues.bytes() + bytes > mostBytesWaiting)
        return Promise.reject(new Error('too many calls wait'));
      return new Promise((resolve, reject) => {
        const cancel = clock.after(timeoutMs, () => reject(new Error('the database did not answer in time')));
        queues.add({
          row,
          shop: row.shop,
          bytes,
          resolve(written) {
            cancel();
            resolve(written);
          },
          reject(error) {
            cancel();
            reject(error instanceof Error ? error : new Error(String(error)));
          },
        });
        const lane = idle.pop();
        if (lane !== undefined)
          run(lane).catch((error: unknown) => log(`a lane of appends ended: ${String(error)}`));
      });
    },
    waiting: queues.length,
    busy: () => busy,
    cancelledWaits: () => cancelled,
    waitingSince: () => (sentAt.size === 0 ? null : Math.min(...sentAt.values())),
    async abandon() {
      await Promise.all(all.map(({ sql }) => sql.end({ timeout: 0 })));
    },
    async close() {
      await Promise.all(all.map(({ sql }) => sql.end({ timeout: 3 })));
    },
  };
}

function wasWarned(lane: { readonly warned: boolean }): boolean {
  return lane.warned;
}
