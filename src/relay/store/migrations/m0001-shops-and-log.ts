/** Shops, their devices and addresses, and the one log of each shop with its own counter. */
export const shopsAndLog = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'comptoir_relay_app') then
    create role comptoir_relay_app nologin;
  end if;
  execute format('grant comptoir_relay_app to %I', current_user);
end $$;

create table comptoir_relay.shop (
  id int generated always as identity primary key,
  name text,
  seal_key bytea not null,
  head bigint not null default 0,
  -- When a provider first called for real money since the address was set; null: never.
  called_at timestamptz,
  per_second int not null default 500,
  burst int not null default 5000,
  rows_a_day int not null default 200000,
  created_at timestamptz not null default now()
);

create table comptoir_relay.device (
  id int generated always as identity primary key,
  shop int not null references comptoir_relay.shop,
  kind text not null,
  token_sha256 bytea not null unique,
  acked bigint not null default 0,
  heard_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
create index on comptoir_relay.device (shop);

create table comptoir_relay.invitation (
  code_sha256 bytea primary key,
  shop_name text,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- One row, locked until commit: whoever changes an address takes the next number, so that no change is overlooked.
create table comptoir_relay.change (only_one boolean primary key default true check (only_one), n bigint not null);
insert into comptoir_relay.change (n) values (0);

create table comptoir_relay.endpoint (
  path_sha256 bytea primary key,
  shop int not null references comptoir_relay.shop,
  device int not null references comptoir_relay.device,
  provider text not null,
  mode text not null,
  digests text[] not null,
  sealed_secrets text[] not null,
  is_gone boolean not null default false,
  change bigint not null
);
create index on comptoir_relay.endpoint (change);

create table comptoir_relay.log (
  shop int not null references comptoir_relay.shop,
  seq bigint not null,
  kind smallint not null,
  key bytea not null,
  at timestamptz not null default clock_timestamp(),
  deliveries int not null default 1,
  last_at timestamptz,
  sealed bytea not null,
  primary key (shop, seq),
  unique (shop, key)
);

create table comptoir_relay.beat (
  instance text not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  primary key (instance, from_at)
);
create index on comptoir_relay.beat (to_at);

create table comptoir_relay.refusal (
  shop int not null references comptoir_relay.shop,
  minute timestamptz not null,
  reason text not null,
  mode text not null,
  n int not null,
  primary key (shop, minute, reason, mode)
);

grant usage on schema comptoir_relay to comptoir_relay_app;
grant select on comptoir_relay.log, comptoir_relay.device to comptoir_relay_app;
alter table comptoir_relay.log enable row level security;
alter table comptoir_relay.device enable row level security;
create policy one_shop on comptoir_relay.log to comptoir_relay_app
  using (shop = nullif(current_setting('comptoir.shop', true), '')::int);
create policy one_shop on comptoir_relay.device to comptoir_relay_app
  using (shop = nullif(current_setting('comptoir.shop', true), '')::int);

-- Writes a group of calls. The rows of their shops are locked first, in one order, by a statement of its own: what follows
-- sees all that was committed before. A call that is known writes too, for a statement that writes nothing does not wait
-- for the standby. Kind 0 is a call for real money, 1 one of a test.
create function comptoir_relay.append(_shop int[], _kind smallint[], _key text[], _sealed text[])
returns table (nth bigint, seq bigint, fresh boolean)
language plpgsql security definer set search_path = comptoir_relay, pg_temp as $$
begin
  perform 1 from shop s where s.id = any(_shop) order by s.id for no key update;
  return query
  with given as (
    select g.shop_id, g.kind, decode(g.key, 'hex') as key, decode(g.sealed, 'hex') as sealed, g.n
    from unnest(_shop, _kind, _key, _sealed) with ordinality g(shop_id, kind, key, sealed, n)
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
    insert into log (shop, seq, kind, key, sealed, deliveries)
    select w.shop_id, s.head + w.nth_new, w.kind, w.key, w.sealed, w.copies
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
