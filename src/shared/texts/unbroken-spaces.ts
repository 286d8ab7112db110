/**
 * French sets a space before : ; ! ? » and after «, which must never end or begin a line. The catalogue is written with
 * plain spaces, which a reader of the source can see; here they become unbreakable, also in sentences made by functions.
 */
export function unbrokenSpaces<Texts>(texts: Texts): Texts {
  return mapped(texts) as Texts; // every string stays a string, so the shape is unchanged
}

function mapped(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/ (?=[:;!?»])|(?<=«) /g, '\u00a0');
  if (typeof value === 'function')
    return (...words: unknown[]): unknown => mapped(Reflect.apply(value, undefined, words));
  if (Array.isArray(value)) return value.map(mapped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapped(inner)]));
}
