/** Whether the page at this address shows what came in: the counter or the list. On any other screen nobody has seen it. */
export function showsPayments(url: string): boolean {
  const [, fragment = ''] = url.split('#');
  const [name = ''] = fragment.replace(/^\//, '').split('/');
  return ['', 'paid', 'payments'].includes(name);
}
