/** The vault's answer about one encrypted value. `isOld`: it should be encrypted again in the vault's present form. */
export type Decrypted =
  | { readonly kind: 'opened'; readonly plain: string; readonly isOld?: boolean }
  | { readonly kind: 'not-now' }
  | { readonly kind: 'never' };

/** The system's vault. It may be slow or never answer. */
export interface Vault {
  encrypt(plain: string): Promise<string>;
  decrypt(encrypted: string): Promise<Decrypted>;
}

/** For a system without a vault: values are stored unencrypted. */
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
