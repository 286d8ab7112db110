/** For how many months a shop keeps payers, as its counter tells; null: by the relay's own rule. */
export const retention = `
alter table comptoir_relay.shop add column retention_months int;
`;
