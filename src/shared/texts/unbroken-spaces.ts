/**
 * French sets a space before : ; ! ? % », after « and between the digits of a number, where a line must not break. The catalogues use plain spaces, which
 * are visible in the source; here they become unbreakable. The pattern has no lookbehind, because browsers of older
 * phones cannot parse one.
 */
export function unbrokenSpaces(text: string): string {
  return text
    .replace(/ (?=[:;!?%»])/g, '\u00a0')
    .replace(/« /g, '«\u00a0')
    .replace(/(\d) (?=\d{3}\b|F\b)/g, '$1\u00a0');
}
