import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import type { ImportColumns, ImportPreview, ImportProgress } from '../../shared/bridge/import-commands';
import { longestImportBytes } from '../../shared/settings/bounds';
import { dayOf } from '../../shared/calendar';
import type { Payment } from '../../shared/payment/payment';
import type { DeafPeriod } from '../../shared/silence/hearing';
import { LedgerRefusal, type Ledger } from '../ledger/ledger';
import type { Clock } from '../ports';
import type { Provider } from '../provider';
import type { SettingsFile } from '../settings/settings-file';
import { addRows, lookUpIn, type AddTo } from './add-rows';
import { choicesOf, rememberedOf } from './choices';
import { createFileTally } from './file-tally';
import { fileTextOf, type FileText } from './file-text';
import { openImport, type OpenedImport } from './open-import';
import { verdictsOn, type JudgedRow } from './verdicts';

export interface ImportParts {
  readonly ledger: Ledger;
  readonly providers: readonly Provider[];
  readonly settings: SettingsFile;
  readonly clock: Clock;
  readonly utcOffsetMinutes: () => number;
  /** The shop's only provider, for files that do not tell; null where it has several. */
  readonly onlyProvider: () => string | null;
  /** A payment was added: its provider may be asked about it. */
  readonly onFound: (payment: Payment) => void;
  /** Several payments were added. */
  readonly onAllFound: () => void;
  /** The progress of a file; null: none is being read any more. */
  readonly onProgress: (progress: ImportProgress | null) => void;
}

type Handlers = Pick<CommandHandlers, 'previewImport' | 'importPayments'>;
type FileGiven = Omit<Parameters<Handlers['previewImport']>[0], 'columns'>;

const mostShown = 50;
const mostTold = 50;
/** So many rows are read before anybody waits. */
const fewestToTell = 500;

/** A file from a provider's dashboard: first checked, then its new payments are added. */
export function createImportHandlers(parts: ImportParts, fail: (code: CommandError) => never): Handlers {
  const { ledger, settings, clock } = parts;
  const refused = (error: unknown): never => {
    if (error instanceof LedgerRefusal) return fail('ledger-unavailable');
    throw error;
  };
  const opened = ({ bytes, text, provider, words }: FileGiven, columns: ImportColumns | null) => {
    const file = fileOf(bytes, text) ?? fail('file-unreadable');
    if (file.text.length > longestImportBytes) fail('file-too-large');
    const said = { provider: provider ?? null, columns, words: words ?? {} };
    const shop = { onlyProvider: parts.onlyProvider(), utcOffsetMinutes: parts.utcOffsetMinutes() };
    const choices = choicesOf(settings.current(), said, shop);
    return { encoding: file.encoding, ...(openImport(file.text, choices) ?? fail('file-unreadable')) };
  };
  /** The verdicts; the window gets the progress. */
  async function* judged(file: OpenedImport, to: AddTo): AsyncGenerator<JudgedRow> {
    const report = inSteps('reading', file.table.rows.length, parts.onProgress);
    for await (const row of verdictsOn(file, lookUpIn(to))) {
      report();
      yield row;
    }
  }
  /** Clear the progress in any case, so that no window shows a stuck bar. */
  const whileTold = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work().catch(refused);
    } finally {
      parts.onProgress(null);
    }
  };

  return {
    previewImport: ({ columns: chosen, ...given }) =>
      whileTold(async () => {
        const file = opened(given, chosen);
        const tally = createFileTally(file.reading.words, parts.utcOffsetMinutes());
        const rows: JudgedRow[] = [];
        for await (const row of judged(file, { ...parts, mode: given.mode })) {
          tally.add(row);
          rows.push(row);
        }
        const deaf = await deafAround(rows, ledger, parts.utcOffsetMinutes());
        return {
          ...shownOf(rows, deaf),
          rowCount: tally.rowCount,
          counts: tally.counts,
          newXof: tally.newXof,
          reasons: tally.reasons(),
          unknownWords: tally.words(),
          period: await tally.period(ledger),
          names: file.table.names,
          columns: file.reading.columns,
          words: file.reading.words,
          provider: file.provider,
          encoding: file.encoding,
        };
      }),
    importPayments: ({ columns, by, ...given }) =>
      whileTold(async () => {
        const file = opened(given, columns);
        await settings.change(rememberedOf(file));
        const to: AddTo = { ...parts, mode: given.mode };
        const fresh: JudgedRow[] = [];
        let [known, added, addedXof] = [0, 0, 0];
        for await (const row of judged(file, to))
          if (row.fate === 'new') fresh.push(row);
          else if (row.fate === 'known') known += 1;
        const deaf = await deafAround(fresh, ledger, parts.utcOffsetMinutes());
        const inOrder = [
          ...fresh.filter((row) => isIn(deaf, row)),
          ...fresh.filter((row) => !isIn(deaf, row)),
        ];
        const report = inSteps('adding', inOrder.length, parts.onProgress);
        await addRows(to, inOrder, {
          by,
          now: () => new Date(clock.now()).toISOString(),
          onAdded({ payment, duplicate }) {
            report();
            if (duplicate) return;
            added += 1;
            addedXof += payment.amountXof ?? 0;
            parts.onFound(payment);
          },
        });
        if (added > 0) parts.onAllFound();
        return { added, addedXof, known };
      }),
  };
}

/** Call it once a row: it reports to the window some hundred times at most. */
function inSteps(
  step: ImportProgress['step'],
  rows: number,
  onProgress: ImportParts['onProgress'],
): () => void {
  const every = Math.max(fewestToTell, Math.ceil(rows / mostTold));
  let done = 0;
  return () => {
    done += 1;
    if (done % every === 0) onProgress({ step, done, rows });
  };
}

function fileOf(bytes: string | undefined, text: string | undefined): FileText | null {
  if (bytes !== undefined) return fileTextOf(Buffer.from(bytes, 'base64'));
  return text === undefined ? null : { text: text.replace(/^\uFEFF/, ''), encoding: 'utf-8' };
}

function shownOf(rows: readonly JudgedRow[], deaf: readonly DeafPeriod[]) {
  const whileDeaf = rows.filter((row) => isIn(deaf, row));
  const shown = [...whileDeaf, ...rows.filter((row) => !isIn(deaf, row))].slice(0, mostShown);
  return {
    rows: shown.map(({ account: _account, method: _method, finding: _finding, ...row }) => ({
      ...row,
      whileDeaf: isIn(deaf, row),
    })),
    notListed: Math.max(0, rows.length - mostShown),
    newWhileDeaf: whileDeaf.filter(({ fate }) => fate === 'new').length,
    newUndated: rows.filter(({ fate, performedAt }) => fate === 'new' && performedAt === null).length,
  } satisfies Partial<ImportPreview>;
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
