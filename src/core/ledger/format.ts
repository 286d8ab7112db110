/** Raised when the meaning of the stored data changes; older folders are copied and then migrated. */
export const ledgerFormat = 1;

/** A newer Comptoir wrote the folder. Nothing was changed. */
export class NewerLedgerFormat extends Error {
  constructor(folder: string) {
    super(`the ledger in ${folder} was written by a newer Comptoir; update this one to open it`);
  }
}
