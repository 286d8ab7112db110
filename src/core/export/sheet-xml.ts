import { harmless } from './cell-text';
import { excelTime } from './local-time';
import type { Column, Kind, Value } from './payment-columns';

/** The index in `styles.xml` of each kind of cell. */
const styleOf: Readonly<Record<Kind | 'heading', number>> = {
  text: 0,
  heading: 1,
  money: 2,
  count: 3,
  instant: 4,
};

/** Excel calls a file damaged if a cell has more characters than this. */
const longestText = 32_767;

/** The worksheet up to its first row of values: a frozen heading, and columns wide enough. */
export function sheetStart(columns: readonly Column<never>[]): string {
  const widths = columns
    .map(
      ({ widthChars }, at) =>
        `<col min="${at + 1}" max="${at + 1}" width="${widthChars + 2}" customWidth="1"/>`,
    )
    .join('');
  const heading = columns.map(({ title }, at) => textCell(at, 1, title, styleOf.heading)).join('');
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>' +
    '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>' +
    `</sheetViews><cols>${widths}</cols><sheetData><row r="1">${heading}</row>`
  );
}

/** `rowNumber` counts from 1, the heading included. */
export function sheetRow<Row>(
  columns: readonly Column<Row>[],
  row: Row,
  rowNumber: number,
  utcOffsetMinutes: number,
): string {
  let cells = '';
  for (const [at, { kind, of }] of columns.entries()) {
    const value = of(row);
    if (value !== null) cells += cellOf(at, rowNumber, value, kind, utcOffsetMinutes);
  }
  return `<row r="${rowNumber}">${cells}</row>`;
}

/** The end, with a filter on the heading: merchants want that in a long list. */
export function sheetEnd(columns: readonly Column<never>[], lastRow: number): string {
  return `</sheetData><autoFilter ref="A1:${letters(columns.length - 1)}${lastRow}"/></worksheet>`;
}

function cellOf(
  at: number,
  row: number,
  value: NonNullable<Value>,
  kind: Kind,
  utcOffsetMinutes: number,
): string {
  const number =
    typeof value === 'number' ? value : kind === 'instant' ? excelTime(value, utcOffsetMinutes) : null;
  if (number !== null && Number.isFinite(number))
    return `<c r="${letters(at)}${row}" s="${styleOf[kind]}"><v>${number}</v></c>`;
  return textCell(at, row, String(value), styleOf.text);
}

/** Plain text: nothing in it is ever a formula. */
function textCell(at: number, row: number, text: string, style: number): string {
  const styled = style === 0 ? '' : ` s="${style}"`;
  return `<c r="${letters(at)}${row}"${styled} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

/** A to Z, then AA. */
function letters(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : letters(Math.floor(at / 26) - 1) + last;
}

/** What XML 1.0 cannot hold besides control characters: lone surrogates and two non-characters. */
const unspeakable = /\p{Cs}|[\ufffe\uffff]/gu;

function xmlText(text: string): string {
  const plain = harmless(text).slice(0, longestText);
  // Nearly every text is only letters and digits.
  if (/^[a-z0-9 \-.:/+]*$/i.test(plain)) return plain;
  return plain
    .replace(unspeakable, '\ufffd')
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_') // Excel reads _x0041_ as an A
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\r/g, '&#13;');
}
