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
  /** While this is true, payments are dated by the provider's time. */
  readonly isClockSuspect?: () => boolean;
  readonly log: Log;
  /** Releases the folder's lock where the caller already holds it; the ledger calls it at its end. */
  readonly unlock?: (() => Promise<void>) | undefined;
  /** Called with the folder locked, before anything in it is read. Its findings are reported with the others. */
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
