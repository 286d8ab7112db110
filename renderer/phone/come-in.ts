import * as v from 'valibot';
import {
  bundlePlace,
  pairingCodeBytes,
  pairingLabels,
  pairingSecretBytes,
  phoneBundle,
} from '../../src/shared/phones/phone-pairing';
import type { ShopCard } from '../../src/shared/phones/told-shop';
import {
  createBoxOpener,
  fromBase64,
  hkdf,
  importOwnKey,
  makeOwnKey,
  toBase64,
  toBase64Url,
  type OwnKey,
} from './open-sealed';
import { RelayRefusal, type RelayQuestions } from './relay-questions';

/** What a phone stores of one shop: its token for the relay, and the keys of the shop's rows. */
export interface ShopKeys {
  /** The shop's number at the relay. */
  readonly shop: number;
  readonly phone: string;
  readonly token: string;
  /** This phone's own key: the shop's other keys arrive sealed to it. */
  readonly own: OwnKey;
  readonly keys: readonly OwnKey[];
  readonly card: ShopCard;
  /** The last opened bundle, to recognise a new one. */
  readonly bundle: string | null;
}

const nonceBytes = 12;

/** Rejects with `RelayRefusal`: with 403 where the QR was used, or is too old. */
export async function comeIn(relay: RelayQuestions, pairingSecret: string): Promise<ShopKeys> {
  const secret = fromBase64(pairingSecret);
  const [code, bundleKey, proofKey] = await Promise.all([
    hkdf(secret, pairingLabels.code, pairingCodeBytes),
    hkdf(secret, pairingLabels.bundle, pairingSecretBytes),
    hkdf(secret, pairingLabels.proof, pairingSecretBytes),
  ]);
  const own = await makeOwnKey();
  const token = toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  const hmac = await crypto.subtle.importKey('raw', proofKey, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  const proof = new Uint8Array(await crypto.subtle.sign('HMAC', hmac, own.public));
  const { shop, phone, bundle } = await relay.comeIn({
    code: toBase64Url(code),
    tokenSha256: Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join(''),
    publicKey: toBase64(own.public),
    proof: toBase64(proof),
  });
  const sealed = fromBase64(bundle);
  const opened = await crypto.subtle
    .decrypt(
      {
        name: 'AES-GCM',
        iv: sealed.slice(0, nonceBytes),
        additionalData: new TextEncoder().encode(bundlePlace),
      },
      await crypto.subtle.importKey('raw', bundleKey, 'AES-GCM', false, ['decrypt']),
      sealed.slice(nonceBytes),
    )
    .catch((error: unknown) => {
      throw new RelayRefusal(null, error);
    });
  return { shop, phone, token, own, bundle: null, ...(await readBundle(new Uint8Array(opened))) };
}

/** The same shop with the keys of a new bundle; null where the bundle is not for this phone. */
export async function withBundle(shop: ShopKeys, bundle: string): Promise<ShopKeys | null> {
  const opened = await createBoxOpener([shop.own]).open(fromBase64(bundle));
  if (opened === null) return null;
  const { keys, card } = await readBundle(opened);
  // Earlier rows may be sealed to a key that the counter has since deleted.
  const before = shop.keys.filter(
    (old) => !keys.some((key) => toBase64(key.public) === toBase64(old.public)),
  );
  return { ...shop, bundle, card, keys: [...keys, ...before] };
}

async function readBundle(plain: Uint8Array): Promise<Pick<ShopKeys, 'keys' | 'card'>> {
  const parsed = v.safeParse(phoneBundle, JSON.parse(new TextDecoder().decode(plain)));
  if (!parsed.success) throw new RelayRefusal(null, 'a bundle of another kind');
  const { keys, ...card } = parsed.output;
  return { card, keys: await Promise.all(keys.map(importOwnKey)) };
}
