import { createHash, randomBytes } from 'node:crypto';
import type { OpeningHours } from '../../shared/silence/opening-hours';
import type { Mode } from '../../shared/payment/payment';
import type { Sql, Step } from './database';
import { keepBundles, type PhoneBundle } from './phones';

/**
 * One address of a shop, as its counter sends it. Nothing in it is secret, except to the holder of the relay's own key.
 */
export interface ToldEndpoint {
  /** SHA-256 of the path, in hexadecimal. */
  readonly path: string;
  readonly provider: string;
  readonly mode: Mode;
  /** SHA-256 of each accepted secret, in hexadecimal, where the provider shows the secret itself. */
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

/** What a counter reports about itself. */
export interface ToldCounter {
  /** The digest of the counter's token: the token itself is never stored. */
  readonly tokenSha256: string;
  /** The shop's key for sealing: a raw P-256 public key, base64. */
  readonly sealKey: string;
  /** This counter's own key, to which the other counters seal the shop's next key. Same form. */
  readonly ownKey?: string | undefined;
  readonly endpoints: readonly ToldEndpoint[];
  /** Null: always open. */
  readonly hours: (OpeningHours & { readonly utcOffsetMinutes: number }) | null;
  /** The shop removes its payers after this many months; null: never. */
  readonly retentionMonths?: number | null;
}

export interface Device {
  readonly id: number;
  readonly shop: number;
  /** A counter holds the shop's addresses; a phone reads its log. */
  readonly kind: 'counter' | 'phone';
  /** The name that its counter gave it; null: not a phone. */
  readonly phone: string | null;
  readonly isRevoked: boolean;
}

/** How long an invitation can be used. */
const invitationMs = 7 * 24 * 3_600_000;

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Lets one shop join, once. Returns its code. */
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

/** A counter that has access. */
export interface Joined {
  readonly shop: number;
  readonly device: number;
  /** From the counter that let this one join, base64; null: it is the shop's first. */
  readonly bundle: string | null;
}

/**
 * Null where the invitation is used, too old, or unknown; `taken` where an address belongs to another shop. A further
 * counter of a shop takes over the shop's key and hours.
 */
export async function join(
  sql: Sql,
  code: string,
  { tokenSha256, sealKey, ownKey, endpoints, hours, retentionMonths = null }: ToldCounter,
): Promise<Joined | 'taken' | null> {
  return sql
    .begin(async (step) => {
      const [used] = await step<{ shop_name: string | null; shop: number | null; bundle: Buffer | null }[]>`
      update comptoir_relay.invitation set used_at = now()
      where code_sha256 = ${sha256(code)} and used_at is null and expires_at > now()
      returning shop_name, shop, bundle`;
      if (used === undefined) return null;
      const [shop] =
        used.shop === null
          ? await step<{ id: number }[]>`
            insert into comptoir_relay.shop (name, seal_key, opens_at, closes_at, utc_offset_minutes, retention_months)
            values (${used.shop_name}, ${Buffer.from(sealKey, 'base64')},
              ${hours?.opensAt ?? null}, ${hours?.closesAt ?? null}, ${hours?.utcOffsetMinutes ?? 0},
              ${retentionMonths}) returning id`
          : await step<{ id: number }[]>`
            select id from comptoir_relay.shop where id = ${used.shop} for no key update`;
      if (shop === undefined) return null;
      const [device] = await step<{ id: number }[]>`
      insert into comptoir_relay.device (shop, kind, token_sha256)
      values (${shop.id}, 'counter', ${Buffer.from(tokenSha256, 'hex')}) returning id`;
      const ids = { shop: shop.id, device: device?.id ?? 0 };
      await keepOwnKey(step, ids.device, ownKey);
      if (await writeEndpoints(step, ids, endpoints))
        return { ...ids, bundle: used.bundle?.toString('base64') ?? null };
      throw new Taken();
    })
    .catch((error: unknown) => {
      if (error instanceof Taken) return 'taken' as const;
      throw error;
    });
}

/**
 * Changes secrets, addresses, the sealing key of a counter, or what its phones may open. Refused where an address belongs
 * to another shop, or another counter has replaced the key.
 */
export async function retell(
  sql: Sql,
  ids: { readonly shop: number; readonly device: number },
  {
    sealKey,
    ownKey,
    endpoints,
    hours,
    retentionMonths = null,
    phones = [],
  }: Omit<ToldCounter, 'tokenSha256'> & {
    readonly phones?: readonly PhoneBundle[];
  },
): Promise<'told' | 'taken' | 'key-replaced'> {
  return sql
    .begin(async (step) => {
      if (!(await takeKey(step, ids.shop, Buffer.from(sealKey, 'base64')))) return 'key-replaced';
      await keepOwnKey(step, ids.device, ownKey);
      const paths = endpoints.map(({ path }) => path);
      const known = await step<{ path: string }[]>`
        select encode(path_sha256, 'hex') as path from comptoir_relay.endpoint
        where device = ${ids.device} and not is_gone`;
      const isSame = known.length === paths.length && known.every(({ path }) => paths.includes(path));
      await step`
        update comptoir_relay.shop
        set called_at = case when ${isSame} then called_at end
        where id = ${ids.shop}`;
      // A further counter may not know yet when the shop is open, and how long it keeps payers.
      await step`
        update comptoir_relay.shop
        set opens_at = ${hours?.opensAt ?? null}, closes_at = ${hours?.closesAt ?? null},
          utc_offset_minutes = ${hours?.utcOffsetMinutes ?? 0}, retention_months = ${retentionMonths}
        where id = ${ids.shop} and not exists (select from comptoir_relay.device
          where shop = ${ids.shop} and kind = 'counter' and revoked_at is null and id < ${ids.device})`;
      // In one commit with the key: no row is sealed to a key that the phones do not have.
      await keepBundles(step, ids.shop, phones);
      if (await writeEndpoints(step, ids, endpoints)) return 'told';
      throw new Taken();
    })
    .catch((error: unknown) => {
      if (error instanceof Taken) return 'taken';
      throw error;
    });
}

/** Following rows are sealed to this key. False where another counter replaced it, which this one does not know yet. */
async function takeKey(step: Step, shop: number, key: Buffer): Promise<boolean> {
  const [{ present, isFormer } = { present: key, isFormer: false }] = await step<
    { present: Buffer; isFormer: boolean }[]
  >`
    select seal_key as present, ${key} = any(former_keys) as "isFormer"
    from comptoir_relay.shop where id = ${shop} for no key update`;
  if (isFormer || present.equals(key)) return !isFormer;
  await step`
    update comptoir_relay.shop set seal_key = ${key}, former_keys = array_append(former_keys, seal_key)
    where id = ${shop}`;
  // The keys in them open none of the following rows.
  await step`delete from comptoir_relay.invitation where shop = ${shop} and used_at is null`;
  await step`delete from comptoir_relay.phone_offer where shop = ${shop}`;
  return true;
}

async function keepOwnKey(step: Step, device: number, ownKey: string | undefined): Promise<void> {
  if (ownKey === undefined) return;
  await step`
    update comptoir_relay.device set own_key = ${Buffer.from(ownKey, 'base64')} where id = ${device}`;
}

class Taken extends Error {}

/** In one transaction with the caller's changes. False where another shop has one of the addresses. */
async function writeEndpoints(
  step: Step,
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

/** Addresses that changed since, including removed ones. */
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
    select encode(token_sha256, 'hex') as token, id, shop,
      case kind when 'counter' then 'counter' else 'phone' end as kind, phone, revoked_at is not null as "isRevoked"
    from comptoir_relay.device where token_sha256 = any(
      select decode(t, 'hex') from unnest(${[...tokens]}::text[]) t)`;
  return new Map(rows.map(({ token, ...device }) => [token, device]));
}

/** The counter leaves: its token is no longer accepted, and the last counter's end removes the shop's addresses. */
export async function leave(sql: Sql, device: number): Promise<void> {
  await sql.begin(async (step) => {
    const [{ n } = { n: 0 }] = await step<{ n: number }[]>`
      update comptoir_relay.change set n = n + 1 returning n`;
    await step`update comptoir_relay.device set revoked_at = now() where id = ${device}`;
    // The provider may still call the address of a counter that left: the others collect those calls.
    await step`
      update comptoir_relay.endpoint e set is_gone = true, gone_at = now(), change = ${n}
      where not is_gone and shop = (select shop from comptoir_relay.device where id = ${device})
        and not exists (select from comptoir_relay.device d
          where d.shop = e.shop and d.kind = 'counter' and d.revoked_at is null)`;
  });
}
