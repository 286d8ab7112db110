import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** 32 MB and a tenth of a second for each try on a slow computer: PINs are short. */
export const pinLog2N = 15;
/** A limit on the memory that a changed file may ask for: 128 MB. */
const mostLog2N = 17;
const keyLength = 32;

/** The stored form of a PIN: salt and hash, with the name of the method. */
export async function hashPin(pin: string, log2N: number): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(pin, salt, log2N);
  return [`scrypt-${log2N}-8-1`, salt.toString('base64'), hash.toString('base64')].join(' ');
}

/** At the cost it was made with, so that a later version may ask for more and still know the PINs of today. */
export async function isPin(pin: string, kept: string): Promise<boolean> {
  const [method = '', salt = '', hash = ''] = kept.split(' ');
  const log2N = Number(/^scrypt-(\d{1,2})-8-1$/.exec(method)?.[1] ?? 0);
  if (log2N < 1 || log2N > mostLog2N) return false;
  const expected = Buffer.from(hash, 'base64');
  const derived = await derive(pin, Buffer.from(salt, 'base64'), log2N);
  return expected.length === derived.length && timingSafeEqual(derived, expected);
}

function derive(pin: string, salt: Buffer, log2N: number): Promise<Buffer> {
  const cost = { N: 2 ** log2N, r: 8, p: 1, maxmem: 2 ** (log2N + 11) };
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, keyLength, cost, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
