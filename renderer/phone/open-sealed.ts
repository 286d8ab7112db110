import type { RowOpener } from '../../src/shared/phones/read-row';
import type { BodyText } from '../../src/shared/providers/call-text';

/**
 * The other end of the core's sealed boxes, with WebCrypto: ECDH on P-256, HKDF-SHA256, AES-128-GCM. A message consists
 * of the version (1 byte), the sender's one-time public key (65), the number of the message (12), and the encrypted text
 * with its tag.
 */
const version = 1;
const keyBytes = 65;
const headBytes = 1 + keyBytes + 12;
const tagBytes = 16;
const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
/** The most derived keys in memory while many messages are opened. */
const mostAgreed = 64;

/** A private key that never leaves the browser, and its raw public half. */
export interface OwnKey {
  readonly secret: CryptoKey;
  readonly public: Uint8Array<ArrayBuffer>;
}

export async function makeOwnKey(): Promise<OwnKey> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
  return { secret: privateKey, public: new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)) };
}

/** A key from the counter; once imported, nobody can read it from the browser. */
export async function importOwnKey(key: {
  readonly d: string;
  readonly x: string;
  readonly y: string;
}): Promise<OwnKey> {
  const { d, x, y } = key;
  const jwk = { kty: 'EC', crv: 'P-256', d, x, y };
  const secret = await crypto.subtle.importKey('jwk', jwk, curve, false, ['deriveBits']);
  return { secret, public: joined([new Uint8Array([4]), fromBase64(x), fromBase64(y)]) };
}

export interface BoxOpener {
  /** Null where it was sealed to none of the keys, or damaged. */
  open(sealed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null>;
}

/** The likeliest key first. */
export function createBoxOpener(keys: readonly OwnKey[]): BoxOpener {
  const agreed = new Map<string, Promise<CryptoKey>>();
  const agreedWith = (sender: Uint8Array<ArrayBuffer>, at: number, own: OwnKey): Promise<CryptoKey> => {
    const name = `${at} ${toBase64(sender)}`;
    const known = agreed.get(name);
    if (known !== undefined) return known;
    if (agreed.size >= mostAgreed) agreed.clear();
    const made = agree(sender, own);
    agreed.set(name, made);
    return made;
  };
  return {
    async open(sealed) {
      if (sealed.length < headBytes + tagBytes || sealed[0] !== version) return null;
      const head = sealed.slice(0, headBytes);
      const sender = head.slice(1, 1 + keyBytes);
      const asked = { name: 'AES-GCM', iv: head.slice(1 + keyBytes), additionalData: head };
      for (const [at, own] of keys.entries())
        try {
          const key = await agreedWith(sender, at, own);
          return new Uint8Array(await crypto.subtle.decrypt(asked, key, sealed.slice(headBytes)));
        } catch {
          // It is for another key, or no message of ours: try the next key.
        }
      return null;
    },
  };
}

/** Opens the rows of a shop's log. */
export function createRowOpener(keys: readonly OwnKey[]): RowOpener {
  const box = createBoxOpener(keys);
  return {
    async open(sealed) {
      const plain = await box.open(fromBase64(sealed));
      return plain === null ? null : new TextDecoder().decode(plain);
    },
    bodyText: (body) => bodyTextOf(fromBase64(body)),
  };
}

function bodyTextOf(bytes: Uint8Array): BodyText {
  try {
    // Removes a byte order mark.
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isGuessed: false };
  } catch {
    // As at the counter: every byte is a character, and what matters is ASCII.
    return { text: Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''), isGuessed: true };
  }
}

async function agree(sender: Uint8Array<ArrayBuffer>, own: OwnKey): Promise<CryptoKey> {
  const theirs = await crypto.subtle.importKey('raw', sender, curve, false, []);
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own.secret, 256);
  const raw = await hkdf(new Uint8Array(shared), 'comptoir relay 1', 16, joined([sender, own.public]));
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
}

export async function hkdf(
  from: Uint8Array<ArrayBuffer>,
  label: string,
  bytes: number,
  salt: Uint8Array<ArrayBuffer> = new Uint8Array(),
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey('raw', from, 'HKDF', false, ['deriveBits']);
  const info = new TextEncoder().encode(label);
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, key, bytes * 8),
  );
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Accepts both alphabets. Throws for any other text. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
