/** The header that names one load of a page. A caller without it has typed no PIN. */
export const sessionHeader = 'x-comptoir-session';
const sessionBytes = 24;

/**
 * Made by a page as it loads and stored nowhere: a reload gets another. `random` fills the bytes with random
 * values.
 */
export function newSession(random: (bytes: Uint8Array<ArrayBuffer>) => unknown): string {
  const bytes = new Uint8Array(sessionBytes);
  random(bytes);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Long enough that nobody can guess another page's session. */
export function isSession(text: unknown): text is string {
  return typeof text === 'string' && new RegExp(`^[0-9a-f]{${sessionBytes * 2}}$`).test(text);
}
