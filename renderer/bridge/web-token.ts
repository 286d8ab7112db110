const key = 'comptoir-token';

/**
 * The token that `headless` prints behind the address's #. It is kept for the life of the tab, so that a reload needs no
 * second look at the terminal, and leaves the address bar, where a shoulder could read it.
 */
export function takeWebToken(page: Pick<Window, 'location' | 'history' | 'sessionStorage'>): string {
  const fragment = page.location.hash.slice(1);
  if (fragment !== '' && !fragment.startsWith('/')) {
    page.sessionStorage.setItem(key, fragment);
    page.history.replaceState(null, '', '#/');
  }
  return page.sessionStorage.getItem(key) ?? '';
}
