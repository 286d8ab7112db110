/** The header by which one load of a page is known to the core. A caller without it typed no PIN. */
export const sessionHeader = 'x-comptoir-session';
const sessionBytes = 24;

/** What a page makes up for itself as it is loaded, kept nowhere: a reload is another page. `random`: fills with chance. */
export function newSession(random: (bytes: Uint8Array<ArrayBuffer>) => unknown): string {
  const bytes = new Uint8Array(sessionBytes);
  random(bytes);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Long enough that nobody can guess another page's session. */
export function isSession(text: unknown): text is string {
  return typeof text === 'string' && new RegExp(`^[0-9a-f]{${sessionBytes * 2}}$`).test(text);
}
