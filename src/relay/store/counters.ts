import type { Sql } from './database';

/** One counter of a shop, as its devices see it, with the number that people see: the first is 1. */
export interface ShopCounter {
  readonly device: number;
  readonly number: number;
  /** It is the asking device itself. */
  readonly isHere: boolean;
  /** ISO instant; null: never yet. */
  readonly heardAt: string | null;
  /** Base64; null: it has not sent one. */
  readonly ownKey: string | null;
}

/** A counter asks for it, and a person carries it to the other computer at once. */
const invitationMs = 10 * 60_000;
/** No real shop needs more counters. */
const mostCounters = 20;

/**
 * Lets one more counter join, once: within minutes, or with a printed recovery sheet whenever it is needed. It replaces
 * the former invitation of the same kind. False where the shop has the most counters allowed.
 */
export async function inviteCounter(
  sql: Sql,
  shop: number,
  {
    codeSha256,
    bundle,
    lasts,
  }: { readonly codeSha256: string; readonly bundle: string; readonly lasts: boolean },
): Promise<boolean> {
  return sql.begin(async (step) => {
    await step`delete from comptoir_relay.invitation where shop = ${shop} and lasts = ${lasts} and used_at is null`;
    const written = await step`
      insert into comptoir_relay.invitation (code_sha256, shop, bundle, lasts, expires_at)
      select ${Buffer.from(codeSha256, 'hex')}, ${shop}, ${Buffer.from(bundle, 'base64')}, ${lasts},
        case when ${lasts} then 'infinity' else now() + ${invitationMs} * interval '1 millisecond' end
      where (select count(*) from comptoir_relay.device
        where shop = ${shop} and kind = 'counter' and revoked_at is null) < ${mostCounters}
      returning 1`;
    return written.length > 0;
  });
}

/** Those that exist now. A number is never used twice, even after a counter has left. */
export async function countersOf(sql: Sql, shop: number): Promise<readonly Omit<ShopCounter, 'isHere'>[]> {
  const rows = await sql<(Omit<ShopCounter, 'heardAt' | 'isHere'> & { heard_at: Date | null })[]>`
    select device, number, heard_at, "ownKey" from (
      select id as device, row_number() over (order by id) as number, heard_at, revoked_at,
        encode(own_key, 'base64') as "ownKey"
      from comptoir_relay.device where shop = ${shop} and kind = 'counter') every
    where revoked_at is null order by number`;
  return rows.map(({ heard_at: heardAt, ...row }) => ({ ...row, heardAt: heardAt?.toISOString() ?? null }));
}

/** The same, as one device of the shop sees them. */
export function seenFrom(
  device: number,
  counters: readonly Omit<ShopCounter, 'isHere'>[],
): readonly ShopCounter[] {
  return counters.map((one) => ({ ...one, isHere: one.device === device }));
}
