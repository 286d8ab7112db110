import type { Sql } from './database';

/** A beat this long after the one before leaves a gap, in which calls may have been lost. */
const longestBetweenMs = 5_000;

/**
 * Records that this relay could write: what it could not acknowledge then shows as a gap. After a gap a new period
 * begins.
 */
export async function beat(sql: Sql, instance: string): Promise<void> {
  const [kept] = await sql`
    update comptoir_relay.beat set to_at = clock_timestamp()
    where instance = ${instance}
      and from_at = (select max(from_at) from comptoir_relay.beat where instance = ${instance})
      and to_at > clock_timestamp() - ${longestBetweenMs} * interval '1 millisecond'
    returning 1`;
  if (kept === undefined)
    await sql`
      insert into comptoir_relay.beat (instance, from_at, to_at)
      values (${instance}, clock_timestamp(), clock_timestamp())`;
}

export interface HeardBetween {
  /** ISO instants, in the database's time: no relay could receive then. */
  readonly gaps: readonly { readonly from: string; readonly to: string }[];
  /** When a provider first called the shop's present live address; null: never. */
  readonly calledAt: string | null;
  /** The database's time. */
  readonly now: string;
}

/** Whether all relays together left a gap between two instants. */
export async function heardBetween(sql: Sql, shop: number, from: string, to: string): Promise<HeardBetween> {
  const beats = await sql<{ from_at: Date; to_at: Date }[]>`
    select from_at, to_at from comptoir_relay.beat
    where to_at >= ${from}::timestamptz - ${longestBetweenMs} * interval '1 millisecond' and from_at <= ${to}::timestamptz
    order by from_at`;
  const [told] = await sql<{ called_at: Date | null; now: Date }[]>`
    select called_at, clock_timestamp() as now from comptoir_relay.shop where id = ${shop}`;
  const gaps: { from: string; to: string }[] = [];
  let heardUntil = Date.parse(from);
  const end = Math.min(Date.parse(to), told?.now.getTime() ?? Infinity);
  const look = (until: number): void => {
    if (until - heardUntil > longestBetweenMs)
      gaps.push({ from: new Date(heardUntil).toISOString(), to: new Date(until).toISOString() });
  };
  for (const { from_at: began, to_at: ended } of beats) {
    look(Math.min(began.getTime(), end));
    heardUntil = Math.max(heardUntil, ended.getTime());
  }
  look(end);
  return {
    gaps,
    calledAt: told?.called_at?.toISOString() ?? null,
    now: (told?.now ?? new Date(end)).toISOString(),
  };
}

/** When a provider first called the shop's present live address; null: never. */
export async function calledAtOf(sql: Sql, shop: number): Promise<string | null> {
  const [row] = await sql<{ called_at: Date | null }[]>`
    select called_at from comptoir_relay.shop where id = ${shop}`;
  return row?.called_at?.toISOString() ?? null;
}

export interface RefusedMinute {
  /** ISO instant at which the minute begins. */
  readonly minute: string;
  readonly reason: string;
  readonly mode: string;
  readonly count: number;
}

/** By shop, in whole minutes. */
export async function addRefusals(
  sql: Sql,
  refused: readonly (RefusedMinute & { readonly shop: number })[],
): Promise<void> {
  await sql`
    insert into comptoir_relay.refusal (shop, minute, reason, mode, n)
    select * from unnest(
      ${refused.map(({ shop }) => shop)}::int[], ${refused.map(({ minute }) => minute)}::timestamptz[],
      ${refused.map(({ reason }) => reason)}::text[], ${refused.map(({ mode }) => mode)}::text[],
      ${refused.map(({ count }) => count)}::int[])
    on conflict (shop, minute, reason, mode) do update set n = comptoir_relay.refusal.n + excluded.n`;
}

/** For completed minutes after this one. */
export async function refusalsSince(
  sql: Sql,
  shop: number,
  since: string,
): Promise<readonly RefusedMinute[]> {
  const rows = await sql<{ minute: Date; reason: string; mode: string; n: number }[]>`
    select minute, reason, mode, n from comptoir_relay.refusal
    where shop = ${shop} and minute > ${since}::timestamptz and minute < now() - interval '75 seconds'
    order by minute limit 200`;
  return rows.map(({ minute, reason, mode, n }) => ({
    minute: minute.toISOString(),
    reason,
    mode,
    count: n,
  }));
}

/** How far each device has collected, and that it was there. Nothing waits until this is on the disk. */
export async function noteSeen(sql: Sql, seen: ReadonlyMap<number, number>): Promise<void> {
  const devices = [...seen.keys()];
  await sql.begin((step) => [
    step`set local synchronous_commit = off`,
    step`
      update comptoir_relay.device d set acked = greatest(d.acked, s.acked), heard_at = now()
      from unnest(${devices}::int[], ${[...seen.values()]}::bigint[]) s(device, acked) where d.id = s.device`,
  ]);
}
