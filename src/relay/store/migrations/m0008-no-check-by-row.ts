/**
 * A row of the log is written with its shop's row, found and locked by the same function: the check of each row once more took
 * half of the server's time for it. A shop that has rows has devices, which still hold it.
 */
export const noCheckByRow = `
alter table comptoir_relay.log drop constraint log_shop_fkey;
`;
