/** `before-update`: also before data are converted to a newer format. `brought`: from a stick or another folder. */
export const backupReasons = ['daily', 'before-update', 'by-hand', 'brought'] as const;
export type BackupReason = (typeof backupReasons)[number];

/** A copy of the whole data folder. */
export interface Backup {
  readonly name: string;
  /** ISO instant. */
  readonly madeAt: string;
  readonly reason: BackupReason;
  /**
   * Only set when a copy is brought here: it was sealed, and holds the paths and secrets that its counter's provider
   * knows.
   */
  readonly carriesAddress?: true;
}

/** What restoring a copy would change. */
export interface BackupPreview {
  readonly backup: Backup;
  readonly payments: number;
  /** ISO instant; null where it holds no payment. */
  readonly lastPaymentAt: string | null;
  /** Records that cannot be read. */
  readonly damaged: number;
  /** Payments in the ledger as it is now. */
  readonly paymentsNow: number;
}
