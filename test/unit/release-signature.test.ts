import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, it } from 'vitest';
import { isSignedBy, type Release } from '../../src/core/updates/release-signature';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const signed = (text: string): string => sign(null, Buffer.from(text), privateKey).toString('base64');
const release: Release = { version: '1.2.3', files: [{ url: 'Comptoir.exe', sha512: 'abc' }] };

it('a release is the maker’s where version and files are signed, and nothing else is', () => {
  const signature = signed('1.2.3\nComptoir.exe abc');
  expect(isSignedBy(key, release, signature)).toBe(true);
  expect(isSignedBy(key, { ...release, version: '1.2.4' }, signature)).toBe(false);
  expect(isSignedBy(key, { ...release, files: [{ url: 'Comptoir.exe', sha512: 'abd' }] }, signature)).toBe(
    false,
  );
  expect(isSignedBy(key, release, null)).toBe(false);
});

it('refuses a release that signs a version without files', () => {
  expect(isSignedBy(key, { version: '1.2.3', files: [] }, signed('1.2.3'))).toBe(false);
});
