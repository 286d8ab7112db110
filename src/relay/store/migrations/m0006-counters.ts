/** Further counters of a shop: an existing one lets them join, with the shop's keys sealed to the line that it shows. */
export const counters = `
alter table comptoir_relay.invitation
  -- The shop whose further counter it lets in; null: a shop that is not here yet.
  add column shop int references comptoir_relay.shop,
  add column bundle bytea,
  -- Printed, for the day on which the computer is lost.
  add column lasts boolean not null default false;

-- Of a counter's own key: to it alone the shop's next key is sealed.
alter table comptoir_relay.device add column own_key bytea;

-- Keys that were replaced: a counter that has not heard of it must not set one of them back.
alter table comptoir_relay.shop add column former_keys bytea[] not null default '{}';
`;
