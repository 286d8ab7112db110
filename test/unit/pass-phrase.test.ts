import { describe, expect, it } from 'vitest';
import { makeLock, openBytes, openLock, sealBytes } from '../../src/core/sealing/pass-phrase';
import { strengthOf } from '../../src/shared/settings/pass-phrase';

describe('a lock by pass phrase', () => {
  it('opens by the same pass phrase, however a keyboard made its letters, and by no other', async () => {
    const { lock, key } = await makeLock('clé du marché');
    expect(await openLock(lock, ' cle\u0301 du marche\u0301 ')).toEqual(key);
    expect(await openLock(lock, 'cle du marche')).toBeNull();
    expect(await openLock(lock, '')).toBeNull();
    const other = await makeLock('clé du marché');
    expect([other.lock.key, other.lock.scrypt.salt]).not.toEqual([lock.key, lock.scrypt.salt]);
  });

  it('opens bytes in their own place alone, and whole', async () => {
    const { key } = await makeLock('clé du marché');
    const sealed = sealBytes(key, Buffer.from('what is in it'), '000001');
    expect(openBytes(key, sealed, '000001')?.toString()).toBe('what is in it');
    expect(openBytes(key, sealed, '000002')).toBeNull();
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(openBytes(key, changed, '000001')).toBeNull();
      expect(openBytes(key, sealed.subarray(0, at), '000001')).toBeNull();
    }
  });
});

it.each([
  ['', 'too-short'],
  ['court', 'too-short'],
  ['           a           ', 'too-short'],
  ['aaaaaaaaaaaaaaaaaaaa', 'weak'],
  ['01020304050607', 'weak'],
  ['le marché de 9h', 'fair'],
  ['marché marché marché', 'fair'],
  ['tomate bleue vélo lundi', 'good'],
  ['Xq7-vK2!pR9_mT4z', 'good'],
] as const)('says how good a pass phrase is: "%s" is %s', (passPhrase, strength) => {
  expect(strengthOf(passPhrase)).toBe(strength);
});
