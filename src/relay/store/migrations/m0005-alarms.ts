/** When shops are open, what is wrong with them, and which phones want to be told. */
export const alarms = `
-- By the shop's own wall clock; null: always.
alter table comptoir_relay.shop add column opens_at text, add column closes_at text,
  add column utc_offset_minutes int not null default 0;

create table comptoir_relay.alarm (
  id bigint generated always as identity primary key,
  shop int not null references comptoir_relay.shop,
  kind text not null,
  since timestamptz not null,
  begun_at timestamptz not null default now(),
  over_at timestamptz
);
-- One of a kind at a time: whoever finds it a second time begins nothing.
create unique index on comptoir_relay.alarm (shop, kind) where over_at is null;
create index on comptoir_relay.alarm (over_at) where over_at is not null;

create table comptoir_relay.push (
  device int primary key references comptoir_relay.device,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  -- The number of the last alarm that it took.
  told bigint not null
);

-- Of several relays, one at a time does what is to be done once.
create table comptoir_relay.lease (name text primary key, holder text not null, until_at timestamptz not null);
`;
