/** The window's pages live on a scheme of their own: unlike `file:`, it has an origin, and nothing else is on it. */
export const appScheme = 'app';
export const appOrigin = 'app://comptoir';

/** Whether an address is one of our own pages. What cannot be parsed is not. */
export function isAppUrl(address: string): boolean {
  try {
    const { protocol, host, username, password } = new URL(address);
    return protocol === 'app:' && host === 'comptoir' && username === '' && password === '';
  } catch {
    return false;
  }
}
