import type { Day } from '../../../shared/payment/payment';
import type { Documents, Month } from '../documents/documents';
import { keyOfEntry } from '../dedup/dedup-key';
import {
  deafInfoOf,
  emptyManifest,
  infoOf,
  type DeafInfo,
  type Manifest,
  type PartInfo,
} from '../documents/manifest';
import type { StoredKey } from '../dedup/key-file';
import type { LedgerRecord } from '../journal/replay';
import { hashKey } from '../dedup/key-table';

/** The content of db.json and keys.bin, from the documents alone. */
export interface Rebuilt {
  readonly index: Manifest;
  readonly keys: readonly StoredKey[];
  /** Greatest sequence number in any document. */
  readonly lastSeq: number;
  /** The journal's payments and updates that a document already holds. */
  readonly held: ReadonlySet<number>;
}

/** Reads every document. Without an index, only the documents tell what was compacted from the journal. */
export async function rebuild(
  documents: Documents,
  journal: readonly LedgerRecord[],
  lost = 0,
): Promise<Rebuilt> {
  const inJournal = new Set(journal.flatMap(({ kind, seq }) => (kind === 'payment' ? [seq] : [])));
  const updates = new Map<string, number[]>();
  for (const record of journal) {
    if (record.kind !== 'delivery' && record.kind !== 'annotation') continue;
    updates.set(record.paymentId, [...(updates.get(record.paymentId) ?? []), record.seq]);
  }
  const days: Record<Day, PartInfo[]> = {};
  const deaf: Record<Month, DeafInfo> = {};
  const keys: StoredKey[] = [];
  const held = new Set<number>();
  let lastSeq = 0;
  const present = await documents.present();
  for (const { day, part } of present.days) {
    const { entries } = await documents.day(day, part);
    const parts = (days[day] ??= []);
    while (parts.length < part - 1) parts.push(infoOf([])); // its file is missing, but its number stays taken
    parts.push(infoOf(entries));
    for (const entry of entries) {
      keys.push({ ...hashKey(keyOfEntry(entry)), seq: entry.seq });
      lastSeq = Math.max(lastSeq, entry.touched);
      if (inJournal.has(entry.seq)) held.add(entry.seq);
      for (const seq of updates.get(entry.id) ?? []) if (seq <= entry.touched) held.add(seq);
    }
  }
  for (const month of present.deafMonths) {
    const { entries } = await documents.deaf(month);
    const info = deafInfoOf(entries);
    if (info !== null) deaf[month] = info;
    for (const { seq } of entries) lastSeq = Math.max(lastSeq, seq);
  }
  return { index: { ...emptyManifest, days, deaf, ...(lost > 0 && { lost }) }, keys, lastSeq, held };
}
