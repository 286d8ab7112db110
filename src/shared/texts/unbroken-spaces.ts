/**
 * French sets a space before : ; ! ? % » and after «, which must never end or begin a line. The catalogues are written
 * with plain spaces, which a reader of the source can see; here they become unbreakable. Without a look behind, which
 * the browsers of older phones cannot even read.
 */
export function unbrokenSpaces(text: string): string {
  return text.replace(/ (?=[:;!?%»])/g, '\u00a0').replace(/« /g, '«\u00a0');
}
