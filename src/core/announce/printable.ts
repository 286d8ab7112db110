/**
 * Text of a stranger, fit to be shown outside our own window: one short line, without characters that act (control,
 * bidirectional, invisible) and without those that notification daemons read as markup.
 */
export function printable(text: string, longest: number): string {
  const harmless = text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Z}<>&]+/gu, ' ')
    .replace(/\p{M}{3,}/gu, '')
    .trim();
  const characters = Array.from(harmless);
  return characters.length <= longest ? harmless : `${characters.slice(0, longest - 1).join('')}…`;
}
