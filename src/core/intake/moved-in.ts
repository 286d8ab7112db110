import { parseCarried, type Carried, type CarriedPlace } from '../backup/carried-identity';
import type { Log, SecretName, SecretStore } from '../ports';
import { VaultShut } from '../settings/vault';
import { stricterPins, type Identity, type IdentityFile } from './identity';

/**
 * A name among the secrets, so that the vault encrypts it where there is one: what a copy from another computer carried.
 */
const place: SecretName = 'moved-in';

export function createCarriedPlace(store: SecretStore, identity: () => Identity): CarriedPlace {
  return {
    read() {
      if (store.isShut()) throw new VaultShut();
      const { [place]: _waiting, ...secrets } = store.all();
      return { identity: identity(), secrets };
    },
    async keep(carried) {
      if (carried !== null || store.read(place).kind !== 'absent')
        await store.set(place, carried === null ? null : JSON.stringify(carried));
    },
  };
}

export interface MovedInParts {
  readonly store: SecretStore;
  readonly identity: IdentityFile;
  readonly log: Log;
  /** Whether the restore of its data was given up: then what it carried is discarded. */
  readonly isGivenUp: boolean;
}

/**
 * Call it before the secrets are read. It takes over the identity and secrets that the restored copy carried. After an
 * interruption the next start does it again. If this already is the same counter, its own values are at least as new and
 * stay: the provider's calls would be refused with an older secret.
 */
export async function takeMovedIn({ store, identity, log, isGivenUp }: MovedInParts): Promise<void> {
  const answer = store.read(place);
  if (answer.kind !== 'opened') return;
  const moved = isGivenUp ? null : carriedIn(answer.value);
  try {
    if (moved !== null) await take(moved, store, identity);
    await store.set(place, null);
  } catch (error) {
    log(`what a copy carried is taken with the next start: ${String(error)}`);
  }
}

async function take(moved: Carried, store: SecretStore, identity: IdentityFile): Promise<void> {
  const isSame = isSameCounter(moved.identity, identity.current());
  for (const [name, value] of Object.entries(moved.secrets))
    if (!isSame || store.read(name as SecretName).kind === 'absent')
      await store.set(name as SecretName, value); // a name that a secret store gave, here or of another version
  await identity.change((before) =>
    isSame ? { ...before, addressLostAt: moved.identity.addressLostAt } : movedTo(moved.identity, before),
  );
}

function isSameCounter(one: Identity, other: Identity): boolean {
  return Object.entries(one.pathSegments).some(([name, segment]) => other.pathSegments[name] === segment);
}

/** Keep what belongs to this computer: its port, the counts of wrong PINs, and the latest time ever seen. */
function movedTo(moved: Identity, before: Identity): Identity {
  const latestAt =
    [moved.latestAt, before.latestAt]
      .filter((at) => at !== null)
      .sort()
      .at(-1) ?? null;
  return stricterPins({ ...moved, port: before.port, latestAt }, before);
}

function carriedIn(text: string): Carried | null {
  try {
    return parseCarried(JSON.parse(text));
  } catch {
    return null; // not written by Comptoir
  }
}
