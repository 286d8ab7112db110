/** `before-update`: also before data are brought into a newer form. `brought`: from a stick or another folder. */
export const backupReasons = ['daily', 'before-update', 'by-hand', 'brought'] as const;
export type BackupReason = (typeof backupReasons)[number];

/** A copy of the whole data folder. */
export interface Backup {
  readonly name: string;
  /** ISO instant. */
  readonly madeAt: string;
  readonly reason: BackupReason;
  /** Told as it is brought here: it was sealed, and what makes its counter the one that its provider calls goes along. */
  readonly carriesAddress?: true;
}

/** What going back to a copy would mean. */
export interface BackupPreview {
  readonly backup: Backup;
  readonly payments: number;
  /** ISO instant; null where it holds no payment. */
  readonly lastPaymentAt: string | null;
  /** Records that cannot be read. */
  readonly damaged: number;
  /** In the ledger as it is now. */
  readonly paymentsNow: number;
}
