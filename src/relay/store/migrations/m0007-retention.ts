/** For how many months a shop keeps who paid, as its counter says; null: as long as the relay does by itself. */
export const retention = `
alter table comptoir_relay.shop add column retention_months int;
`;
