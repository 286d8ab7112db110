import { basename, join } from 'node:path';
import { emptyDay, type Day } from '../../shared/payment/payment';
import { addSummaries } from './documents/day-summary';
import type { Disk } from '../storage/disk';
import { infoOf, paymentsIn, type PartInfo } from './documents/manifest';
import { loadKeys } from './dedup/key-file';
import type { CheckReport } from './ledger';
import { findingsIn } from './quarantine';
import type { View } from './query/queries';
import type { PaymentEntry } from './record';
import { replayJournal } from './journal/replay';

/**
 * Reads every document, the keys and the journal, and compares them with each other. Changes nothing itself; a part
 * that is not whole is reported to `onDamaged`.
 */
export async function checkView(
  disk: Disk,
  dataDir: string,
  view: View,
  onProgress: (share: number) => void,
  onDamaged: (day: Day, part: number) => void = () => undefined,
): Promise<CheckReport> {
  const { index, memtable, documents } = view;
  const findings = await findingsIn(disk, dataDir);
  const journal = await replayJournal(disk, join(dataDir, 'journal'));
  const sum = (kind: string): number =>
    findings.reduce((n, found) => (found.kind === kind ? n + found.count : n), 0);
  let damaged = sum('damaged');
  let repaired = sum('torn') + sum('rebuilt');
  for (const part of journal.broken) {
    const setAside = `${basename(part.segment, '.ndjson')}-${part.offset}-`;
    // A torn end may be a line that is being written just now.
    if (part.kind === 'damaged' && !findings.some(({ name }) => name.startsWith(setAside)))
      damaged += part.count;
  }
  const parts = Object.entries(index.days).flatMap(([day, infos]) =>
    infos.map((info, at) => ({ day, part: at + 1, info })),
  );
  let payments = 0;
  let events = 0;
  for (const [done, { day, part, info }] of parts.entries()) {
    onProgress(done / (parts.length + 1));
    const document = await documents.day(day, part);
    // Compacted after the index was read: still in the memtable for this view.
    const entries = document.entries.filter(({ seq }) => seq <= info.last);
    payments += entries.length;
    for (const entry of entries) events += eventsOf(memtable.current(entry));
    const missing = Math.max(0, paymentsIn(info) - entries.length);
    if (missing > 0 || document.damaged > 0) {
      damaged += Math.max(missing, document.damaged);
      onDamaged(day, part);
    } else if (!entries.some(({ touched }) => touched > index.foldedThrough)) {
      // Else it was compacted after the index was read, and counts what that does not know of yet.
      if (!sameTotals(infoOf(entries), info)) damaged += 1;
    }
  }
  payments += memtable.payments.length;
  for (const entry of memtable.payments) events += eventsOf(memtable.current(entry));
  const keys = await loadKeys(disk, dataDir, index.keyBytes);
  if (keys === null) repaired += 1;
  const deaf = new Set(memtable.deaf.map(({ period }) => period.id));
  for (const [month, info] of Object.entries(index.deaf)) {
    const { entries, damaged: unreadable } = await documents.deaf(month);
    damaged += Math.max(unreadable, info.count - entries.length, 0);
    for (const { period } of entries) deaf.add(period.id);
  }
  onProgress(1);
  return { events, payments, duplicates: events - payments, damaged, repaired, deafPeriods: deaf.size };
}

/** One found again was acknowledged too, to whoever put it in. */
function eventsOf({ deliveries }: PaymentEntry): number {
  return Math.max(1, deliveries);
}

/** The totals that the index claims are those of the payments themselves. */
function sameTotals(one: PartInfo, other: PartInfo): boolean {
  return (
    JSON.stringify(addSummaries(emptyDay(''), one)) === JSON.stringify(addSummaries(emptyDay(''), other))
  );
}
