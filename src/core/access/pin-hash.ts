import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** 32 MB and a tenth of a second for each try on a slow computer: PINs are short. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };
const keyLength = 32;

/** What is kept of a PIN: salt and hash, with the name of the way they were made. */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16);
  return ['scrypt-15-8-1', salt.toString('base64'), (await derive(pin, salt)).toString('base64')].join(' ');
}

export async function isPin(pin: string, kept: string): Promise<boolean> {
  const [, salt = '', hash = ''] = kept.split(' ');
  const expected = Buffer.from(hash, 'base64');
  const derived = await derive(pin, Buffer.from(salt, 'base64'));
  return expected.length === derived.length && timingSafeEqual(derived, expected);
}

function derive(pin: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, keyLength, cost, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
