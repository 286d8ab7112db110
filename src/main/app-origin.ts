/** The scheme of the window's pages: unlike `file:`, it has an origin, and nothing else uses it. */
export const appScheme = 'app';
export const appOrigin = 'app://comptoir';

/** Whether an address is one of our own pages. An address that cannot be parsed is not. */
export function isAppUrl(address: string): boolean {
  try {
    const { protocol, host, username, password } = new URL(address);
    return protocol === 'app:' && host === 'comptoir' && username === '' && password === '';
  } catch {
    return false;
  }
}
