/** A catalogue with each string changed, also in the sentences that its functions return. */
export function inEveryString<Texts>(texts: Texts, change: (text: string) => string): Texts {
  return changed(texts, change) as Texts; // every string stays a string, so the shape is unchanged
}

function changed(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (typeof value === 'function')
    return (...words: unknown[]): unknown => changed(Reflect.apply(value, undefined, words), change);
  if (Array.isArray(value)) return value.map((inner) => changed(inner, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, changed(inner, change)]));
}
