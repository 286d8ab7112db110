import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import {
  importFates,
  longestImportBytes,
  type ImportColumns,
  type ImportFate,
  type ImportPeriod,
  type ImportPreview,
  type ImportRow,
} from '../../shared/bridge/import-commands';
import { dayAfter, dayOf } from '../../shared/calendar';
import type { Payment } from '../../shared/payment/payment';
import type { DeafPeriod } from '../../shared/silence/hearing';
import { LedgerRefusal, type Ledger } from '../ledger/ledger';
import type { Clock } from '../ports';
import type { Provider } from '../provider';
import type { SettingsFile } from '../settings/settings-file';
import { addRows, lookUpIn, type AddTo } from './add-rows';
import { fileTextOf, type FileText } from './file-text';
import { openImport, type OpenedImport } from './open-import';
import { verdictsOn, type JudgedRow } from './verdicts';

export interface ImportParts {
  readonly ledger: Ledger;
  readonly providers: readonly Provider[];
  readonly settings: SettingsFile;
  readonly clock: Clock;
  readonly utcOffsetMinutes: () => number;
  /** The one that the shop set up, for files that do not tell; null where there are several. */
  readonly onlyProvider: () => string | null;
  /** A payment was put in: it is shown, and rings nothing. */
  readonly onFound: (payment: Payment) => void;
  /** Several were. */
  readonly onAllFound: () => void;
}

type Handlers = Pick<CommandHandlers, 'previewImport' | 'importPayments'>;
type FileGiven = Omit<Parameters<Handlers['previewImport']>[0], 'columns'>;

const mostShown = 50;
const usualDays = 28;

/** A file of a provider's dashboard: first looked through, then what is new in it is put in. */
export function createImportHandlers(parts: ImportParts, fail: (code: CommandError) => never): Handlers {
  const { ledger, settings, clock } = parts;
  const refused = (error: unknown): never => {
    if (error instanceof LedgerRefusal) return fail('ledger-unavailable');
    throw error;
  };
  const opened = ({ bytes, text, provider, words }: FileGiven, columns: ImportColumns | null) => {
    const file = fileOf(bytes, text) ?? fail('file-unreadable');
    if (file.text.length > longestImportBytes) fail('file-too-large');
    const kept = settings.current();
    const choices = {
      ...{ provider: provider ?? null, onlyProvider: parts.onlyProvider(), columns },
      remembered: kept.importColumns,
      ...{ words: { ...kept.importWords, ...words }, utcOffsetMinutes: parts.utcOffsetMinutes() },
    };
    return { encoding: file.encoding, ...(openImport(file.text, choices) ?? fail('file-unreadable')) };
  };
  const judged = async (given: OpenedImport, to: AddTo): Promise<JudgedRow[]> => {
    const rows: JudgedRow[] = [];
    for await (const row of verdictsOn(given, lookUpIn(to))) rows.push(row);
    return rows;
  };

  return {
    async previewImport({ columns: chosen, ...given }) {
      const file = opened(given, chosen);
      const rows = await judged(file, { ...parts, mode: given.mode }).catch(refused);
      const deaf = await deafAround(rows, ledger, parts.utcOffsetMinutes());
      const period = await periodOf(rows, ledger, parts.utcOffsetMinutes());
      return {
        ...previewOf(rows.map((row) => shownRow(row, deaf))),
        ...{ names: file.table.names, columns: file.reading.columns, words: file.reading.words },
        ...{ provider: file.provider, encoding: file.encoding, period },
      };
    },
    async importPayments({ columns, by, ...given }) {
      const file = opened(given, columns);
      await settings.change({ importColumns: columns, importWords: file.reading.words });
      const to: AddTo = { ...parts, mode: given.mode };
      const rows = await judged(file, to).catch(refused);
      const deaf = await deafAround(rows, ledger, parts.utcOffsetMinutes());
      const fresh = rows.filter(({ fate }) => fate === 'new');
      const inOrder = [...fresh.filter((row) => isIn(deaf, row)), ...fresh.filter((row) => !isIn(deaf, row))];
      let [added, addedXof] = [0, 0];
      await addRows(to, inOrder, {
        ...{ by, now: () => new Date(clock.now()).toISOString() },
        onAdded({ payment, duplicate }) {
          if (duplicate) return;
          added += 1;
          addedXof += payment.amountXof ?? 0;
          parts.onFound(payment);
        },
      }).catch(refused);
      if (added > 0) parts.onAllFound();
      return { added, addedXof, known: rows.filter(({ fate }) => fate === 'known').length };
    },
  };
}

function fileOf(bytes: string | undefined, text: string | undefined): FileText | null {
  if (bytes !== undefined) return fileTextOf(Buffer.from(bytes, 'base64'));
  return text === undefined ? null : { text: text.replace(/^\uFEFF/, ''), encoding: 'utf-8' };
}

function shownRow(
  { account: _account, method: _method, ...row }: JudgedRow,
  deaf: readonly DeafPeriod[],
): ImportRow {
  return { ...row, whileDeaf: isIn(deaf, row) };
}

function previewOf(rows: readonly ImportRow[]) {
  const fresh = rows.filter(({ fate }) => fate === 'new');
  const counts = Object.fromEntries(importFates.map((fate) => [fate, 0])) as Record<ImportFate, number>; // each fate is a key
  const unknown = new Map<string, number>();
  for (const { fate, word } of rows) {
    counts[fate] += 1;
    if (fate === 'unknown-status' && word !== null) unknown.set(word, (unknown.get(word) ?? 0) + 1);
  }
  const shown = [...rows.filter(({ whileDeaf }) => whileDeaf), ...rows.filter(({ whileDeaf }) => !whileDeaf)];
  return {
    ...{ rows: shown.slice(0, mostShown), rowCount: rows.length, counts },
    notListed: Math.max(0, rows.length - mostShown),
    unknownWords: [...unknown]
      .map(([word, count]) => ({ word, count }))
      .sort((one, other) => other.count - one.count)
      .slice(0, mostShown),
    newXof: fresh.reduce((sum, { amountXof }) => sum + (amountXof ?? 0), 0),
    newWhileDeaf: fresh.filter(({ whileDeaf }) => whileDeaf).length,
    newUndated: fresh.filter(({ performedAt }) => performedAt === null).length,
  } satisfies Partial<ImportPreview>;
}

async function periodOf(
  rows: readonly JudgedRow[],
  ledger: Ledger,
  utcOffsetMinutes: number,
): Promise<ImportPeriod | null> {
  const days = new Set<string>();
  for (const { fate, performedAt } of rows)
    if (fate === 'new' && performedAt !== null) days.add(dayOf(performedAt, utcOffsetMinutes));
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

async function deafAround(
  rows: readonly Pick<JudgedRow, 'performedAt'>[],
  ledger: Ledger,
  utcOffsetMinutes: number,
): Promise<readonly DeafPeriod[]> {
  let [first, last]: (string | null)[] = [null, null];
  for (const { performedAt } of rows) {
    if (performedAt === null) continue;
    if (first === null || first === undefined || performedAt < first) first = performedAt;
    if (last === null || last === undefined || performedAt > last) last = performedAt;
  }
  if (first == null || last == null) return [];
  return ledger.deafPeriods(dayOf(first, utcOffsetMinutes), dayOf(last, utcOffsetMinutes));
}

function isIn(deaf: readonly DeafPeriod[], { performedAt }: Pick<JudgedRow, 'performedAt'>): boolean {
  if (performedAt === null) return false;
  return deaf.some(({ from, to }) => from <= performedAt && (to === null || performedAt <= to));
}
