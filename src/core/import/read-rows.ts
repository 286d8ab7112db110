import { inEveryLanguage } from '../../shared/texts/define-texts';
import type { ImportColumns, ImportReason, NotPayment } from '../../shared/bridge/import-commands';
import { exportTexts, olderDeafWords } from '../../shared/texts/export-texts';
import { amountIn, threeDecimalsIn } from './amount-in';
import { isOtherCurrency, isOtherMoney } from './currency';
import { ownExportIn } from './headings';
import { dayOrderOf, instantIn, type DayOrder } from './instant-in';
import { methodIn, payerIn } from './payer-and-method';
import { isShortened, onceACell, plainWords, withoutTextMarks } from './plain';
import { providerNamed, sampleOf } from './provider-in';
import { givenBackIn, isNote, isTotalLine, kindIn } from './row-kind';
import { isFedapayReference, sideColumnsOf, type SideColumns } from './side-columns';
import { choiceOf, stateIn, wordOf, type WordChoices } from './state-word';
import { longestValue, type Table, type TableRow } from './table';

/** A row according to the file alone; the ledger is not asked here. */
export interface ReadRow {
  readonly line: number;
  readonly provider: string;
  readonly transactionId: string | null;
  readonly amountXof: number | null;
  /** ISO instant. */
  readonly performedAt: string | null;
  readonly account: string | null;
  readonly method: string | null;
  /** What people see instead of the number, where the provider has both. */
  readonly reference: string | null;
  /** The word for its state, if the file has such a column. */
  readonly word: string | null;
  readonly finding:
    'received' | 'not-received' | 'unknown-status' | 'other-currency' | 'not-a-payment' | 'unreadable';
  readonly reason: ImportReason | null;
}

export interface Reading {
  readonly columns: ImportColumns;
  readonly provider: string;
  readonly words: WordChoices;
  readonly utcOffsetMinutes: number;
}

/** Each row of the file, one after the other; times without a zone are the shop's own. */
export function* readRows(table: Table, reading: Reading): Generator<ReadRow> {
  const cells = cellsOf(table, reading.columns);
  const { columns } = reading;
  const valuesOf = (column: string | null): Iterable<string> =>
    columnOf(table.rows, column === null ? -1 : table.names.indexOf(column));
  const isAnswer = isFlag(columns.status);
  const hasThreeDecimals = threeDecimalsIn(valuesOf(columns.amountXof));
  const file: FileHabits = {
    heading: table.names.map((name) => name.toLowerCase()),
    isOwn: ownExportIn(table.names) !== null,
    dayOrder: dayOrderOf(valuesOf(columns.performedAt)),
    isOtherMoney: isOtherCurrency(plainWords(columns.amountXof ?? '')),
    amount: onceACell((cell) => amountIn(cell, hasThreeDecimals)),
    state: onceACell((cell) => stateIn(cell, isAnswer, reading.words)),
    provider: onceACell(providerNamed),
    method: onceACell((cell) => methodIn(cell, reading.provider)),
    kind: onceACell((cell) => kindIn(cell, reading.provider)),
    word: onceACell((cell) => wordOf(cell) || cell),
  };
  for (const row of table.rows) yield readRow(row, cells, file, reading);
}

/** Facts about the whole file that no single row tells. */
interface FileHabits {
  readonly heading: readonly string[];
  /** It is one of the app's own exports. */
  readonly isOwn: boolean;
  readonly dayOrder: DayOrder;
  /** The heading of the amounts names another currency. */
  readonly isOtherMoney: boolean;
  readonly amount: (cell: string) => ReturnType<typeof amountIn>;
  readonly state: (cell: string) => ReturnType<typeof stateIn>;
  readonly kind: (cell: string) => ReturnType<typeof kindIn>;
  readonly provider: (cell: string) => string | null;
  readonly method: (cell: string) => string | null;
  /** Signs alone ("✓") count as words too. */
  readonly word: (cell: string) => string;
}

type CellName = keyof ImportColumns | keyof SideColumns;
type Cells = (row: TableRow, name: CellName) => string;

