import { createHash, randomBytes } from 'node:crypto';
import type { Mode } from '../../shared/payment/payment';
import type { Sql } from './database';

/** One address of a shop, as its counter tells it: nothing of it is a secret, but for who holds the relay's own key. */
export interface ToldEndpoint {
  /** SHA-256 of the path, in hexadecimal. */
  readonly path: string;
  readonly provider: string;
  readonly mode: Mode;
  /** SHA-256 of each secret accepted, in hexadecimal, where the provider shows the secret itself. */
  readonly digests: readonly string[];
  /** Secrets sealed to the relay's own key, base64, where the provider signs with them. */
  readonly sealed: readonly string[];
}

export interface StoredEndpoint extends ToldEndpoint {
  readonly shop: number;
  readonly isGone: boolean;
  /** Grows with each change. */
  readonly change: number;
}

export interface StoredShop {
  readonly id: number;
  readonly sealKey: Buffer;
  readonly perSecond: number;
  readonly burst: number;
  readonly rowsADay: number;
}

/** What a counter tells of itself. */
export interface ToldCounter {
  /** Of the counter's token: the token itself is only ever seen as it is used. */
  readonly tokenSha256: string;
  /** To which the relay seals: a raw P-256 public key, base64. */
  readonly sealKey: string;
  readonly endpoints: readonly ToldEndpoint[];
}

export interface Device {
  readonly id: number;
  readonly shop: number;
  readonly isRevoked: boolean;
}

/** How long an invitation can be used. */
const invitationMs = 7 * 24 * 3_600_000;

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** For one shop, once. Returns its code. */
export async function invite(
  sql: Sql,
  shopName: string | null,
  now: number,
): Promise<{ readonly code: string; readonly expiresAt: string }> {
  const code = randomBytes(18).toString('base64url');
  const expiresAt = new Date(now + invitationMs).toISOString();
  await sql`
    insert into comptoir_relay.invitation (code_sha256, shop_name, expires_at)
    values (${sha256(code)}, ${shopName}, ${expiresAt})`;
  return { code, expiresAt };
}

/** Null where the invitation is used, too old, or none; `taken` where an address is another shop's. */
export async function join(
  sql: Sql,
  code: string,
  { tokenSha256, sealKey, endpoints }: ToldCounter,
): Promise<{ readonly shop: number; readonly device: number } | 'taken' | null> {
  return sql
    .begin(async (step) => {
      const [used] = await step<{ shop_name: string | null }[]>`
      update comptoir_relay.invitation set used_at = now()
      where code_sha256 = ${sha256(code)} and used_at is null and expires_at > now()
      returning shop_name`;
      if (used === undefined) return null;
      const [shop] = await step<{ id: number }[]>`
      insert into comptoir_relay.shop (name, seal_key)
      values (${used.shop_name}, ${Buffer.from(sealKey, 'base64')}) returning id`;
      const [device] = await step<{ id: number }[]>`
      insert into comptoir_relay.device (shop, kind, token_sha256)
      values (${shop?.id ?? 0}, 'counter', ${Buffer.from(tokenSha256, 'hex')}) returning id`;
      const ids = { shop: shop?.id ?? 0, device: device?.id ?? 0 };
      if (await writeEndpoints(step, ids, endpoints)) return ids;
      throw new Taken();
    })
    .catch((error: unknown) => {
      if (error instanceof Taken) return 'taken' as const;
      throw error;
    });
}

/** Secrets, addresses or the sealing key of a counter changed. False where an address is another shop's. */
export async function retell(
  sql: Sql,
  ids: { readonly shop: number; readonly device: number },
  { sealKey, endpoints }: Omit<ToldCounter, 'tokenSha256'>,
): Promise<boolean> {
  return sql
    .begin(async (step) => {
      const paths = endpoints.map(({ path }) => path);
      const known = await step<{ path: string }[]>`
        select encode(path_sha256, 'hex') as path from comptoir_relay.endpoint
        where device = ${ids.device} and not is_gone`;
      const isSame = known.length === paths.length && known.every(({ path }) => paths.includes(path));
      await step`
        update comptoir_relay.shop
        set seal_key = ${Buffer.from(sealKey, 'base64')},
          called_at = case when ${isSame} then called_at end
        where id = ${ids.shop}`;
      if (await writeEndpoints(step, ids, endpoints)) return true;
      throw new Taken();
    })
    .catch((error: unknown) => {
      if (error instanceof Taken) return false;
      throw error;
    });
}

