/** What a vault makes of one sealed value. `isOld`: it opened, and should be sealed anew as the vault does it now. */
export type Unsealed =
  | { readonly kind: 'opened'; readonly plain: string; readonly isOld?: boolean }
  | { readonly kind: 'not-now' }
  | { readonly kind: 'never' };

/** How values look on the disk: as they are, or through the system's vault, which may take its time or never answer. */
export interface Seal {
  seal(plain: string): Promise<string>;
  open(sealed: string): Promise<Unsealed>;
}

export const unsealed: Seal = {
  seal: (plain) => Promise.resolve(plain),
  open: (plain) => Promise.resolve({ kind: 'opened', plain }),
};

/** The vault does not answer now: nothing was changed, and the same may work later. */
export class VaultShut extends Error {
  constructor(cause?: unknown) {
    super('the vault of this computer is not open now', { cause });
  }
}
