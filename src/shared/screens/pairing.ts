import { fromBase64url, toBase64url } from './base64url';
import {
  agree,
  deriveKey,
  digestOf,
  isSame,
  keyBytes,
  macOf,
  type KeyPair,
  type RandomBytes,
} from './screen-crypto';

/**
 * How a new screen and the hub agree on a key. By QR: both know its secret and prove it. By six digits: each end shows
 * its digits, and a person compares them. A program between the two ends never learns the key.
 */

export const offerIdBytes = 8;
export const offerSecretBytes = 16;

/** The content of the QR, in the part of the address that browsers never send. */
export interface Offer {
  readonly id: Uint8Array;
  readonly secret: Uint8Array;
}

export function createOffer(random: RandomBytes): Offer {
  return { id: random(offerIdBytes), secret: random(offerSecretBytes) };
}

export function offerText({ id, secret }: Offer): string {
  return toBase64url(new Uint8Array([...id, ...secret]));
}

export function parseOffer(text: string): Offer | null {
  const bytes = fromBase64url(text);
  if (bytes?.length !== offerIdBytes + offerSecretBytes) return null;
  return { id: bytes.slice(0, offerIdBytes), secret: bytes.slice(offerIdBytes) };
}

/** One side's half of the exchange, in base64url. */
export interface Half {
  readonly publicKey: string;
  readonly nonce: string;
}

export interface ProvenHalf extends Half {
  readonly proof: string;
}

/** `second`: for the hub's proof, the screen's half that it answers. */
export function proveHalf(secret: Uint8Array, half: Half, second?: Half): ProvenHalf | null {
  const parts = bytesOfHalves(second === undefined ? [half] : [half, second]);
  const label = second === undefined ? 'screen' : 'hub';
  return parts === null ? null : { ...half, proof: toBase64url(macOf(secret, label, ...parts)) };
}

export function isProven(secret: Uint8Array, { proof, ...half }: ProvenHalf, second?: Half): boolean {
  const expected = proveHalf(secret, half, second);
  const [given, due] = [fromBase64url(proof), fromBase64url(expected?.proof ?? '')];
  return given?.length === keyBytes && due !== null && isSame(given, due);
}

/** The device's key, and a code that a person compares in case somebody else was faster. */
export interface Paired {
  readonly key: Uint8Array;
  readonly code: string;
}

/** Null where a half is malformed. */
export function pairByOffer(secret: Uint8Array, own: KeyPair, screen: Half, hub: Half): Paired | null {
  return paired('offer', own, screen, hub, secret, 2);
}

/** The hub commits to its nonce before it sees the screen's, so it cannot choose a matching one. */
export function commitment(hub: Half, screenPublicKey: string): string | null {
  const parts = [hub.publicKey, screenPublicKey, hub.nonce].map(fromBase64url);
  return parts.every((part) => part !== null) ? toBase64url(digestOf('commit', ...parts)) : null;
}

export function isCommitted(given: string, hub: Half, screenPublicKey: string): boolean {
  const [said, due] = [fromBase64url(given), fromBase64url(commitment(hub, screenPublicKey) ?? '')];
  return said?.length === keyBytes && due !== null && isSame(said, due);
}

/** Six digits. They are the same at both ends only where no program stands between them. */
export function pairByDigits(own: KeyPair, screen: Half, hub: Half): Paired | null {
  return paired('digits', own, screen, hub, new Uint8Array(), 6);
}

function paired(
  way: 'offer' | 'digits',
  own: KeyPair,
  screen: Half,
  hub: Half,
  secret: Uint8Array,
  digits: number,
): Paired | null {
  const parts = bytesOfHalves([screen, hub]);
  if (parts === null) return null;
  const [ofScreen, , ofHub] = parts;
  const theirs = isSame(own.public, ofScreen) ? ofHub : ofScreen;
  const shared = agree(own.secret, theirs);
  if (shared === null) return null;
  const key = deriveKey(`device by ${way}`, new Uint8Array([...secret, ...shared]), ...parts);
  const seen = digestOf(`code by ${way}`, ...parts);
  const number = new DataView(seen.buffer, seen.byteOffset).getUint32(0) % 10 ** digits;
  return { key, code: String(number).padStart(digits, '0') };
}

type FourParts = readonly [Uint8Array, Uint8Array, Uint8Array, Uint8Array];

function bytesOfHalves(halves: readonly [Half] | readonly [Half, Half]): FourParts | null {
  const [first, second = first] = halves;
  const [a, b, c, d] = [first.publicKey, first.nonce, second.publicKey, second.nonce].map(fromBase64url);
  if (a == null || b == null || c == null || d == null) return null;
  return a.length === keyBytes && c.length === keyBytes ? [a, b, c, d] : null;
}
