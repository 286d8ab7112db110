import { checkCloses } from '../day-close/close-book';
import { readHeartbeat } from '../hearing/heartbeat';
import { openLedgerReader } from '../ledger/open-ledger-reader';
import type { Log } from '../ports';
import { realDisk } from '../storage/disk';

/** What a data folder holds, found by reading every record. */
export interface CopiedData {
  readonly payments: number;
  /** Records and day closes that are missing, changed or cannot be read. */
  readonly damaged: number;
  /** ISO instant; null where it holds no payment. */
  readonly lastPaymentAt: string | null;
}

/** `signal` ends it at the next document. */
export async function readCopied(
  dataDir: string,
  utcOffsetMinutes: () => number,
  log: Log,
  signal?: AbortSignal,
): Promise<CopiedData> {
  const expected = (await readHeartbeat(dataDir))?.ledger ?? null;
  const reader = await openLedgerReader({ dataDir, expected, utcOffsetMinutes, log });
  try {
    const { payments, damaged } = await reader.check(() => signal?.throwIfAborted());
    const [newest] = (await reader.page({ limit: 1 })).payments;
    const { broken } = await checkCloses(realDisk, dataDir, reader);
    return { payments, damaged: damaged + broken.length, lastPaymentAt: newest?.receivedAt ?? null };
  } finally {
    await reader.close();
  }
}
