/** The owner's phones: each joins by the counter's offer, one at a time, and is removed by the counter. */
export const phones = `
-- One row a shop: who asks for another takes the one before back.
create table comptoir_relay.phone_offer (
  shop int primary key references comptoir_relay.shop,
  phone text not null,
  code_sha256 bytea not null unique,
  name_sealed bytea not null,
  bundle bytea not null,
  expires_at timestamptz not null
);

alter table comptoir_relay.device
  -- The name that the counter gave it; null: no phone.
  add column phone text,
  add column name_sealed bytea,
  -- Of the phone's own key, and the proof that the phone before the counter's screen made it.
  add column public_key bytea,
  add column proof bytea,
  -- What the phone opens its shop's rows with, sealed to it by the counter.
  add column bundle bytea;
create unique index on comptoir_relay.device (shop, phone);
`;
