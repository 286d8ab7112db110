import type { Sql, Step } from './database';

/** The keys with which one phone opens its shop's rows, sealed to that phone. Base64. */
export interface PhoneBundle {
  readonly phone: string;
  readonly bundle: string;
}

/** The counter's offer for one phone; everything except the digest is sealed, or means nothing to others. */
export interface PhoneOffer extends PhoneBundle {
  readonly codeSha256: string;
  /** Base64. */
  readonly name: string;
}

/** What a phone sends as it joins. */
export interface NewPhone {
  readonly tokenSha256: string;
  /** A raw P-256 public key, base64. */
  readonly publicKey: string;
  /** Base64; only the counter can check it. */
  readonly proof: string;
}

export interface StoredPhone {
  readonly phone: string;
  readonly name: string;
  readonly publicKey: string;
  readonly proof: string;
  readonly addedAt: string;
  /** ISO instant; null: never yet. */
  readonly heardAt: string | null;
}

const offerMs = 10 * 60_000;
/** Each phone is one more to tell about each payment. */
export const mostPhones = 16;

/** For one phone, once, for ten minutes. False where the shop has the most phones allowed. */
export async function offerPhone(sql: Sql, shop: number, offer: PhoneOffer): Promise<boolean> {
  const written = await sql`
    insert into comptoir_relay.phone_offer (shop, phone, code_sha256, name_sealed, bundle, expires_at)
    select ${shop}, ${offer.phone}, ${Buffer.from(offer.codeSha256, 'hex')}, ${Buffer.from(offer.name, 'base64')},
      ${Buffer.from(offer.bundle, 'base64')}, now() + ${offerMs} * interval '1 millisecond'
    where (select count(*) from comptoir_relay.device
      where shop = ${shop} and kind = 'phone' and revoked_at is null) < ${mostPhones}
    on conflict (shop) do update set phone = excluded.phone, code_sha256 = excluded.code_sha256,
      name_sealed = excluded.name_sealed, bundle = excluded.bundle, expires_at = excluded.expires_at
    returning 1`;
  return written.length > 0;
}

export async function withdrawOffer(sql: Sql, shop: number): Promise<void> {
  await sql`delete from comptoir_relay.phone_offer where shop = ${shop}`;
}

/** Null where the code is used, too old, or unknown. */
export async function takeOffer(
  sql: Sql,
  codeSha256: Buffer,
  { tokenSha256, publicKey, proof }: NewPhone,
): Promise<(PhoneBundle & { readonly shop: number }) | null> {
  return sql.begin(async (step) => {
    const [taken] = await step<{ shop: number; phone: string; name: Buffer; bundle: Buffer }[]>`
      delete from comptoir_relay.phone_offer where code_sha256 = ${codeSha256} and expires_at > now()
      returning shop, phone, name_sealed as name, bundle`;
    if (taken === undefined) return null;
    const { shop, phone, name, bundle } = taken;
    await step`
      insert into comptoir_relay.device (shop, kind, token_sha256, phone, name_sealed, public_key, proof, heard_at)
      values (${shop}, 'phone', ${Buffer.from(tokenSha256, 'hex')}, ${phone}, ${name},
        ${Buffer.from(publicKey, 'base64')}, ${Buffer.from(proof, 'base64')}, now())`;
    return { shop, phone, bundle: bundle.toString('base64') };
  });
}

/** The phones that have access now, the newest first. */
export async function phonesOf(sql: Sql, shop: number): Promise<readonly StoredPhone[]> {
  const rows = await sql<
    (Omit<StoredPhone, 'addedAt' | 'heardAt'> & { readonly added_at: Date; readonly heard_at: Date | null })[]
  >`
    select phone, encode(name_sealed, 'base64') as name, encode(public_key, 'base64') as "publicKey",
      encode(proof, 'base64') as proof, created_at as added_at, heard_at
    from comptoir_relay.device
    where shop = ${shop} and kind = 'phone' and revoked_at is null order by id desc`;
  return rows.map(({ added_at: addedAt, heard_at: heardAt, ...row }) => ({
    ...row,
    addedAt: addedAt.toISOString(),
    heardAt: heardAt?.toISOString() ?? null,
  }));
}

/** The phone's token is no longer accepted, and what was sealed to it is deleted. Null where there is no such phone. */
export async function revokePhone(sql: Sql, shop: number, phone: string): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    update comptoir_relay.device set revoked_at = now(), bundle = null
    where shop = ${shop} and kind = 'phone' and phone = ${phone} and revoked_at is null returning id`;
  return row?.id ?? null;
}

/** For the phones that still have access. */
export async function keepBundles(step: Step, shop: number, bundles: readonly PhoneBundle[]): Promise<void> {
  await step`
    update comptoir_relay.device d set bundle = decode(b.bundle, 'base64')
    from unnest(${bundles.map(({ phone }) => phone)}::text[], ${bundles.map(({ bundle }) => bundle)}::text[])
      b(phone, bundle)
    where d.shop = ${shop} and d.kind = 'phone' and d.phone = b.phone and d.revoked_at is null`;
}

/** What a phone reads about its shop besides the log. */
export interface PhoneView {
  /** Base64; null: the bundle from joining is still valid. */
  readonly bundle: string | null;
  /** The database's time. */
  readonly now: string;
  /** When the shop joined: nothing listened here before. */
  readonly joinedAt: string;
  /** For each counter: when it was last heard (null: never), and how far it has collected. */
  readonly counters: readonly { readonly heardAt: string | null; readonly acked: number }[];
}

export async function phoneView(sql: Sql, device: number, shop: number): Promise<PhoneView> {
  const [own] = await sql<{ bundle: string | null; now: Date; joined_at: Date }[]>`
    select encode(d.bundle, 'base64') as bundle, clock_timestamp() as now, s.created_at as joined_at
    from comptoir_relay.device d join comptoir_relay.shop s on s.id = d.shop where d.id = ${device}`;
  const counters = await sql<{ heard_at: Date | null; acked: number }[]>`
    select heard_at, acked from comptoir_relay.device
    where shop = ${shop} and kind = 'counter' and revoked_at is null order by id`;
  return {
    bundle: own?.bundle ?? null,
    now: (own?.now ?? new Date(0)).toISOString(),
    joinedAt: (own?.joined_at ?? new Date(0)).toISOString(),
    counters: counters.map(({ heard_at: heardAt, acked }) => ({
      acked,
      heardAt: heardAt?.toISOString() ?? null,
    })),
  };
}
