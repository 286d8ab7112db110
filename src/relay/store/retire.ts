import type { Sql } from './database';

const daysAfterCollection = 90;
const daysUncollected = 400;
const daysOfRefusals = 90;
const daysOfAlarms = 90;
/** A relay learns of a removed address within seconds; one that was away for longer reads everything at its start. */
const daysGone = 30;
const mostAtOnce = 5_000;

/**
 * Deletes old bodies: those that every counter of their shop collected long ago, those whose payers the shop no longer
 * keeps, and those that nobody collected for too long. The rows stay, so that no number is used twice. Also deletes what
 * grows by itself: beats, refusals, expired invitations and removed addresses.
 */
export async function retire(sql: Sql): Promise<void> {
  await sql`
    update comptoir_relay.log l set sealed = ''::bytea
    where (l.shop, l.seq) in (
      select o.shop, o.seq from comptoir_relay.log o
      join (select shop, coalesce(min(acked) filter (where revoked_at is null), max(acked)) as acked
        from comptoir_relay.device where kind = 'counter' group by shop) d on d.shop = o.shop
      join comptoir_relay.shop s on s.id = o.shop
      where length(o.sealed) > 0 and (
        o.at < now() - ${daysUncollected} * interval '1 day'
        or (o.seq <= d.acked and o.at < greatest(now() - ${daysAfterCollection} * interval '1 day',
          now() - make_interval(months => s.retention_months))))
      limit ${mostAtOnce})`;
  await sql`
    delete from comptoir_relay.beat where to_at < now() - ${daysUncollected} * interval '1 day'`;
  await sql`
    delete from comptoir_relay.refusal where minute < now() - ${daysOfRefusals} * interval '1 day'`;
  await sql`delete from comptoir_relay.alarm where over_at < now() - ${daysOfAlarms} * interval '1 day'`;
  await sql`
    delete from comptoir_relay.push p using comptoir_relay.device d
    where d.id = p.device and d.revoked_at is not null`;
  await sql`delete from comptoir_relay.invitation where expires_at < now()`;
  await sql`delete from comptoir_relay.phone_offer where expires_at < now()`;
  await sql`
    delete from comptoir_relay.endpoint where is_gone and gone_at < now() - ${daysGone} * interval '1 day'`;
}
