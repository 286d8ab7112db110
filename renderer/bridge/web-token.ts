const key = 'comptoir-token';

/**
 * The token that `headless` prints behind the address's #. It is kept for the life of the tab, so that a reload needs no
 * second look at the terminal, and leaves the address bar, where a shoulder could read it.
 */
export function takeWebToken(page: Pick<Window, 'location' | 'history' | 'sessionStorage'>): string {
  if (bringsToken(page)) {
    page.sessionStorage.setItem(key, page.location.hash.slice(1));
    page.history.replaceState(null, '', '#/');
  }
  return page.sessionStorage.getItem(key) ?? '';
}

/**
 * The address of a core that was started anew, pasted into a tab of the one before, is the same page for a browser: it is
 * loaded again, so that it speaks with the new key.
 */
export function reloadForNewToken(
  page: Pick<Window, 'location' | 'history' | 'sessionStorage' | 'addEventListener'>,
): void {
  page.addEventListener('hashchange', () => {
    if (!bringsToken(page)) return;
    takeWebToken(page);
    page.location.reload();
  });
}

/** A place in the window begins with a slash. */
function bringsToken({ location }: Pick<Window, 'location'>): boolean {
  const fragment = location.hash.slice(1);
  return fragment !== '' && !fragment.startsWith('/');
}
