/** One helper, however the name was typed: "Awa", "awa" and " AWA " are the same person. */
export function helperKey(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('fr');
}

export function isSameHelper(one: string, other: string): boolean {
  return helperKey(one) === helperKey(other);
}

/** Names as they were typed, put together by person. */
export interface HelperNames {
  /** The key of the person who typed this name. */
  readonly of: (name: string) => string;
  /** As it was typed most often; of equals the first in the alphabet, so that no order of payments changes it. */
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
