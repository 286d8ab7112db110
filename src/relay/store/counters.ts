import type { Sql } from './database';

/** One counter of a shop, as a device of it is told of it, by the number that its people know it by: the first is 1. */
export interface ShopCounter {
  readonly device: number;
  readonly number: number;
  /** The device that asks. */
  readonly isHere: boolean;
  /** ISO instant; null: never yet. */
  readonly heardAt: string | null;
  /** Base64; null: it has told none. */
  readonly ownKey: string | null;
}

/** A counter asks for it, and its person carries it to the other computer at once. */
const invitationMs = 10 * 60_000;
/** A shop that lets in more than these has another trouble. */
const mostCounters = 20;

/**
 * One further counter may join the shop, once: within minutes, or whenever the sheet that carries it is needed. The one before
 * it of the same kind serves no more. False where the shop has as many counters as it may have.
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

/** Those that are there now. A number is never given twice: who left keeps his. */
export async function countersOf(sql: Sql, shop: number): Promise<readonly Omit<ShopCounter, 'isHere'>[]> {
  const rows = await sql<(Omit<ShopCounter, 'heardAt' | 'isHere'> & { heard_at: Date | null })[]>`
    select device, number, heard_at, "ownKey" from (
      select id as device, row_number() over (order by id) as number, heard_at, revoked_at,
        encode(own_key, 'base64') as "ownKey"
      from comptoir_relay.device where shop = ${shop} and kind = 'counter') every
    where revoked_at is null order by number`;
  return rows.map(({ heard_at: heardAt, ...row }) => ({ ...row, heardAt: heardAt?.toISOString() ?? null }));
}

/** The same, as one device of the shop is told of them. */
export function seenFrom(
  device: number,
  counters: readonly Omit<ShopCounter, 'isHere'>[],
): readonly ShopCounter[] {
  return counters.map((one) => ({ ...one, isHere: one.device === device }));
}
