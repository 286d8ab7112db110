import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { x25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToUtf8, equalBytes, utf8ToBytes } from '@noble/ciphers/utils.js';

/**
 * The cryptographic steps of the screens, the same code at both ends. A page over plain HTTP has no `crypto.subtle`, and
 * Electron 25 has no ChaCha20-Poly1305.
 */

/** From the platform's own source of randomness. */
export type RandomBytes = (length: number) => Uint8Array;

export const keyBytes = 32;

export interface KeyPair {
  readonly secret: Uint8Array;
  readonly public: Uint8Array;
}

export function createKeyPair(random: RandomBytes): KeyPair {
  const secret = random(keyBytes);
  return { secret, public: x25519.getPublicKey(secret) };
}

/** X25519; null for a public key that gives no secret. */
export function agree(secret: Uint8Array, theirPublic: Uint8Array): Uint8Array | null {
  try {
    return x25519.getSharedSecret(secret, theirPublic);
  } catch {
    return null; // a point of low order, or a wrong length
  }
}

/** Each part follows its length, so that no two lists of parts give the same bytes. */
function joined(label: string, parts: readonly Uint8Array[]): Uint8Array {
  const all = [utf8ToBytes(label), ...parts];
  const whole = new Uint8Array(all.reduce((length, part) => length + part.length + 2, 0));
  let at = 0;
  for (const part of all) {
    whole.set([part.length >> 8, part.length & 255], at);
    whole.set(part, at + 2);
    at += part.length + 2;
  }
  return whole;
}

export function digestOf(label: string, ...parts: readonly Uint8Array[]): Uint8Array {
  return sha256(joined(label, parts));
}

export function macOf(key: Uint8Array, label: string, ...parts: readonly Uint8Array[]): Uint8Array {
  return hmac(sha256, key, joined(label, parts));
}

export function deriveKey(label: string, from: Uint8Array, ...salt: readonly Uint8Array[]): Uint8Array {
  return hkdf(sha256, from, joined('', salt), utf8ToBytes(label), keyBytes);
}

/** Takes the same time wherever they differ. */
export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return equalBytes(a, b);
}

/** A message before encryption: encoded once, however many ends receive it. */
export function encodeMessage(message: unknown): Uint8Array {
  return utf8ToBytes(JSON.stringify(message));
}

/** A key must encrypt each number only once. */
export function encryptMessage(key: Uint8Array, number: number, encoded: Uint8Array): Uint8Array {
  return chacha20poly1305(key, nonceOf(number)).encrypt(encoded);
}

/** Undefined where it was not encrypted with this key and number. */
export function decryptMessage(key: Uint8Array, number: number, cipher: Uint8Array): unknown {
  try {
    return JSON.parse(bytesToUtf8(chacha20poly1305(key, nonceOf(number)).decrypt(cipher)));
  } catch {
    return undefined;
  }
}

function nonceOf(number: number): Uint8Array {
  const nonce = new Uint8Array(12);
  const view = new DataView(nonce.buffer);
  view.setUint32(4, Math.floor(number / 2 ** 32));
  view.setUint32(8, number % 2 ** 32);
  return nonce;
}
