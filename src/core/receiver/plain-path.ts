/** Characters that are added by accident when an address is copied: blanks, line ends, invisible characters. */
const blanks = /[\s\p{Cc}\p{Cf}]/gu;
/** An escape may itself have been escaped. */
const mostRounds = 3;

/**
 * The path without blanks, escaped or not, with single slashes and none at its end: paths that differ only in these are
 * the same. Nothing else is unescaped.
 */
export function plainPath(path: string): string {
  let plain = path;
  for (let round = 0; round < mostRounds && plain.includes('%'); round += 1)
    plain = plain.replace(/%25/g, '%').replace(/(%[0-9a-f]{2})+/gi, withoutBlanks);
  return plain
    .replace(blanks, '')
    .replace(/\/{2,}/g, '/')
    .replace(/(?<=.)\/$/, '');
}

/** Keeps escapes, unless they stand only for blanks and slashes. */
function withoutBlanks(escapes: string): string {
  try {
    const text = decodeURIComponent(escapes).replace(blanks, '');
    return /^\/*$/.test(text) ? text : escapes;
  } catch {
    return escapes; // not UTF-8
  }
}
