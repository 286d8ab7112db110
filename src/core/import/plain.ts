const mostKept = 500;

/** Remembers results by cell: a column of states or types has few different words. */
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

/**
 * Lower case, without accents; words separated by one space. "Montant payé (FCFA)" and "montantPaye_FCFA" become equal.
 */
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
 * A cell without the marks that keep it as text in spreadsheets: `="0123"`, a leading apostrophe. The app's own files
 * also put an apostrophe before texts that would be formulas.
 */
export function withoutTextMarks(cell: string): string {
  const text = cell
    // Invisible marks of direction and joiners.
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
