import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  bundlePlace,
  pairingCodeBytes,
  pairingLabels,
  pairingSecretBytes,
  phoneLink,
  type ListedPhone,
  type PhoneBundle,
  type PhoneOffer,
} from '../../shared/phones/phone-pairing';
import type { Preferences } from '../../shared/settings/preferences';
import type { Keyring } from '../intake/keyring';
import { openBytes, sealBytes } from '../sealing/pass-phrase';
import { serialQueue } from '../storage/serial-queue';
import { createSealer, isPublicKey, privateKeyOf } from '../sealing/sealed-box';
import type { Clock } from '../ports';
import { newSealKey, sealSeeds, sha256 } from './membership';
import { RelayRefusal, type RelayClient, type StoredPhone } from './relay-client';

export interface PhonesParts {
  readonly keyring: Keyring;
  readonly preferences: () => Pick<Preferences, 'shopName' | 'language' | 'country'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Rejects with `RelayRefusal` where this shop has no relay. */
  readonly client: () => Promise<RelayClient>;
  readonly origin: () => string;
  /** Tells the relay what has changed; resolves once the relay accepted it. */
  readonly tell: (client: RelayClient) => Promise<void>;
}

/** The owner's phones, which read at the relay. All methods reject with `RelayRefusal` or `VaultShut`. */
export interface Phones {
  list(): Promise<readonly ListedPhone[]>;
  /** Lets one more phone in, for ten minutes. */
  offer(name: string): Promise<PhoneOffer>;
  withdraw(): Promise<void>;
  /**
   * The phone is refused from now on and cannot open anything new: the shop gets another key and gives it to the other
   * phones.
   */
  remove(id: string): Promise<void>;
}

const offerMs = 10 * 60_000;
export const phonesKeyName = 'relay-phones';

export function createPhones(parts: PhonesParts): Phones {
  const { keyring, clock } = parts;
  /** In the order of the requests, so that withdrawing one link late does not withdraw the next. */
  const queued = serialQueue();
  const offer = async (name: string): Promise<PhoneOffer> => {
    const [client, key] = [await parts.client(), await keyring.key(phonesKeyName)];
    const id = randomBytes(9).toString('base64url');
    const secret = offerSecret(key, id);
    const code = derived(secret, pairingLabels.code, pairingCodeBytes).toString('base64url');
    const bundle = sealBytes(
      derived(secret, pairingLabels.bundle, pairingSecretBytes),
      Buffer.from(JSON.stringify(await bundleOf(parts))),
      bundlePlace,
    );
    await client.offerPhone({
      phone: id,
      codeSha256: sha256(code),
      bundle: bundle.toString('base64'),
      name: sealBytes(key, Buffer.from(name), namePlace(id)).toString('base64'),
    });
    const expiresAt = new Date(clock.now() + offerMs).toISOString();
    return { id, expiresAt, link: phoneLink(parts.origin(), secret.toString('base64url')) };
  };
  return {
    async list() {
      const [client, key] = [await parts.client(), await keyring.key(phonesKeyName)];
      return (await client.phones()).map(({ phone: id, name, addedAt, heardAt }) => ({
        id,
        addedAt,
        heardAt,
        name: openBytes(key, Buffer.from(name, 'base64'), namePlace(id))?.toString() ?? '',
      }));
    },
    offer: (name) => queued(() => offer(name)),
    withdraw: () => queued(async () => (await parts.client()).withdrawPhoneOffer()),
    async remove(id) {
      const client = await parts.client();
      // Ask the relay first, so that no key is renewed while it does not answer.
      await client.key();
      // Renew the key first: if this computer stops in between, the phone is still listed and can be removed again.
      await newSealKey(keyring);
      await client.removePhone(id);
      await parts.tell(client);
    },
  };
}

/** What each authenticated phone may open from now on, sealed to that phone. */
export async function bundlesFor(
  parts: Pick<PhonesParts, 'keyring' | 'preferences' | 'clock'>,
  client: RelayClient,
): Promise<readonly { readonly phone: string; readonly bundle: string }[]> {
  const phones = await client.phones().catch((error: unknown) => {
    // A relay of an older version has none.
    if (error instanceof RelayRefusal && error.status === 404) return [];
    throw error;
  });
  if (phones.length === 0) return [];
  const key = await parts.keyring.key(phonesKeyName);
  const plain = Buffer.from(JSON.stringify(await bundleOf(parts)));
  return phones.filter(isProven(key)).map(({ phone, publicKey }) => ({
    phone,
    bundle: createSealer(Buffer.from(publicKey, 'base64'), () => parts.clock.now())
      .seal(plain)
      .toString('base64'),
  }));
}

/** A digest of the bundle's other content: a change is sent again. */
export function cardDigest({ shopName, language, country }: ReturnType<PhonesParts['preferences']>): string {
  return sha256(JSON.stringify([shopName, language, country]));
}

async function bundleOf({
  keyring,
  preferences,
}: Pick<PhonesParts, 'keyring' | 'preferences'>): Promise<PhoneBundle> {
  const { shopName, language, country } = preferences();
  return { shopName, language, country, keys: (await sealSeeds(keyring)).map(privateKeyOf) };
}

/** A hostile relay could offer its own key: it cannot prove it, because it has never seen the secret. */
function isProven(key: Buffer): (phone: StoredPhone) => boolean {
  return ({ phone, publicKey, proof }) => {
    const told = Buffer.from(publicKey, 'base64');
    const expected = createHmac(
      'sha256',
      derived(offerSecret(key, phone), pairingLabels.proof, pairingSecretBytes),
    )
      .update(told)
      .digest();
    const given = Buffer.from(proof, 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected) && isPublicKey(told);
  };
}

function offerSecret(key: Buffer, id: string): Buffer {
  return derived(key, `comptoir phone offer ${id}`, pairingSecretBytes);
}

function derived(from: Buffer, label: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', from, '', label, bytes));
}

function namePlace(id: string): string {
  return `the name of phone ${id}`;
}
