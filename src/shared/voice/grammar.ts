/** As many phrases as one sitting records. */
export const mostPhrases = 140;
/**
 * How numbers between `from` and `to` are said. With a `unit` a number is so many of it (`count`) and a `rest`, and both may be
 * asked for in a range, the rest also as a multiple of `by`. What is said, in this order, are names of phrases, and numbers that
 * are said by the rules in their turn: `#count`, `#rest`, `#whole` (the number without its rest), `#next` (the next whole one
 * above) and `#lack` (what is missing to that). `#own`: the number has a phrase of its own, named by its digits. In the rules of
 * amounts `#number` is the number itself.
 */
export interface Rule {
  readonly from: number;
  readonly to: number;
  readonly unit?: number;
  readonly count?: Readonly<Record<'from' | 'to', number>>;
  readonly rest?: Readonly<Record<'from' | 'to', number>> & { readonly by?: number };
  readonly say: readonly string[];
}

/** The first rule that fits says a number; numbers without one are not said. */
export interface Grammar {
  readonly numbers: readonly Rule[];
  readonly amounts: readonly Rule[];
}

/** A grammar that leads nowhere is somebody's mistake: it says nothing, and holds nothing up. */
const mostSaid = 60;
const deepest = 20;

/** The phrases that say a number, in order; null where the grammar has no words for it. */
export function sayNumber(value: number, { numbers }: Grammar): readonly string[] | null {
  return said(value, numbers, numbers, deepest);
}

/** The same with the currency. */
export function sayAmount(amountXof: number, { numbers, amounts }: Grammar): readonly string[] | null {
  return said(amountXof, amounts, numbers, deepest);
}

function said(
  value: number,
  rules: readonly Rule[],
  numbers: readonly Rule[],
  depth: number,
): readonly string[] | null {
  if (!Number.isSafeInteger(value) || depth === 0) return null;
  const rule = rules.find((one) => fits(value, one));
  if (rule === undefined) return null;
  const phrases: string[] = [];
  for (const token of rule.say) {
    const number = numberAt(token, value, rule);
    const next =
      number === null
        ? [token === '#own' ? String(value) : token]
        : said(number, numbers, numbers, depth - 1);
    if (next === null || phrases.length + next.length > mostSaid) return null;
    phrases.push(...next);
  }
  return phrases;
}

function fits(value: number, { from, to, unit = 1, count, rest }: Rule): boolean {
  const left = value % unit;
  return (
    isWithin(value, { from, to }) &&
    (count === undefined || isWithin(Math.floor(value / unit), count)) &&
    (rest === undefined || (isWithin(left, rest) && left % (rest.by ?? 1) === 0))
  );
}

function isWithin(value: number, { from, to }: Readonly<Record<'from' | 'to', number>>): boolean {
  return value >= from && value <= to;
}

/** The number that a place means; null if it is a phrase. */
function numberAt(token: string, value: number, { unit = 1 }: Rule): number | null {
  const rest = value % unit;
  switch (token) {
    case '#number':
      return value;
    case '#count':
      return Math.floor(value / unit);
    case '#rest':
      return rest;
    case '#whole':
      return value - rest;
    case '#next':
      return value - rest + unit;
    case '#lack':
      return unit - rest;
    default:
      return null;
  }
}

/** The phrases that a grammar needs, each once; null where they are more than `mostPhrases`. */
export function phrasesIn({ numbers, amounts }: Grammar): readonly string[] | null {
  const found = new Set<string>();
  for (const rule of [...numbers, ...amounts])
    for (const token of rule.say) {
      if (!token.startsWith('#')) found.add(token);
      if (token === '#own' && !addOwn(rule, found)) return null;
    }
  return found.size > mostPhrases ? null : [...found];
}

function addOwn(rule: Rule, found: Set<string>): boolean {
  const isWhole = rule.unit !== undefined && rule.rest?.to === 0;
  const step = isWhole ? (rule.unit ?? 1) : 1;
  for (let value = Math.ceil(rule.from / step) * step; value <= rule.to; value += step) {
    if (fits(value, rule)) found.add(String(value));
    // Thousands that fit none are no less a mistake.
    if (found.size > mostPhrases || value - rule.from > step * 10_000) return false;
  }
  return true;
}
