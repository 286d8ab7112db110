import { createHash } from 'node:crypto';
import { endpointNames, type EndpointName } from '../../shared/payment/endpoint';
import type { Keyring } from '../intake/keyring';
import type { Clock } from '../ports';
import { providers } from '../providers';
import { createOpener, createSealer, type Opener } from '../sealing/sealed-box';
import type { Secrets } from '../settings/secrets';

/** What this counter is at its relay, and what it tells of itself there. */
export interface MembershipParts {
  readonly keyring: Keyring;
  readonly secrets: Pick<Secrets, 'accepted' | 'shut'>;
  readonly pathOf: (endpoint: EndpointName) => string;
  readonly clock: Pick<Clock, 'now'>;
}

export interface Told {
  readonly body: { readonly sealKey: string; readonly endpoints: readonly object[] };
  /** The same for the same secrets, addresses and keys, though sealing makes other bytes each time. */
  readonly digest: string;
}

const sealKeyName = 'relay-seal';
const tokenKeyName = 'relay-token';

/** What proves this counter at the relay, which knows its digest alone. Rejects with `VaultShut`. */
export async function relayToken(keyring: Keyring): Promise<string> {
  return (await keyring.key(tokenKeyName)).toString('base64url');
}

/** Another one for another relay: the one before must not be able to use it there. */
export async function newRelayToken(keyring: Keyring): Promise<string> {
  return (await keyring.rotate(tokenKeyName)).toString('base64url');
}

/** The present key first: rows may wait that were sealed to one before it. */
export async function relayOpeners(keyring: Keyring): Promise<readonly Opener[]> {
  return (await keyring.everyKey(sealKeyName)).map(createOpener);
}

/** Digests where the provider shows its secret; the secret, sealed to the relay, where it signs with it. */
export async function whatToTell(
  { keyring, secrets, pathOf, clock }: MembershipParts,
  relayKey: string,
): Promise<Told> {
  const sealer = createSealer(Buffer.from(relayKey, 'base64'), () => clock.now());
  const [opener] = await relayOpeners(keyring);
  const sealKey = opener?.publicKey.toString('base64') ?? '';
  const known = endpointNames.map((endpoint) => {
    const path = sha256(pathOf(endpoint));
    const digests = [...secrets.accepted(endpoint).map(sha256), ...secrets.shut(endpoint).digests];
    return { ...endpoint, path, digests, isShown: showsSecret(endpoint) };
  });
  return {
    body: {
      sealKey,
      endpoints: known.map(({ provider, mode, path, digests, isShown }) => ({
        ...{ provider, mode, path },
        digests: isShown ? digests : [],
        sealed: isShown
          ? []
          : secrets
              .accepted({ provider, mode })
              .map((secret) => sealer.seal(Buffer.from(secret)).toString('base64')),
      })),
    },
    digest: sha256(JSON.stringify([relayKey, sealKey, known])),
  };
}

function showsSecret(endpoint: EndpointName): boolean {
  return providers.find(({ name }) => name === endpoint.provider)?.showsSecret === true;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
