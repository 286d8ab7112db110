import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import * as v from 'valibot';

/**
 * Bytes that only a pass phrase opens: a random key encrypts them with AES-256-GCM, and a key that scrypt derives from
 * the pass phrase encrypts that key. The parameters are stored beside it, so that a later version may use stronger ones
 * and still open older data.
 */
const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
/** 64 MB and a quarter of a second for each guess on a slow computer. */
const present = { log2N: 16, r: 8, p: 1 } as const;

const number = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
/** A limit on the memory that a file from outside may require: 512 MB. */
export const lockSchema = v.object({
  scrypt: v.object({
    log2N: number(14, 19),
    r: v.literal(8),
    p: number(1, 4),
    salt: v.pipe(v.string(), v.base64()),
  }),
  key: v.pipe(v.string(), v.base64()),
});
export type PassPhraseLock = v.InferOutput<typeof lockSchema>;
type Cost = Pick<PassPhraseLock['scrypt'], 'log2N' | 'r' | 'p'>;

export async function makeLock(
  passPhrase: string,
): Promise<{ readonly lock: PassPhraseLock; readonly key: Buffer }> {
  const key = randomBytes(keyBytes);
  const salt = randomBytes(16);
  const sealed = sealBytes(await derive(passPhrase, salt, present), key, 'key');
  const kept = { scrypt: { ...present, salt: salt.toString('base64') }, key: sealed.toString('base64') };
  return { lock: kept, key };
}

/** Null for a wrong pass phrase. */
export async function openLock(lock: PassPhraseLock, passPhrase: string): Promise<Buffer | null> {
  const salt = Buffer.from(lock.scrypt.salt, 'base64');
  return openBytes(await derive(passPhrase, salt, lock.scrypt), Buffer.from(lock.key, 'base64'), 'key');
}

/** `place`: the use of these bytes; they cannot be opened for another use. */
export function sealBytes(key: Buffer, plain: Uint8Array, place: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(place));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Null where the key or the place differs, or the bytes were changed. */
export function openBytes(key: Buffer, sealed: Buffer, place: string): Buffer | null {
  if (sealed.length < nonceBytes + tagBytes) return null;
  const nonce = sealed.subarray(0, nonceBytes);
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  try {
    decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(-tagBytes));
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
  } catch {
    return null; // the tag does not match
  }
}

/** Unify Unicode forms and outer blanks, so that every keyboard gives the same pass phrase. */
function derive(passPhrase: string, salt: Buffer, { log2N, r, p }: Cost): Promise<Buffer> {
  const N = 2 ** log2N;
  const cost = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    scrypt(passPhrase.normalize('NFKC').trim(), salt, keyBytes, cost, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
