/**
 * Text from outside, made safe to show in other programs: one short line, without control, bidirectional or invisible
 * characters, and without characters that notification daemons read as markup.
 */
export function printable(text: string, longest: number): string {
  const harmless = text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Z}<>&]+/gu, ' ')
    .replace(/\p{M}{3,}/gu, '')
    .trim();
  const characters = Array.from(harmless);
  return characters.length <= longest ? harmless : `${characters.slice(0, longest - 1).join('')}…`;
}
