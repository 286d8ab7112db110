import { createCipheriv, createDecipheriv, createECDH, createHash, hkdfSync, type ECDH } from 'node:crypto';

/**
 * Messages that only the holder of a private key can read: ECDH on P-256, HKDF-SHA256, AES-128-GCM, which every browser's
 * WebCrypto has too. A sealed message consists of the version (1 byte), the sender's one-time public key (65), the
 * message's number under that key (12), the encrypted text, and its tag (16).
 */
const curve = 'prime256v1';
const version = 1;
const keyBytes = 65;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + keyBytes + nonceBytes;
/** A new one-time key takes a hundred microseconds, a message with an existing one a tenth of that. */
const renewAfterMs = 10 * 60_000;
const renewAfterMessages = 1_000_000;
/** The most derived keys in memory while many messages are opened. */
const mostAgreed = 64;

export interface Sealer {
  seal(plain: Uint8Array): Buffer;
}

/** `now`: milliseconds since the epoch. */
export function createSealer(publicKey: Uint8Array, now: () => number): Sealer {
  let context: { readonly own: Buffer; readonly key: Buffer; readonly since: number; count: number } | null =
    null;
  const current = () => {
    const isFresh =
      context !== null && now() - context.since < renewAfterMs && context.count < renewAfterMessages;
    if (isFresh && context !== null) return context;
    const sender = createECDH(curve);
    const own = sender.generateKeys();
    context = { own, key: agreed(sender, publicKey, own, publicKey), since: now(), count: 0 };
    return context;
  };
  return {
    seal(plain) {
      const used = current();
      const nonce = Buffer.alloc(nonceBytes);
      nonce.writeUInt32BE(used.count, nonceBytes - 4);
      used.count += 1;
      const head = Buffer.concat([Buffer.from([version]), used.own, nonce]);
      const cipher = createCipheriv('aes-128-gcm', used.key, nonce).setAAD(head);
      return Buffer.concat([head, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
  };
}

export interface Opener {
  /** The raw public half: 65 bytes. */
  readonly publicKey: Buffer;
  /** Null where it was sealed to another key, or damaged. */
  open(sealed: Uint8Array): Buffer | null;
}

/** `seed`: 32 random bytes, used as the private key. */
export function createOpener(seed: Uint8Array): Opener {
  const own = keyPairOf(seed);
  const publicKey = own.getPublicKey();
  const keys = new Map<string, Buffer>();
  const keyWith = (sender: Buffer): Buffer => {
    const name = sender.toString('base64');
    const known = keys.get(name);
    if (known !== undefined) return known;
    const key = agreed(own, sender, sender, publicKey);
    if (keys.size >= mostAgreed) keys.clear();
    keys.set(name, key);
    return key;
  };
  return {
    publicKey,
    open(message) {
      const sealed = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
      if (sealed.length < headBytes + tagBytes || sealed[0] !== version) return null;
      try {
        const head = sealed.subarray(0, headBytes);
        const nonce = head.subarray(1 + keyBytes);
        const decipher = createDecipheriv('aes-128-gcm', keyWith(head.subarray(1, 1 + keyBytes)), nonce);
        decipher.setAAD(head).setAuthTag(sealed.subarray(-tagBytes));
        return Buffer.concat([decipher.update(sealed.subarray(headBytes, -tagBytes)), decipher.final()]);
      } catch {
        return null; // no point on the curve, or a tag that does not match
      }
    },
  };
}

/** The same private key as JWK, the form in which browsers import one. */
export function privateKeyOf(seed: Uint8Array): {
  readonly d: string;
  readonly x: string;
  readonly y: string;
} {
  const pair = keyPairOf(seed);
  const point = pair.getPublicKey();
  const half = (keyBytes - 1) / 2;
  // Pad with leading zeros to the curve's size.
  const d = Buffer.concat([Buffer.alloc(half), pair.getPrivateKey()]).subarray(-half);
  return {
    d: d.toString('base64url'),
    x: point.subarray(1, 1 + half).toString('base64url'),
    y: point.subarray(1 + half).toString('base64url'),
  };
}

/** Opened by the first of several keys that can; null where none can. */
export function opened(openers: readonly Opener[], sealed: Uint8Array): Buffer | null {
  for (const opener of openers) {
    const plain = opener.open(sealed);
    if (plain !== null) return plain;
  }
  return null;
}

/** Whether these bytes are a public key that can be used for sealing. */
export function isPublicKey(bytes: Uint8Array): boolean {
  try {
    const probe = createECDH(curve);
    probe.generateKeys();
    probe.computeSecret(bytes);
    return bytes.length === keyBytes;
  } catch {
    return false;
  }
}

function agreed(own: ECDH, other: Uint8Array, sender: Uint8Array, receiver: Uint8Array): Buffer {
  const salt = Buffer.concat([sender, receiver]);
  return Buffer.from(hkdfSync('sha256', own.computeSecret(other), salt, 'comptoir relay 1', 16));
}

/** One in four thousand million random numbers is invalid for the curve: another is derived from it. */
function keyPairOf(seed: Uint8Array): ECDH {
  const pair = createECDH(curve);
  try {
    pair.setPrivateKey(seed);
  } catch {
    pair.setPrivateKey(createHash('sha256').update(seed).digest());
  }
  return pair;
}
