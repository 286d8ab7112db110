import * as v from 'valibot';
import { identityEntries, type Identity } from '../intake/identity';
import { takeKeyByKey } from '../intake/key-by-key';

/** What makes the provider call this counter: paths and secrets. They leave this computer sealed, or not at all. */
export interface Carried {
  readonly identity: Identity;
  /** By name, as the secret store has them: the PIN and the counter's own keys are included. */
  readonly secrets: Readonly<Record<string, string>>;
}

const schema = v.object({
  identity: v.record(v.string(), v.unknown()),
  secrets: v.record(v.string(), v.string()),
});

/**
 * Null for what no Comptoir wrote. The identity's values are checked one by one, because another version may know others.
 */
export function parseCarried(found: unknown): Carried | null {
  const { success, output } = v.safeParse(schema, found);
  if (!success) return null;
  return { secrets: output.secrets, identity: takeKeyByKey(identityEntries, output.identity).value };
}

/** Reads and stores a counter's paths and secrets. */
export interface CarriedPlace {
  /** Throws `VaultShut` where the vault does not open all of it now. */
  read(): Carried;
  /** Stores them for the next start; null: for none. */
  keep(carried: Carried | null): Promise<void>;
}