function cellsOf(table: Table, columns: ImportColumns): Cells & { has(name: CellName): boolean } {
  const { names } = table;
  const side = sideColumnsOf(names, columns, (name) => sampleOf(table, name));
  const at = new Map<string, number>();
  for (const [name, column] of Object.entries({ ...side, ...columns }))
    if (column !== null && names.includes(column)) at.set(name, names.indexOf(column));
  const cell = (row: TableRow, name: CellName): string => {
    const index = at.get(name);
    return index === undefined ? '' : withoutTextMarks((row.cells[index] ?? '').slice(0, longestValue));
  };
  return Object.assign(cell, { has: (name: CellName) => at.has(name) });
}

function* columnOf(rows: readonly TableRow[], column: number): Generator<string> {
  for (const { cells } of rows) yield (cells[column] ?? '').slice(0, longestValue);
}

function readRow(
  row: TableRow,
  cells: ReturnType<typeof cellsOf>,
  file: FileHabits,
  reading: Reading,
): ReadRow {
  const { words, utcOffsetMinutes } = reading;
  const cell = (name: CellName): string => cells(row, name);
  const provider = file.provider(cell('provider')) ?? reading.provider;
  const number = numberIn(cell('transactionId'), cell('reference'), provider);
  const amount = file.amount(cell('amountXof'));
  const when = instantIn(
    ...([cell('performedAt') || cell('arrivedAt'), cell('time'), file.dayOrder, utcOffsetMinutes] as const),
  );
  const state = cells.has('status') ? file.state(cell('status')) : ({ kind: 'received' } as const);
  const isAsked = file.kind(cell('kind')) === 'unknown';
  const read = {
    line: row.line,
    provider,
    transactionId: number.transactionId,
    amountXof: amount.kind === 'francs' ? amount.amountXof : null,
    performedAt: when.kind === 'instant' ? when.performedAt : null,
    account: payerIn(cell('account')),
    method: provider === reading.provider ? file.method(cell('method')) : methodIn(cell('method'), provider),
    reference:
      cell('reference') || (isFedapayReference(cell('transactionId')) ? cell('transactionId') : null),
    word: file.word(state.kind !== 'unknown' && isAsked ? cell('kind') : cell('status')) || null,
  };
  const found = (finding: ReadRow['finding'], reason: ImportReason | null): ReadRow => ({
    ...read,
    finding,
    reason,
  });

  const shape = shapeOf(row, cells, file, read);
  if (shape === 'too-many-cells') return found('unreadable', shape);
  if (shape !== null) return { ...found('not-a-payment', shape), transactionId: null };
  const kind = kindOf(cell('kind'), cell('category'), file, words);
  if (kind !== 'payment' && kind !== 'unknown') return found('not-a-payment', kind);
  if (amount.kind === 'negative') return found('not-a-payment', 'negative');
  const out = amountIn(cell('moneyOut'), false);
  const isOut = out.kind === 'francs' || out.kind === 'negative';
  if (isOut && read.amountXof === null) return found('not-a-payment', 'money-out');
  const isOther = file.isOtherMoney || isOtherMoney(cell('currency'));
  if (isOther || amount.kind === 'other-currency') return found('other-currency', 'currency');
  if (state.kind === 'not-received') return found('not-received', 'failed');
  if (state.kind === 'pending' || state.kind === 'given-back') return found('not-received', state.kind);
  if (number.reason !== null) return found('unreadable', number.reason);
  const back = givenBackIn(cell('givenBack'), read.amountXof);
  if (back === 'wholly') return found('not-received', 'given-back');
  if (amount.kind === 'none') return found('unreadable', amount.reason);
  const isDated = cells.has('performedAt') || cells.has('arrivedAt');
  if (when.kind === 'none' && isDated) return found('unreadable', when.reason);
  if (state.kind === 'unknown') return found('unknown-status', state.reason);
  if (kind === 'unknown') return found('unknown-status', 'kind-unknown');
  if (back === 'partly') return { ...found('unknown-status', 'partly-refunded'), word: null };
  return found('received', isDated ? null : 'undated');
}

