/**
 * Rows that devices write are in the same log as calls: one cursor reads all. Kinds 2, 3 and 4 are a deed, a card and a
 * change of keys. The devices come last and may be left out, because a relay of the former version still writes calls.
 */
export const deviceRows = `
alter table comptoir_relay.log
  -- Null: a provider called.
  add column device int references comptoir_relay.device;

drop function comptoir_relay.append;
create function comptoir_relay.append(
  _shop int[], _kind smallint[], _key text[], _sealed text[], _device int[] default null)
returns table (nth bigint, seq bigint, fresh boolean)
language plpgsql security definer set search_path = comptoir_relay, pg_temp as $$
begin
  perform 1 from shop s where s.id = any(_shop) order by s.id for no key update;
  return query
  with given as (
    select g.shop_id, g.kind, decode(g.key, 'hex') as key, decode(g.sealed, 'hex') as sealed, g.device, g.n
    from unnest(_shop, _kind, _key, _sealed, _device) with ordinality g(shop_id, kind, key, sealed, device, n)
  ), one as (
    select distinct on (g.shop_id, g.key) g.*, (count(*) over (partition by g.shop_id, g.key))::int as copies
    from given g order by g.shop_id, g.key, g.n
  ), known as (
    update log l set deliveries = l.deliveries + o.copies, last_at = clock_timestamp()
    from one o where l.shop = o.shop_id and l.key = o.key
    returning l.shop, l.key, l.seq
  ), new as (
    select o.*, row_number() over (partition by o.shop_id order by o.n) as nth_new from one o
    where not exists (select from known k where k.shop = o.shop_id and k.key = o.key)
  ), written as (
    insert into log (shop, seq, kind, key, sealed, device, deliveries)
    select w.shop_id, s.head + w.nth_new, w.kind, w.key, w.sealed, w.device, w.copies
    from new w join shop s on s.id = w.shop_id
    returning log.shop, log.key, log.seq
  ), counted as (
    update shop s set head = s.head + c.n,
      called_at = case when c.is_live then coalesce(s.called_at, clock_timestamp()) else s.called_at end
    from (select w.shop_id, count(*) as n, bool_or(w.kind = 0) as is_live from new w group by w.shop_id) c
    where s.id = c.shop_id
    returning s.id
  )
  select g.n, coalesce(k.seq, w.seq), w.seq is not null and n.n = g.n
  from given g
  left join known k on k.shop = g.shop_id and k.key = g.key
  left join written w on w.shop = g.shop_id and w.key = g.key
  left join new n on n.shop_id = g.shop_id and n.key = g.key,
  (select count(*) from counted) c
  order by g.n;
end $$;
revoke all on function comptoir_relay.append from public;
grant execute on function comptoir_relay.append to comptoir_relay_app;
`;
