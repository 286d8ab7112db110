/**
 * Whether the page at this address shows new payments: the counter or the list. On other screens nobody has seen them.
 */
export function showsPayments(url: string): boolean {
  const [, fragment = ''] = url.split('#');
  const [name = ''] = fragment.replace(/^\//, '').split('/');
  return ['', 'paid', 'payments'].includes(name);
}
