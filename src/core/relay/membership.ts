import { createHash, randomBytes } from 'node:crypto';
import { endpointNames, type EndpointName } from '../../shared/payment/endpoint';
import { utcOffsetMinutes } from '../../shared/settings/settings';
import type { OpeningHours } from '../../shared/silence/opening-hours';
import type { Keyring } from '../intake/keyring';
import type { Clock } from '../ports';
import { providers } from '../providers';
import { createOpener, createSealer, type Opener, type Sealer } from '../sealing/sealed-box';
import type { Secrets } from '../settings/secrets';
import type { SettingsFile } from '../settings/settings-file';

/** This counter's membership at its relay, and what it reports there. */
export interface MembershipParts {
  readonly keyring: Keyring;
  readonly secrets: Pick<Secrets, 'accepted' | 'shut'>;
  readonly pathOf: (endpoint: EndpointName) => string;
  readonly settings: Pick<SettingsFile, 'current'>;
  readonly clock: Pick<Clock, 'now'>;
}

export interface Told {
  readonly body: {
    readonly sealKey: string;
    readonly ownKey: string;
    readonly endpoints: readonly object[];
    /** By the shop's own wall clock; null: always open. */
    readonly hours: (OpeningHours & { readonly utcOffsetMinutes: number }) | null;
    /** The relay removes payers when this shop does; null: by its own rule. */
    readonly retentionMonths: number | null;
  };
  /** Equal for equal secrets, addresses and keys, although sealing gives other bytes each time. */
  readonly digest: string;
}

export const sealKeyName = 'relay-seal';
const tokenKeyName = 'relay-token';
export const ownKeyName = 'relay-own';

/** Authenticates this counter at the relay, which only knows its digest. Rejects with `VaultShut`. */
export async function relayToken(keyring: Keyring): Promise<string> {
  return (await keyring.key(tokenKeyName)).toString('base64url');
}

/** Each relay gets its own token, so that no relay can use it at another. */
export function newRelayToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Only once a relay knows it: the relay before it may still have to be told that this counter leaves. */
export function keepRelayToken(keyring: Keyring, token: string): Promise<void> {
  return keyring.adopt(tokenKeyName, [Buffer.from(token, 'base64url')]);
}

/** The present key first: waiting rows may be sealed to an earlier one. */
export async function relayOpeners(keyring: Keyring): Promise<readonly Opener[]> {
  return (await sealSeeds(keyring)).map(createOpener);
}

/** The seeds of the openers: 32 bytes each. */
export function sealSeeds(keyring: Keyring): Promise<readonly Buffer[]> {
  return keyring.everyKey(sealKeyName);
}

/** A new key: the former one opens nothing that is sealed from now on. */
export async function newSealKey(keyring: Keyring): Promise<void> {
  await keyring.rotate(sealKeyName);
}

/** Seals to the shop's present key: every counter and phone of the shop can read it. */
export async function relaySealer(keyring: Keyring, clock: Pick<Clock, 'now'>): Promise<Sealer> {
  const { publicKey } = createOpener(await keyring.key(sealKeyName));
  return createSealer(publicKey, () => clock.now());
}

/**
 * Digests for a provider that shows its secret; the secret itself, sealed to the relay, for one that signs with it.
 */
export async function whatToTell(
  { keyring, secrets, pathOf, settings, clock }: MembershipParts,
  relayKey: string,
): Promise<Told> {
  const sealer = createSealer(Buffer.from(relayKey, 'base64'), () => clock.now());
  const [opener] = await relayOpeners(keyring);
  const sealKey = opener?.publicKey.toString('base64') ?? '';
  const ownKey = createOpener(await keyring.key(ownKeyName)).publicKey.toString('base64');
  const { openingHours, country, retentionMonths } = settings.current();
  const hours =
    openingHours === null ? null : { ...openingHours, utcOffsetMinutes: utcOffsetMinutes[country] };
  const known = endpointNames.map((endpoint) => {
    const path = sha256(pathOf(endpoint));
    const digests = [...secrets.accepted(endpoint).map(sha256), ...secrets.shut(endpoint).digests];
    return { ...endpoint, path, digests, isShown: showsSecret(endpoint) };
  });
  return {
    body: {
      sealKey,
      ownKey,
      hours,
      retentionMonths,
      endpoints: known.map(({ provider, mode, path, digests, isShown }) => ({
        provider,
        mode,
        path,
        digests: isShown ? digests : [],
        sealed: isShown
          ? []
          : secrets
              .accepted({ provider, mode })
              .map((secret) => sealer.seal(Buffer.from(secret)).toString('base64')),
      })),
    },
    digest: sha256(JSON.stringify([relayKey, sealKey, ownKey, known, hours, retentionMonths])),
  };
}

function showsSecret(endpoint: EndpointName): boolean {
  return providers.find(({ name }) => name === endpoint.provider)?.showsSecret === true;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
