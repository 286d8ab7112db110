/** When an address was removed, so that it can be deleted some time after every relay knows. */
export const goneAt = `
alter table comptoir_relay.endpoint add column gone_at timestamptz;
update comptoir_relay.endpoint set gone_at = now() where is_gone;
create index on comptoir_relay.endpoint (gone_at) where is_gone;
`;