/** What a line's form tells before its values are read. */
function shapeOf(
  row: TableRow,
  cells: ReturnType<typeof cellsOf>,
  { heading, isOwn }: FileHabits,
  read: Pick<ReadRow, 'transactionId' | 'amountXof' | 'performedAt'>,
): 'total' | 'heading' | 'note' | 'test' | 'silence' | 'too-many-cells' | null {
  const bare = row.cells.map((one) => withoutTextMarks(one.slice(0, longestValue)));
  if (isOwn) {
    const nature = plainWords(cells(row, 'nature'));
    const outcome = plainWords(cells(row, 'status'));
    const words = inEveryLanguage(exportTexts);
    const silences = [
      ...words.flatMap(({ deafPeriod, missing }) => [deafPeriod, missing]),
      ...olderDeafWords,
    ];
    if (silences.some((word) => plainWords(word) === nature)) return 'silence';
    if (words.some((own) => plainWords(own.outcome.test) === outcome)) return 'test';
  } else if ((isTotalLine(bare) && !isPaymentAllTheSame(read, cells)) || isSumAlone(row, cells))
    return 'total';
  // The heading is repeated where pages were joined.
  if (heading.every((name, at) => name === bare[at]?.toLowerCase())) return 'heading';
  if (isNote(bare, heading.length)) return 'note';
  return bare.slice(heading.length).some((one) => one !== '') ? 'too-many-cells' : null;
}

/** A customer may be called "Total Énergies". */
function isPaymentAllTheSame(
  { transactionId, amountXof, performedAt }: Pick<ReadRow, 'transactionId' | 'amountXof' | 'performedAt'>,
  cells: ReturnType<typeof cellsOf>,
): boolean {
  const isDated = performedAt !== null || !cells.has('performedAt');
  return isDated && amountXof !== null && /\d/.test(transactionId ?? '');
}

/** The owner's choice for an unknown type counts. */
function kindOf(
  kind: string,
  category: string,
  file: Pick<FileHabits, 'kind'>,
  words: WordChoices,
): NotPayment | 'payment' | 'unknown' {
  const sold = file.kind(category);
  const read = file.kind(kind);
  if (read === 'payment' && sold !== 'unknown') return sold;
  if (read !== 'unknown') return read;
  const choice = choiceOf(kind, words);
  return choice === null ? 'unknown' : choice === 'received' ? 'payment' : 'said';
}

/** A sum below the table without the word "total": it has no number, date or state beside it. */
function isSumAlone(row: TableRow, cells: ReturnType<typeof cellsOf>): boolean {
  const said: readonly CellName[] = ['transactionId', 'performedAt', 'status', 'account', 'method'];
  const isDetailed = cells.has('performedAt') || cells.has('status');
  return isDetailed && cells(row, 'amountXof') !== '' && said.every((name) => cells(row, name) === '');
}

function numberIn(
  cell: string,
  reference: string,
  provider: string,
): { readonly transactionId: string | null; readonly reason: ImportReason | null } {
  const bad = (reason: ImportReason) => ({ transactionId: null, reason });
  if (cell === '')
    return bad(
      provider === 'fedapay' && isFedapayReference(reference) ? 'number-is-reference' : 'number-missing',
    );
  if (isShortened(cell)) return bad('number-shortened');
  // Spreadsheets turn plain digits into "1 490 687" or "250777.0".
  const number = /^[\d\s]+(?:[.,]0+)?$/.test(cell) ? cell.replace(/[.,]0+$/, '').replace(/\s/g, '') : cell;
  if (provider === 'fedapay' && isFedapayReference(number)) return bad('number-is-reference');
  const isNumber = provider === 'fedapay' ? /^\d{1,19}$/ : /^[\w-]{4,64}$/;
  return isNumber.test(number) ? { transactionId: number, reason: null } : bad('number-unclear');
}

/** A column that answers yes or no to "was it paid". */
function isFlag(column: string | null): boolean {
  return (
    column !== null &&
    /^is ?pay?ments? ?succes{1,2}(?:ful)?$|^(?:succes{1,2}|success|reussi|paid|paye)$/.test(
      plainWords(column),
    )
  );
}
