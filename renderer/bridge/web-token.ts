const key = 'comptoir-token';

/**
 * The token that `headless` prints behind the address's #. The tab keeps it, so that a reload works without the
 * terminal. It is removed from the address bar, where a bystander could read it.
 */
export function takeWebToken(page: Pick<Window, 'location' | 'history' | 'sessionStorage'>): string {
  if (bringsToken(page)) {
    page.sessionStorage.setItem(key, page.location.hash.slice(1));
    page.history.replaceState(null, '', '#/');
  }
  return page.sessionStorage.getItem(key) ?? '';
}

/**
 * After a restart of the core, its new address differs only behind the #, so the browser does not reload the page by
 * itself: reload it here, so that it uses the new token.
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

/** A view's address begins with a slash, a token does not. */
function bringsToken({ location }: Pick<Window, 'location'>): boolean {
  const fragment = location.hash.slice(1);
  return fragment !== '' && !fragment.startsWith('/');
}
