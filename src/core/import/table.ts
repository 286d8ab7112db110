import Papa from 'papaparse';
import { headingScore } from './headings';

/** The rows of a file under its heading, without blank lines. */
export interface Table {
  readonly names: readonly string[];
  readonly rows: readonly TableRow[];
  /** False where the first line is already a payment: the columns are then named `#1`, `#2`… */
  readonly hasHeading: boolean;
}

export interface TableRow {
  /** As a spreadsheet numbers its lines, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A file with more columns, or longer names, is no list of payments. Parsing it would delay calls for seconds. */
const mostColumns = 200;
const longestName = 200;
/** A longer value is no amount, number or date. */
export const longestValue = 500;
/** Titles and filters before the heading. */
const mostBeforeHeading = 40;
const beginningLength = 64 * 1_024;
const delimiters = [',', ';', '\t', '|'] as const;

/** Null where there is no heading of reasonable size with at least one row below it. */
export function tableIn(text: string, isWrapped = false): Table | null {
  const asked = /^\s*"?sep=(.)"?[^\S\n]*\r?\n/i.exec(text);
  const body = asked === null ? text : text.slice(asked[0].length);
  const beginning = body.slice(0, beginningLength);
  const choices = (asked?.[1] === undefined ? delimiters : [asked[1]]).map((delimiter) => ({
    delimiter,
    ...headingIn(rowsOf(beginning, delimiter, mostBeforeHeading)),
  }));
  const best = choices.reduce((one, other) => (isBetter(other, one) ? other : one));
  if (best.at === -1 || best.names.length > mostColumns) return null;
  const inner = isWrapped ? null : unwrapped(body, best.names);
  if (inner !== null) return tableIn(inner, true);
  if (best.names.some((name) => name.length > longestName)) return null;
  // A first payment may contain words that also occur in headings: a column of flags may be called "Succès".
  const hasHeading = best.score > 2 || !looksLikePayment(best.names);
  const rows: TableRow[] = [];
  for (const [at, cells] of rowsOf(body, best.delimiter).entries()) {
    if (at < best.at || (at === best.at && hasHeading) || cells.every((cell) => cell.trim() === '')) continue;
    rows.push({ line: at + 1, cells });
  }
  const names = uniqueNames(best.names.map((name, at) => (hasHeading && name.trim()) || `#${at + 1}`));
  return rows.length === 0 ? null : { names, rows, hasHeading };
}

/** Some spreadsheets put each line of a file in quotes, as if it were one cell; null where this is not such a file. */
function unwrapped(body: string, names: readonly string[]): string | null {
  const [name = ''] = names;
  if (names.length !== 1 || !delimiters.some((sign) => name.includes(sign))) return null;
  return rowsOf(body, '\u001f')
    .map((cells) => cells.join(''))
    .join('\n');
}

function rowsOf(text: string, delimiter: string, preview = 0): string[][] {
  return Papa.parse<string[]>(text, { delimiter, preview, skipEmptyLines: false }).data;
}

interface Heading {
  readonly at: number;
  readonly names: readonly string[];
  readonly score: number;
}

/** The line that names most fields; where none does, the first that is not blank. */
function headingIn(rows: readonly (readonly string[])[]): Heading {
  let best: Heading = { at: -1, names: [], score: 0 };
  for (const [at, names] of rows.entries()) {
    if (names.every((name) => name.trim() === '')) continue;
    const score =
      names.length > mostColumns ? 0 : headingScore(names.map((name) => name.slice(0, longestName)));
    if (best.at === -1 || (score > best.score && score >= 2)) best = { at, names, score };
  }
  return best;
}

function isBetter(one: Heading, other: Heading): boolean {
  return one.score === other.score ? one.names.length > other.names.length : one.score > other.score;
}

function looksLikePayment(cells: readonly string[]): boolean {
  return cells.some((cell) => /^["'=]*\d[\d\s.,/:-]*$/.test(cell.trim()));
}

function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Map<string, number>();
  return names.map((name) => {
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}
