/** What a vault makes of one value that it encrypted. `isOld`: it should be encrypted anew, as the vault does it now. */
export type Decrypted =
  | { readonly kind: 'opened'; readonly plain: string; readonly isOld?: boolean }
  | { readonly kind: 'not-now' }
  | { readonly kind: 'never' };

/** The system's vault. It may take its time or never answer. */
export interface Vault {
  encrypt(plain: string): Promise<string>;
  decrypt(encrypted: string): Promise<Decrypted>;
}

/** Where the system has none: values lie on the disk as they are. */
export const noVault: Vault = {
  encrypt: (plain) => Promise.resolve(plain),
  decrypt: (plain) => Promise.resolve({ kind: 'opened', plain }),
};

/** The vault does not answer now: nothing was changed, and the same may work later. */
export class VaultShut extends Error {
  constructor(cause?: unknown) {
    super('the vault of this computer is not open now', { cause });
  }
}
