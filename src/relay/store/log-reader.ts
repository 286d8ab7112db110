import type { Sql } from './database';
import { rowKindOf, type RowKind } from './row-kinds';

export interface LogRow {
  readonly seq: number;
  /** Null: a kind of a later version. */
  readonly kind: RowKind | null;
  /** The device that wrote it; null: a provider called. */
  readonly device: number | null;
  /** In hexadecimal. */
  readonly key: string;
  /** ISO instant at which it was first received. */
  readonly at: string;
  readonly deliveries: number;
  readonly sealed: Buffer;
}

export type LogPage =
  | { readonly kind: 'rows'; readonly head: number; readonly rows: readonly LogRow[] }
  /** The reader's last row differs or is missing: an older backup was restored. */
  | { readonly kind: 'rewound' };

export interface Cursor {
  readonly seq: number;
  /** The key of that row, in hexadecimal; empty at 0. */
  readonly key: string;
}

interface StoredRow extends Omit<LogRow, 'kind' | 'at'> {
  readonly kind: number;
  readonly at: Date;
}

export interface LogQuestion {
  readonly after: Cursor;
  /** ISO instant: a reader that only wants the last days begins there. */
  readonly since: string;
  readonly limit: number;
}

/** The most bytes of bodies in one page: a shop that was away for long needs several pages. */
const mostBytes = 4 * 1024 * 1024;

/**
 * The rows of one shop after a cursor, oldest first. Read with the role that sees only one shop: even a query without its
 * condition would show no other shop's rows.
 */
export async function readLog(
  sql: Sql,
  shop: number,
  { after, since, limit }: LogQuestion,
): Promise<LogPage> {
  const [, last, heads, rows] = await sql.begin('isolation level repeatable read read only', (step) => [
    // The index has them in order. Without this, a server that knows little of a large log yet sorts all remaining rows
    // for each page.
    step`select set_config('comptoir.shop', ${String(shop)}, true), set_config('enable_sort', 'off', true)`,
    step<{ key: string }[]>`
      select encode(key, 'hex') as key from comptoir_relay.log where shop = ${shop} and seq = ${after.seq}`,
    step<{ head: number | null }[]>`
      select max(seq) as head from comptoir_relay.log where shop = ${shop}`,
    step<StoredRow[]>`
      select seq, kind, device, key, at, deliveries, sealed from (
        select seq, kind, device, encode(key, 'hex') as key, at, deliveries, sealed,
          sum(length(sealed)) over (order by seq) - length(sealed) as before
        from comptoir_relay.log where shop = ${shop} and seq > ${after.seq} and at >= ${since} order by seq limit ${limit}) page
      where before < ${mostBytes} order by seq`,
  ]);
  if (after.seq > 0 && last[0]?.key !== after.key) return { kind: 'rewound' };
  return {
    kind: 'rows',
    head: heads[0]?.head ?? 0,
    rows: rows.map(told),
  };
}

/** Some rows of one shop, by their numbers. */
export async function readRows(sql: Sql, shop: number, seqs: readonly number[]): Promise<readonly LogRow[]> {
  const [, rows] = await sql.begin('read only', (step) => [
    step`select set_config('comptoir.shop', ${String(shop)}, true)`,
    step<StoredRow[]>`
      select seq, kind, device, encode(key, 'hex') as key, at, deliveries, sealed
      from comptoir_relay.log where shop = ${shop} and seq = any(${[...seqs]}::bigint[])`,
  ]);
  return rows.map(told);
}

function told({ at, kind, ...row }: StoredRow): LogRow {
  return { ...row, kind: rowKindOf(kind), at: at.toISOString() };
}
