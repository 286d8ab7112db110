import type { Notice } from '../../shared/state/notice';
import type { Clock, Log } from '../ports';
import type { Disk } from '../storage/disk';
import type { Manifest } from './documents/manifest';
import type { LedgerRecord } from './journal/replay';
import type { LedgerTrace } from './ledger';
import type { Limits } from './limits';

export interface LedgerOptions {
  readonly dataDir: string;
  /** Minutes east of UTC: where the shop's business day begins. */
  readonly utcOffsetMinutes: () => number;
  readonly clock: Clock;
  /**
   * What the last sign of life says that there should be; null where there is none. Asked once the folder is prepared: going
   * back to a copy brings the copy's own.
   */
  readonly expected?: () => Promise<LedgerTrace | null>;
  /** While it is, payments are dated by what the provider says. */
  readonly isClockSuspect?: () => boolean;
  readonly log: Log;
  /** Lets go of the folder, where the caller holds it already; from then on it is the ledger's to call. */
  readonly unlock?: (() => Promise<void>) | undefined;
  /** Called with the folder in hand, before anything in it is read. What it has to say is said with the rest. */
  readonly prepare?: () => Promise<readonly Notice[]>;
  readonly disk?: Disk;
  readonly limits?: Limits;
}

/** What was found on the disk when the ledger was opened. */
export interface LedgerStart {
  readonly index: Manifest;
  /** Made from the documents just now: only once all records are compacted can it be trusted by its numbers alone. */
  readonly isIndexRebuilt?: boolean;
  /** What the documents do not hold. */
  readonly records: readonly LedgerRecord[];
  /** No greater sequence number was ever given. */
  readonly lastSeq: number;
}