class Taken extends Error {}

/** In one transaction with what surrounds it. False where another shop has one of the addresses. */
async function writeEndpoints(
  step: (Pick<Sql, 'unsafe'> & Sql) | Parameters<Parameters<Sql['begin']>[1]>[0],
  { shop, device }: { readonly shop: number; readonly device: number },
  endpoints: readonly ToldEndpoint[],
): Promise<boolean> {
  const [{ n } = { n: 0 }] = await step<{ n: number }[]>`
    update comptoir_relay.change set n = n + 1 returning n`;
  await step`
    update comptoir_relay.endpoint set is_gone = true, gone_at = now(), change = ${n}
    where device = ${device} and not is_gone`;
  for (const { path, provider, mode, digests, sealed } of endpoints) {
    const written = await step`
      insert into comptoir_relay.endpoint
        (path_sha256, shop, device, provider, mode, digests, sealed_secrets, change)
      values (${Buffer.from(path, 'hex')}, ${shop}, ${device}, ${provider}, ${mode},
        ${[...digests]}::text[], ${[...sealed]}::text[], ${n})
      on conflict (path_sha256) do update
        set digests = excluded.digests, sealed_secrets = excluded.sealed_secrets, device = excluded.device,
          shop = excluded.shop, is_gone = false, gone_at = null, change = excluded.change
        where comptoir_relay.endpoint.shop = excluded.shop or comptoir_relay.endpoint.is_gone
      returning 1`;
    if (written.length === 0) return false;
  }
  return true;
}

/** Addresses that changed since, gone ones too. */
export async function endpointsSince(sql: Sql, change: number): Promise<readonly StoredEndpoint[]> {
  const rows = await sql<(Omit<StoredEndpoint, 'mode'> & { mode: string })[]>`
    select encode(path_sha256, 'hex') as path, shop, provider, mode, digests, sealed_secrets as sealed,
      is_gone as "isGone", change
    from comptoir_relay.endpoint where change > ${change} order by change`;
  return rows.map((row) => ({ ...row, mode: row.mode === 'sandbox' ? 'sandbox' : 'live' }));
}

export async function shopsOf(sql: Sql, ids: readonly number[]): Promise<readonly StoredShop[]> {
  return sql<StoredShop[]>`
    select id, seal_key as "sealKey", per_second as "perSecond", burst, rows_a_day as "rowsADay"
    from comptoir_relay.shop where id = any(${[...ids]}::int[])`;
}

/** By the SHA-256 of their tokens, in hexadecimal. */
export async function devicesBy(sql: Sql, tokens: readonly string[]): Promise<ReadonlyMap<string, Device>> {
  const rows = await sql<(Device & { token: string })[]>`
    select encode(token_sha256, 'hex') as token, id, shop, revoked_at is not null as "isRevoked"
    from comptoir_relay.device where token_sha256 = any(
      select decode(t, 'hex') from unnest(${[...tokens]}::text[]) t)`;
  return new Map(rows.map(({ token, ...device }) => [token, device]));
}

/** The counter goes: its token and its addresses open nothing any more. */
export async function leave(sql: Sql, device: number): Promise<void> {
  await sql.begin(async (step) => {
    const [{ n } = { n: 0 }] = await step<{ n: number }[]>`
      update comptoir_relay.change set n = n + 1 returning n`;
    await step`
      update comptoir_relay.endpoint set is_gone = true, gone_at = now(), change = ${n}
      where device = ${device} and not is_gone`;
    await step`update comptoir_relay.device set revoked_at = now() where id = ${device}`;
  });
}
