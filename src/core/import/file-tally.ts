import type { ImportPeriod, ImportReason, ReasonCount, WordCount } from '../../shared/bridge/import-commands';
import { importFates, type ImportFate } from '../../shared/bridge/import-fates';
import { dayAfter, dayOf } from '../../shared/calendar';
import type { LedgerReader } from '../ledger/ledger';
import type { WordChoices } from './state-word';
import type { JudgedRow } from './verdicts';

const usualDays = 28;
const mostWords = 50;

/** Counts the rows of a file while they are read, so that none has to be kept. */
export interface FileTally {
  add(row: JudgedRow): void;
  readonly counts: Readonly<Record<ImportFate, number>>;
  readonly rowCount: number;
  readonly newXof: number;
  /** Why rows are not new; for each fate the most frequent first. */
  reasons(): readonly ReasonCount[];
  /** Unknown words, and words with a choice; the most frequent first. */
  words(): readonly WordCount[];
  /** The days of the new rows, with the usual takings of such days. */
  period(ledger: Pick<LedgerReader, 'day'>): Promise<ImportPeriod | null>;
}

export function createFileTally(choices: WordChoices, utcOffsetMinutes: number): FileTally {
  const counts = Object.fromEntries(importFates.map((fate) => [fate, 0])) as Record<ImportFate, number>; // each fate is a key
  const reasons = new Map<string, ReasonCount>();
  const words = new Map<string, number>();
  const days = new Set<string>();
  let [rowCount, newXof] = [0, 0];
  const because = (fate: ImportFate, reason: ImportReason): void => {
    const key = `${fate} ${reason}`;
    reasons.set(key, { fate, reason, count: (reasons.get(key)?.count ?? 0) + 1 });
  };
  return {
    add({ fate, reason, word, amountXof, performedAt }) {
      rowCount += 1;
      counts[fate] += 1;
      if (reason !== null && fate !== 'new') because(fate, reason);
      if (word !== null && (fate === 'unknown-status' || Object.hasOwn(choices, word)))
        words.set(word, (words.get(word) ?? 0) + 1);
      if (fate !== 'new') return;
      newXof += amountXof ?? 0;
      if (performedAt !== null) days.add(dayOf(performedAt, utcOffsetMinutes));
    },
    counts,
    get rowCount() {
      return rowCount;
    },
    get newXof() {
      return newXof;
    },
    reasons: () => [...reasons.values()].sort((one, other) => other.count - one.count),
    words: () =>
      [...words]
        .map(([word, count]) => ({ word, count }))
        .sort((one, other) => other.count - one.count)
        .slice(0, mostWords),
    period: (ledger) => periodOf(days, ledger),
  };
}

async function periodOf(
  days: ReadonlySet<string>,
  ledger: Pick<LedgerReader, 'day'>,
): Promise<ImportPeriod | null> {
  const sorted = [...days].sort();
  const [from] = sorted;
  const to = sorted.at(-1);
  if (from === undefined || to === undefined) return null;
  let [sum, busy] = [0, 0];
  for (let back = 1; back <= usualDays; back += 1) {
    const day = await ledger.day(dayAfter(from, -back));
    sum += day.totalXof;
    busy += day.successCount > 0 ? 1 : 0;
  }
  return { from, to, days: days.size, usualXof: busy === 0 ? null : Math.round(sum / busy) };
}
