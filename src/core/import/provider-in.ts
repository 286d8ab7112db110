import { columnCalled, ownExportIn } from './headings';
import { plainWords, withoutTextMarks } from './plain';
import { isFedapayReference } from './side-columns';
import type { Table } from './table';

const sampled = 50;

/** The provider that a word names. */
export function providerNamed(word: string): 'kkiapay' | 'fedapay' | null {
  const plain = plainWords(word).replace(/\s/g, '');
  return plain.includes('fedapay') ? 'fedapay' : plain.includes('kkiapay') ? 'kkiapay' : null;
}

/** The file's provider, by its columns; null where they do not tell, and a person must be asked. */
export function providerIn(table: Table): 'kkiapay' | 'fedapay' | null {
  // The app's own file tells it row by row.
  if (ownExportIn(table.names) !== null) return 'kkiapay';
  const named = providerNamed(table.names.join(' '));
  if (named !== null) return named;
  const values = (name: string | null): readonly string[] => (name === null ? [] : sampleOf(table, name));
  const references = values(columnCalled(table.names, 'reference'));
  if (table.names.some((name) => values(name).some(isFedapayReference))) return 'fedapay';
  const ids = values(columnCalled(table.names, 'id'));
  if (references.length > 0 && ids.length > 0 && ids.every((id) => /^\d{1,12}$/.test(id))) return 'fedapay';
  const modes = values(columnCalled(table.names, 'mode'));
  if (
    modes.some((mode) => /^(?:mtn|moov|togocel|airtel|free|wave|orange|sbin)(?:[_-]\w+)+$|^sbin$/.test(mode))
  )
    return 'fedapay';
  const isKkiapay = table.names.some((name) =>
    /^(?:is ?pay?ments? ?succes|source common name|transactionid$|transaction id$)/.test(plainWords(name)),
  );
  return isKkiapay ? 'kkiapay' : null;
}

/** The first values of a column, without the blanks. */
export function sampleOf({ names, rows }: Table, name: string): readonly string[] {
  const at = names.indexOf(name);
  const values = rows.slice(0, sampled).map(({ cells }) => withoutTextMarks((cells[at] ?? '').slice(0, 100)));
  return values.filter((value) => value !== '');
}
