/** The same key for one helper, however the name was typed: "Awa", "awa" and " AWA ". */
export function helperKey(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('fr');
}

export function isSameHelper(one: string, other: string): boolean {
  return helperKey(one) === helperKey(other);
}

/** Typed names, grouped by helper. */
export interface HelperNames {
  /** The key of the helper who typed this name. */
  readonly of: (name: string) => string;
  /** The spelling typed most often; of equal ones the first in the alphabet, whatever the order of payments. */
  readonly nameOf: (key: string) => string;
}

export function createHelperNames(): HelperNames {
  const spellings = new Map<string, Map<string, number>>();
  return {
    of(name) {
      const key = helperKey(name);
      const typed = spellings.get(key) ?? new Map<string, number>();
      spellings.set(key, typed.set(name.trim(), (typed.get(name.trim()) ?? 0) + 1));
      return key;
    },
    nameOf(key) {
      const typed = [...(spellings.get(key) ?? [])];
      const [most] = typed.sort(([one, times], [other, more]) => more - times || (one < other ? -1 : 1));
      return most?.[0] ?? key;
    },
  };
}
