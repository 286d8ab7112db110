import type { Notice } from '../../shared/state/notice';
import type { Clock, Log } from '../ports';
import type { Disk } from '../storage/disk';
import type { Manifest } from './documents/manifest';
import type { LedgerRecord } from './journal/replay';
import type { LedgerTrace } from './ledger';
import type { Limits } from './limits';

export interface LedgerOptions {
  readonly dataDir: string;
  /** Minutes east of UTC: they decide where the shop's business day begins. */
  readonly utcOffsetMinutes: () => number;
  readonly clock: Clock;
  /**
   * What the last sign of life says the ledger held; null where there is none. Asked once the folder is prepared, because
   * restoring a copy also restores the copy's sign of life.
   */
  readonly expected?: () => Promise<LedgerTrace | null>;
  /** While this is true, payments are dated by the provider's time. */
  readonly isClockSuspect?: () => boolean;
  readonly log: Log;
  /** Releases the folder's lock where the caller already holds it; the ledger calls it when it closes. */
  readonly unlock?: (() => Promise<void>) | undefined;
  /** Called with the folder locked, before anything in it is read. Its notices are reported with the others. */
  readonly prepare?: () => Promise<readonly Notice[]>;
  readonly disk?: Disk;
  readonly limits?: Limits;
}

/** What was on the disk when the ledger was opened. */
export interface LedgerStart {
  readonly index: Manifest;
  /** It was just built from the documents. It can be trusted by its numbers alone only once all records are compacted. */
  readonly isIndexRebuilt?: boolean;
  /** Records that the documents do not hold. */
  readonly records: readonly LedgerRecord[];
  /** The greatest sequence number ever used. */
  readonly lastSeq: number;
}
