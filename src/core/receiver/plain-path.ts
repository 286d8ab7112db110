/** Characters that slip in when an address is copied: blanks, line ends, invisible characters. */
const blanks = /[\s\p{Cc}\p{Cf}]/gu;
/** An escape may itself have been escaped on the way. */
const mostRounds = 3;

/**
 * The path without blanks, escaped or not, and with single slashes, none at its end: two that differ in these alone are one.
 * Nothing else is unescaped.
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

/** Escapes as they are, unless they stand for blanks and slashes alone. */
function withoutBlanks(escapes: string): string {
  try {
    const text = decodeURIComponent(escapes).replace(blanks, '');
    return /^\/*$/.test(text) ? text : escapes;
  } catch {
    return escapes; // no UTF-8
  }
}
