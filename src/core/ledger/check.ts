import { basename, join } from 'node:path';
import type { MissingPayments } from '../../shared/payment/missing';
import type { Day } from '../../shared/payment/payment';
import type { Disk } from '../storage/disk';
import { lossIn } from './compaction/compact-documents';
import type { Documents } from './documents/documents';
import { everIn, type Manifest } from './documents/manifest';
import { loadKeys } from './dedup/key-file';
import type { CheckReport, LedgerTrace } from './ledger';
import { dayOfFinding, findingsIn, type NamedFinding } from './quarantine';
import type { View } from './query/queries';
import type { PaymentEntry } from './record';
import { replayJournal } from './journal/replay';

interface CheckOptions {
  readonly onProgress?: ((share: number) => void) | undefined;
  /** Called for each part of a day that is damaged. */
  readonly onDamaged?: (day: Day, part: number) => void;
  /** What the last sign of life says the ledger held; null where it is not known, or where it is the present. */
  readonly expected?: LedgerTrace | null;
}

const isLoss = ({ kind }: NamedFinding): boolean => kind === 'damaged' || kind === 'missing';

/** Reads every document, the keys and the journal, and compares them with each other. Changes nothing itself. */
export async function checkView(
  disk: Disk,
  dataDir: string,
  view: View,
  { onProgress = () => undefined, onDamaged = () => undefined, expected = null }: CheckOptions = {},
): Promise<CheckReport> {
  const { index, memtable, documents } = view;
  const findings = await findingsIn(disk, dataDir);
  const sum = (wanted: (finding: NamedFinding) => boolean): number =>
    findings.filter(wanted).reduce((n, { count }) => n + count, 0);
  // A person has already read about these.
  let damaged = sum((finding) => isLoss(finding) && !finding.isSeen);
  let repaired = sum(({ kind }) => kind === 'torn' || kind === 'rebuilt');
  const journal = await replayJournal(disk, join(dataDir, 'journal'));
  for (const part of journal.broken) {
    const setAside = `${basename(part.segment, '.ndjson')}-${part.offset}-`;
    // A torn end may be a line that is being written now.
    if (part.kind === 'damaged' && !findings.some(({ name }) => name.startsWith(setAside)))
      damaged += part.count;
  }
  let events = 0;
  let payments = 0;
  const parts = partsFrom(index, '');
  for (const [done, { day, part, info }] of parts.entries()) {
    onProgress(done / (parts.length + 1));
    const document = await documents.day(day, part);
    // Compacted after the index was read: this view still has it in the memtable.
    const entries = document.entries.filter(({ seq }) => seq <= info.last);
    payments += entries.length;
    for (const entry of entries) events += eventsOf(memtable.current(entry));
    repaired += document.doubled;
    const loss = lossIn(info, document.entries, index.foldedThrough);
    if (loss === null && document.damaged === 0) continue;
    damaged += Math.max(loss?.count ?? 0, document.damaged);
    onDamaged(day, part);
  }
  payments += memtable.payments.length;
  for (const entry of memtable.payments) events += eventsOf(memtable.current(entry));
  const missing = (expected?.ever ?? 0) - everIn(index) - memtable.payments.length;
  // Lines of the journal that were just found broken are counted here too.
  const broken = journal.broken.reduce((n, { kind, count }) => (kind === 'damaged' ? n + count : n), 0);
  damaged += Math.max(0, missing - broken, journal.unreadable.length - Math.max(0, missing));
  if ((await loadKeys(disk, dataDir, index.keyBytes)) === null) repaired += 1;
  const deaf = new Set(memtable.deaf.map(({ period }) => period.id));
  for (const [month, info] of Object.entries(index.deaf)) {
    const { entries, damaged: unreadable } = await documents.deaf(month);
    damaged += Math.max(unreadable, info.count - entries.length, 0);
    for (const { period } of entries) deaf.add(period.id);
  }
  onProgress(1);
  return { events, payments, duplicates: events - payments, damaged, repaired, deafPeriods: deaf.size };
}

/** Parts whose documents hold less than the manifest counts, or hold unreadable lines. */
export async function* damagedParts(
  documents: Documents,
  index: Manifest,
  from: Day,
): AsyncGenerator<{ readonly day: Day; readonly part: number }> {
  for (const { day, part, info } of partsFrom(index, from)) {
    const { entries, damaged, doubled } = await documents.passing(day, part);
    if (damaged + doubled > 0 || lossIn(info, entries, index.foldedThrough) !== null) yield { day, part };
  }
}

/** What is missing on these days; without days: everything missing that no person has read about yet. */
export async function missingIn(
  disk: Disk,
  dataDir: string,
  from: Day | undefined,
  to: Day | undefined = from,
): Promise<MissingPayments | null> {
  const isMeant = (finding: NamedFinding): boolean => {
    if (from === undefined || to === undefined) return !finding.isSeen;
    // Its day is unknown: it belongs to every span that begins with the first payment.
    const day = dayOfFinding(finding) ?? '';
    return from <= day && day <= to;
  };
  const lost = (await findingsIn(disk, dataDir)).filter(
    (finding) => finding.kind === 'missing' && isMeant(finding),
  );
  if (lost.length === 0) return null;
  const told = lost.flatMap(({ amountXof }) => (amountXof === undefined ? [] : [amountXof]));
  return {
    count: lost.reduce((sum, { count }) => sum + count, 0),
    amountXof: told.length === 0 ? null : told.reduce((sum, amountXof) => sum + amountXof, 0),
  };
}

function partsFrom(index: Manifest, from: Day) {
  return Object.entries(index.days)
    .filter(([day]) => day >= from)
    .flatMap(([day, infos]) => infos.map((info, at) => ({ day, part: at + 1, info })));
}

/** A payment that a person added was acknowledged too, to that person. */
function eventsOf({ deliveries }: PaymentEntry): number {
  return Math.max(1, deliveries);
}
