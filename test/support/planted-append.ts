/**
 * As groups would be written with PostgreSQL's own numbers, which are given before the commit. That takes up to ten
 * milliseconds, as on a slow disk: on a fast one it seldom shows.
 */
export const plantedAppend = `
create sequence comptoir_relay.planted;
drop function comptoir_relay.append;
create function comptoir_relay.append(
  _shop int[], _kind smallint[], _key text[], _sealed text[], _device int[] default null)
returns table (nth bigint, seq bigint, fresh boolean)
language plpgsql security definer set search_path = comptoir_relay, pg_temp as $$
begin
  return query
  with written as (
    insert into log (shop, seq, kind, key, sealed)
    select g.shop_id, nextval('planted'), g.kind, decode(g.key, 'hex'), decode(g.sealed, 'hex')
    from unnest(_shop, _kind, _key, _sealed) g(shop_id, kind, key, sealed)
    on conflict (shop, key) do update set deliveries = log.deliveries + 1
    returning log.seq)
  select row_number() over (order by w.seq), w.seq, true from written w order by w.seq;
  perform pg_sleep(random() * 0.01);
end $$;
grant usage on sequence comptoir_relay.planted to comptoir_relay_app;
grant execute on function comptoir_relay.append to comptoir_relay_app;`;
