import type { Alarm, AlarmKind, WatchedShop } from '../push/alarms';
import type { Sql } from './database';
import { rowKinds } from './row-kinds';

/** A browser's subscription: where to send, and the keys that only it can decrypt with, both base64url. */
export interface PushSubscription {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/** The device gets alarms that begin from now on; a repeated subscription continues where it was. */
export async function subscribe(
  sql: Sql,
  device: number,
  { endpoint, p256dh, auth }: PushSubscription,
): Promise<void> {
  await sql`
    insert into comptoir_relay.push (device, endpoint, p256dh, auth, told)
    values (${device}, ${endpoint}, ${p256dh}, ${auth}, (select coalesce(max(id), 0) from comptoir_relay.alarm))
    on conflict (device) do update
      set endpoint = excluded.endpoint, p256dh = excluded.p256dh, auth = excluded.auth`;
}

export async function unsubscribe(sql: Sql, device: number): Promise<void> {
  await sql`delete from comptoir_relay.push where device = ${device}`;
}

/** The push service says that this subscription is gone. One that the device sent meanwhile stays. */
export async function dropSubscription(sql: Sql, device: number, endpoint: string): Promise<void> {
  await sql`delete from comptoir_relay.push where device = ${device} and endpoint = ${endpoint}`;
}

/** False while another relay has it. The relay that has it must renew it in time. */
export async function takeLease(sql: Sql, name: string, holder: string, forMs: number): Promise<boolean> {
  const rows = await sql`
    insert into comptoir_relay.lease as l (name, holder, until_at)
    values (${name}, ${holder}, clock_timestamp() + ${forMs} * interval '1 millisecond')
    on conflict (name) do update set holder = excluded.holder, until_at = excluded.until_at
      where l.holder = excluded.holder or l.until_at < clock_timestamp()
    returning 1`;
  return rows.length > 0;
}

export async function giveLeaseBack(sql: Sql, name: string, holder: string): Promise<void> {
  await sql`delete from comptoir_relay.lease where name = ${name} and holder = ${holder}`;
}

/** Every shop with a phone that wants alarms. */
export async function watchedShops(sql: Sql): Promise<readonly WatchedShop[]> {
  const rows = await sql<
    {
      shop: number;
      opens_at: string | null;
      closes_at: string | null;
      utc_offset_minutes: number;
      now: Date;
      uncollected_at: Date | null;
      heard_at: Date | null;
      alarms: AlarmKind[];
    }[]
  >`
    select s.id as shop, s.opens_at, s.closes_at, s.utc_offset_minutes, clock_timestamp() as now,
      u.at as uncollected_at, c.heard_at,
      array(select a.kind from comptoir_relay.alarm a where a.shop = s.id and a.over_at is null) as alarms
    from comptoir_relay.shop s
    cross join lateral (
      select max(acked) as acked, max(heard_at) as heard_at from comptoir_relay.device
      where shop = s.id and kind = 'counter' and revoked_at is null) c
    left join lateral (
      select at from comptoir_relay.log
      where shop = s.id and seq > c.acked and kind = ${rowKinds.live} order by seq limit 1) u on true
    where s.id in (
      select d.shop from comptoir_relay.push p join comptoir_relay.device d on d.id = p.device
      where d.revoked_at is null)`;
  return rows.map((row) => ({
    shop: row.shop,
    alarms: row.alarms,
    utcOffsetMinutes: row.utc_offset_minutes,
    now: row.now.getTime(),
    uncollectedAt: row.uncollected_at?.getTime() ?? null,
    heardAt: row.heard_at?.getTime() ?? null,
    hours:
      row.opens_at === null || row.closes_at === null
        ? null
        : { opensAt: row.opens_at, closesAt: row.closes_at },
  }));
}

export async function beginAlarms(sql: Sql, alarms: readonly Alarm[]): Promise<void> {
  await sql`
    insert into comptoir_relay.alarm (shop, kind, since)
    select * from unnest(
      ${alarms.map(({ shop }) => shop)}::int[], ${alarms.map(({ kind }) => kind)}::text[],
      ${alarms.map(({ since }) => new Date(since).toISOString())}::timestamptz[])
    on conflict (shop, kind) where over_at is null do nothing`;
}

export async function endAlarms(
  sql: Sql,
  over: readonly { readonly shop: number; readonly kind: AlarmKind }[],
): Promise<void> {
  await sql`
    update comptoir_relay.alarm a set over_at = clock_timestamp()
    from unnest(${over.map(({ shop }) => shop)}::int[], ${over.map(({ kind }) => kind)}::text[]) o(shop, kind)
    where a.shop = o.shop and a.kind = o.kind and a.over_at is null`;
}

export interface UntoldAlarm extends PushSubscription {
  readonly id: number;
  readonly device: number;
  readonly shop: number;
  readonly kind: AlarmKind;
  readonly since: Date;
}

/** Current alarms that some phone has not received. After a quarter of an hour an alarm is no longer sent. */
export async function untoldAlarms(sql: Sql, most: number): Promise<readonly UntoldAlarm[]> {
  return sql<UntoldAlarm[]>`
    select a.id, a.shop, a.kind, a.since, p.device, p.endpoint, p.p256dh, p.auth
    from comptoir_relay.alarm a
    join comptoir_relay.device d on d.shop = a.shop and d.revoked_at is null
    join comptoir_relay.push p on p.device = d.id
    where a.over_at is null and a.id > p.told and a.begun_at > clock_timestamp() - interval '15 minutes'
    order by p.device, a.id limit ${most}`;
}

export async function noteTold(sql: Sql, device: number, alarm: number): Promise<void> {
  await sql`update comptoir_relay.push set told = greatest(told, ${alarm}) where device = ${device}`;
}
