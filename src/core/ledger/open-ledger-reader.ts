import { join } from 'node:path';
import type { Log } from '../ports';
import { checkView, missingIn } from './check';
import { realDisk, type Disk } from '../storage/disk';
import { Documents } from './documents/documents';
import { readManifest } from './documents/manifest';
import type { LedgerReader, LedgerTrace } from './ledger';
import { pageOf, paymentsOf } from './query/listing';
import { closesIn, deafPeriodsIn, storedPaymentIn, summaryOf, type View } from './query/queries';
import { rebuild } from './compaction/rebuild';
import { lostIn } from './quarantine';
import { replayJournal } from './journal/replay';
import { SearchFiles } from './query/search-files';
import { Memtable } from './memtable/memtable';

export interface LedgerReaderOptions {
  readonly dataDir: string;
  readonly utcOffsetMinutes: () => number;
  /** What the last sign of life says the ledger held. */
  readonly expected?: LedgerTrace | null;
  readonly log: Log;
  readonly disk?: Disk;
}

/**
 * Reads the ledger of a data folder, even while another process writes it. Takes no lock, and changes nothing. Each
 * answer was true at one moment after the question. Rejects with `NewerLedgerFormat` where a newer Comptoir wrote the
 * folder.
 */
export async function openLedgerReader(options: LedgerReaderOptions): Promise<LedgerReader> {
  const { dataDir, utcOffsetMinutes, log, disk = realDisk } = options;
  const documents = new Documents(disk, dataDir);
  const search = new SearchFiles({ disk, dataDir, documents, log });
  const read = async (): Promise<View> => {
    documents.forget();
    // Read the journal first: a record compacted meanwhile is then found in the documents, so that none is missed.
    const { records } = await replayJournal(disk, join(dataDir, 'journal'));
    const found = await readManifest(disk, dataDir);
    const { index, held } =
      found.kind === 'good'
        ? { index: found.index, held: new Set<number>() }
        : await rebuild(documents, records, await lostIn(disk, dataDir));
    if (found.kind === 'damaged' || found.kind === 'unreadable')
      log(`${dataDir}: db.json is damaged; read without it`);
    const memtable = new Memtable();
    for (const record of records)
      if (record.seq > index.foldedThrough && !held.has(record.seq)) memtable.apply(record);
    return { index, documents, search, memtable };
  };
  await readManifest(disk, dataDir);
  let paged: View | null = null;
  return {
    async page(query, shown) {
      // Consecutive pages show the same moment, and read the journal once.
      if (query.after === undefined || paged === null) paged = await read();
      return pageOf(paged, query, shown);
    },
    async *payments(filter, order = 'newest') {
      yield* paymentsOf(await read(), filter, order);
    },
    payment: async (id) => storedPaymentIn(await read(), id),
    day: async (day) => summaryOf(await read(), day),
    deafPeriods: async (from, to) => deafPeriodsIn(await read(), from, to, utcOffsetMinutes()),
    check: async (onProgress) =>
      checkView(disk, dataDir, await read(), { onProgress, expected: options.expected ?? null }),
    missing: (from, to) => missingIn(disk, dataDir, from, to),
    closes: async () => closesIn(await read()),
    close: () => {
      search.close();
      return Promise.resolve();
    },
  };
}
