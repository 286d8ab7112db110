import { fileTextOf } from '../../src/core/import/file-text';
import { openImport } from '../../src/core/import/open-import';
import { readRows, type ReadRow } from '../../src/core/import/read-rows';

type Choices = Partial<Parameters<typeof openImport>[1]>;

/** A file's own text or bytes, opened with the choices that nobody made. */
export function openFile(text: string | Uint8Array, over: Choices = {}) {
  const read = typeof text === 'string' ? text : fileTextOf(text).text;
  const nobody = { provider: null, onlyProvider: null, columns: null, remembered: null, words: {} };
  return openImport(read, { ...nobody, utcOffsetMinutes: 60, ...over });
}

export function rowsIn(text: string | Uint8Array, over: Choices = {}): readonly ReadRow[] {
  const opened = openFile(text, over);
  return opened === null ? [] : [...readRows(opened.table, opened.reading)];
}

/** Each row as a line: its line, finding, number, francs, time, reason. */
export function told(text: string | Uint8Array, over: Choices = {}): readonly string[] {
  return rowsIn(text, over).map(({ line, finding, transactionId, amountXof, performedAt, reason }) =>
    [line, finding, transactionId, amountXof, performedAt, reason].map((value) => value ?? '-').join(' '),
  );
}
