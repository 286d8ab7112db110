/** What a build of the ledger alone offers: a process to kill runs it, and faults are planted in it. */
export { openLedger } from '../../src/core/ledger/open-ledger';
export { openLedgerReader } from '../../src/core/ledger/open-ledger-reader';
