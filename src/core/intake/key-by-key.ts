import * as v from 'valibot';

type Entries = Readonly<Record<string, v.GenericSchema>>;

export interface TakenKeys<T> {
  readonly value: T;
  /** Names whose value was present but invalid. */
  readonly refused: readonly string[];
}

/**
 * Parses each value by itself, so that a bad one only falls back to its own default. Each entry must have a default.
 */
export function takeKeyByKey<const T extends Entries>(
  entries: T,
  found: Readonly<Record<string, unknown>>,
): TakenKeys<v.InferOutput<v.ObjectSchema<T, undefined>>> {
  const refused: string[] = [];
  const value = Object.fromEntries(
    Object.entries(entries).map(([name, entry]) => {
      const taken = v.safeParse(entry, found[name]);
      if (!taken.success) refused.push(name);
      return [name, taken.success ? taken.output : v.parse(entry, undefined)];
    }),
  );
  // Every entry's name, with what its own schema gave.
  return { refused, value: value as v.InferOutput<v.ObjectSchema<T, undefined>> };
}
