import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import {
  bundlePlace,
  pairingCodeBytes,
  pairingLabels,
  pairingSecretBytes,
  pairingSecretIn,
  phoneBundle,
  phonePagePath,
} from '../../shared/phones/phone-pairing';
import { sha256 } from '../relay/membership';
import { RelayRefusal, type RelayClient } from '../relay/relay-client';
import { openBytes } from '../sealing/pass-phrase';
import { createOpener } from '../sealing/sealed-box';
import type { ShopKeys } from './shop-keys';

export interface PairingLink {
  readonly origin: string;
  readonly secret: Buffer;
}

/** The link in the QR that a shop shows for a phone; null where it is none. Plain HTTP only on this computer. */
export function pairingLinkIn(pasted: string): PairingLink | null {
  const text = pasted.trim();
  const secret = pairingSecretIn(text);
  if (secret === null || !URL.canParse(text)) return null;
  const { protocol, hostname, origin, pathname } = new URL(text);
  const isSafe =
    protocol === 'https:' || (protocol === 'http:' && /^(127\.0\.0\.1|localhost)$/.test(hostname));
  return isSafe && `${pathname}/`.startsWith(phonePagePath)
    ? { origin, secret: Buffer.from(secret, 'base64url') }
    : null;
}

/** Rejects with `RelayRefusal`: with 403 where the link was used, or is too old. */
export async function comeIn({ origin, secret }: PairingLink, client: RelayClient): Promise<ShopKeys> {
  const own = randomBytes(32);
  const token = randomBytes(32).toString('base64url');
  const { publicKey } = createOpener(own);
  const { shop, bundle } = await client.comeIn({
    code: derived(secret, pairingLabels.code, pairingCodeBytes).toString('base64url'),
    tokenSha256: sha256(token),
    publicKey: publicKey.toString('base64'),
    proof: createHmac('sha256', derived(secret, pairingLabels.proof, pairingSecretBytes))
      .update(publicKey)
      .digest('base64'),
  });
  const key = derived(secret, pairingLabels.bundle, pairingSecretBytes);
  const plain = openBytes(key, Buffer.from(bundle, 'base64'), bundlePlace);
  const id = sha256(`${origin} ${shop}`).slice(0, 16);
  return { id, origin, shop, token, own: own.toString('base64'), bundle: null, ...readBundle(plain) };
}

/** The same shop with the keys of a new bundle; null where the bundle is not for this computer. */
export function withBundle(before: ShopKeys, bundle: string): ShopKeys | null {
  const plain = createOpener(Buffer.from(before.own, 'base64')).open(Buffer.from(bundle, 'base64'));
  if (plain === null) return null;
  const { card, keys } = readBundle(plain);
  // Earlier rows may be sealed to a key that the counter has since deleted.
  const former = before.keys.filter((key) => !keys.includes(key)).slice(0, mostFormer);
  return { ...before, bundle, card, keys: [...keys, ...former] };
}

/** One key a month and more: rows from before this month are not read. */
const mostFormer = 20;

function readBundle(plain: Buffer | null): Pick<ShopKeys, 'card' | 'keys'> {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), phoneBundle), plain?.toString());
  if (!parsed.success) throw new RelayRefusal(null, 'a bundle of another kind');
  const { keys, ...card } = parsed.output;
  return { card, keys: keys.map(({ d }) => d) };
}

function derived(from: Buffer, label: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', from, '', label, bytes));
}
