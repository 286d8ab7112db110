import type { Sql } from './database';

export interface LogRow {
  readonly seq: number;
  /** In hexadecimal. */
  readonly key: string;
  /** ISO instant at which it was first received. */
  readonly at: string;
  readonly deliveries: number;
  readonly sealed: Buffer;
}

export type LogPage =
  | { readonly kind: 'rows'; readonly head: number; readonly rows: readonly LogRow[] }
  /** The row that the reader had last is another, or not there: an older backup was restored. */
  | { readonly kind: 'rewound' };

export interface Cursor {
  readonly seq: number;
  /** Of the row with that number, in hexadecimal; empty at 0. */
  readonly key: string;
}

/** Bodies of one page together: a shop that was away for long takes several. */
const mostBytes = 4 * 1024 * 1024;

/**
 * The rows of one shop behind a cursor, oldest first. Read as the role that sees one shop: a query without its condition
 * would see no other's rows.
 */
export async function readLog(sql: Sql, shop: number, after: Cursor, limit: number): Promise<LogPage> {
  const [, last, heads, rows] = await sql.begin('isolation level repeatable read read only', (step) => [
    step`select set_config('comptoir.shop', ${String(shop)}, true)`,
    step<{ key: string }[]>`
      select encode(key, 'hex') as key from comptoir_relay.log where shop = ${shop} and seq = ${after.seq}`,
    step<{ head: number | null }[]>`
      select max(seq) as head from comptoir_relay.log where shop = ${shop}`,
    step<{ seq: number; key: string; at: Date; deliveries: number; sealed: Buffer }[]>`
      select seq, key, at, deliveries, sealed from (
        select seq, encode(key, 'hex') as key, at, deliveries, sealed,
          sum(length(sealed)) over (order by seq) - length(sealed) as before
        from comptoir_relay.log where shop = ${shop} and seq > ${after.seq} order by seq limit ${limit}) page
      where before < ${mostBytes} order by seq`,
  ]);
  if (after.seq > 0 && last[0]?.key !== after.key) return { kind: 'rewound' };
  return {
    kind: 'rows',
    head: heads[0]?.head ?? 0,
    rows: rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
  };
}
