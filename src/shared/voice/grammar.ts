/** The greatest number of phrases that one session records. */
export const mostPhrases = 140;
/**
 * How to say numbers from `from` to `to`. With a `unit`, a number splits into `count` times the unit and a `rest`. Both
 * may be limited to a range, and the rest to multiples of `by`. `say` lists names of phrases, and numbers that are said
 * by other rules. Those are `#count`, `#rest`, `#whole` (the number without its rest), `#next` (the next whole number
 * above) and `#lack` (what is missing to it). `#own`: the number has its own phrase, named by its digits. In the rules of
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

/** The first matching rule says a number. A number without a matching rule is not said. */
export interface Grammar {
  readonly numbers: readonly Rule[];
  readonly amounts: readonly Rule[];
}

/** A grammar that never ends is a mistake: it says nothing and does not block. */
const mostSaid = 60;
const deepest = 20;

/** The phrases that say a number, in order; null where no rule covers it. */
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

/** The number that a name stands for; null if it is a phrase. */
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

/** The phrases that a grammar needs, each once; null where there are more than `mostPhrases`. */
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
    // A grammar whose thousands match no rule is a mistake too.
    if (found.size > mostPhrases || value - rule.from > step * 10_000) return false;
  }
  return true;
}
