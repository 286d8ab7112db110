/** Whether a newer version exists, and what this copy of the app does about it. */
export type UpdateState =
  /** This copy cannot replace itself: a folder, a system package, a checkout, or a build that trusts no signature. */
  | { readonly kind: 'unsupported' }
  /** No newer version is known. `checkedAt`: ISO instant; null: no check has succeeded yet. */
  | { readonly kind: 'current'; readonly checkedAt: string | null }
  /** A newer version exists, and fetching it may cost money: the owner is asked. */
  | {
      readonly kind: 'asking';
      readonly version: string;
      readonly line: Exclude<LineCost, 'free'>;
      /** Null where the release does not tell. */
      readonly sizeBytes: number | null;
    }
  | { readonly kind: 'downloading'; readonly version: string; readonly percent: number }
  /** It waits for the shop to close. If the owner asked for it, it waits only for running calls to end. */
  | { readonly kind: 'ready'; readonly version: string; readonly wish: UpdateWish }
  /** Not signed by the maker, or not the signed file. */
  | { readonly kind: 'refused'; readonly version: string; readonly reason: 'unsigned' | 'damaged' };

/** Whether the system says that this computer's internet line is paid by volume. */
export type LineCost = 'free' | 'metered' | 'unknown';

/** `now`: asked for. `tonight`: happens by itself. */
export type UpdateWish = 'now' | 'tonight';
