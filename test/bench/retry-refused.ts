import { setTimeout } from 'node:timers/promises';
import { LedgerRefusal } from '../../src/core/ledger/ledger';

/** Comes again as KKiaPay does where more is asked of the disk than it can follow. */
export async function retryRefused(append: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await append();
      return;
    } catch (error) {
      if (!(error instanceof LedgerRefusal) || error.reason !== 'overloaded') throw error;
      await setTimeout(50);
    }
  }
}
