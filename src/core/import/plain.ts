const mostKept = 500;

/** The same work for the same cell done once: a column of states or types has few words. */
export function onceACell<T>(work: (cell: string) => T): (cell: string) => T {
  const known = new Map<string, T>();
  return (cell) => {
    const before = known.get(cell);
    if (before !== undefined) return before;
    const result = work(cell);
    if (known.size < mostKept) known.set(cell, result);
    return result;
  };
}

/** Lower case, without accents; words parted by one space. "Montant payé (FCFA)" and "montantPaye_FCFA" become alike. */
export function plainWords(text: string): string {
  return text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/œ/g, 'oe')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/**
 * A cell without what spreadsheets put around it so that it stays text: `="0123"`, a leading apostrophe. The apostrophe also
 * stands before texts that would be formulas in the app's own files.
 */
export function withoutTextMarks(cell: string): string {
  const text = cell
    // Marks of direction and joiners that nobody sees.
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
    .trim();
  const formula = /^=\s*"((?:[^"]|"")*)"$/.exec(text)?.[1];
  return (formula === undefined ? text.replace(/^['’`](?=\S)/, '') : formula.replaceAll('""', '"')).trim();
}

/** A number that a spreadsheet wrote with an exponent: its last digits are lost. */
export function isShortened(text: string): boolean {
  return /^[+-]?\d+(?:[.,]\d+)?\s*e\s*[+-]?\d{1,3}$/i.test(text);
}
