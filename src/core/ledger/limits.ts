/** Where the ledger stops growing in memory and on disk. Tests use smaller limits to reach them. */
export interface Limits {
  /** If more calls than this wait for one flush, the disk is too slow: the next call is refused. */
  readonly waiting: number;
  /** If more records than this are only in the journal, documents cannot be written: the next call is refused. */
  readonly uncompacted: number;
  /** So many records are compacted at once, without waiting for a quiet moment. */
  readonly compactAt: number;
  /**
   * The most records compacted in one go, so a kill loses no more work than that. Never less than in an earlier version:
   * the first go of a start must cover everything that an interrupted compaction may have written without its index.
   */
  readonly compactAtOnce: number;
  /** The most payments in one document: rewriting it stays cheap, and a person can open it. */
  readonly partSize: number;
  /** A journal segment longer than this gets room ahead. A quiet shop's segment stays small. */
  readonly roomFromBytes: number;
}

export const usualLimits: Limits = {
  waiting: 20_000,
  uncompacted: 200_000,
  compactAt: 4_000,
  compactAtOnce: 40_000,
  partSize: 1_000,
  roomFromBytes: 16 * 1024,
};
