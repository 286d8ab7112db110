import { createPublicKey, verify } from 'node:crypto';

/** The signed part of a release: `latest*.yml`, which electron-updater reads. */
export interface Release {
  readonly version: string;
  readonly files: readonly { readonly url: string; readonly sha512: string }[];
}

/**
 * Whether the maker signed this version with these files, so that a hijacked server or domain cannot make us install
 * anything. `publicKey`: Ed25519, SPKI, base64. Never throws.
 */
export function isSignedBy(publicKey: string, { version, files }: Release, signature: unknown): boolean {
  if (typeof signature !== 'string' || files.length === 0) return false;
  const text = [version, ...files.map(({ url, sha512 }) => `${url} ${sha512}`).sort()].join('\n');
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
