/**
 * One function finds and locks the shop's row and writes the log's row. So checking each row again was unnecessary, and
 * took half of the server's time. A shop with rows has devices, which still reference it.
 */
export const noCheckByRow = `
alter table comptoir_relay.log drop constraint log_shop_fkey;
`;
