/** Raised when what is on the disk changes its meaning; older folders are then migrated after a copy. */
export const ledgerFormat = 1;

/** Written by a newer Comptoir: nothing was changed. */
export class NewerLedgerFormat extends Error {
  constructor(folder: string) {
    super(`the ledger in ${folder} was written by a newer Comptoir; update this one to open it`);
  }
}
