import * as v from 'valibot';
import { identityEntries, type Identity } from '../intake/identity';
import { takeKeyByKey } from '../intake/key-by-key';

/** What makes a counter the one that its provider calls. It leaves this computer sealed, or not at all. */
export interface Carried {
  readonly identity: Identity;
  /** By name, as the secret store has them: the PIN and the counter's own keys too. */
  readonly secrets: Readonly<Record<string, string>>;
}

const schema = v.object({
  identity: v.record(v.string(), v.unknown()),
  secrets: v.record(v.string(), v.string()),
});

/** Null for what no Comptoir wrote. Of the identity, each value by itself: a newer or an older version may know others. */
export function parseCarried(found: unknown): Carried | null {
  const { success, output } = v.safeParse(schema, found);
  if (!success) return null;
  return { secrets: output.secrets, identity: takeKeyByKey(identityEntries, output.identity).value };
}

/** Where a counter's own things are had from and given to. */
export interface CarriedPlace {
  /** Throws `VaultShut` where the vault does not open all of it now. */
  read(): Carried;
  /** For the next start, which takes them; null: it takes none. */
  keep(carried: Carried | null): Promise<void>;
}
