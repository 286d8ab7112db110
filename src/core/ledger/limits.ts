/** Where the ledger stops growing in memory and on disk. Tests take smaller ones to reach them. */
export interface Limits {
  /** More calls than this waiting for one flush means that the disk cannot follow: the next is refused. */
  readonly waiting: number;
  /** More records than this in the journal alone means that documents cannot be written: the next call is refused. */
  readonly uncompacted: number;
  /** So many records are compacted without waiting for a quiet moment. */
  readonly compactAt: number;
  /**
   * So many records are compacted in one go at most, and a kill undoes no more. Never less than it was in an earlier version:
   * a start must compact in its first go whatever a cut compaction may have written of documents without their index.
   */
  readonly compactAtOnce: number;
  /** A document holds no more payments than this: rewriting it stays cheap, and a person can open it. */
  readonly partSize: number;
  /** A segment of the journal that is longer than this gets room ahead. One of a quiet shop stays as small as it is. */
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
