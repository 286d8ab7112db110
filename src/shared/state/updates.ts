/** Whether there is a newer version, and what this copy of the app does about it. */
export type UpdateState =
  /** It cannot replace itself: a folder, a package of the system, a checkout, a build that trusts nobody's signature. */
  | { readonly kind: 'unsupported' }
  /** Nothing newer is known. `checkedAt`: ISO instant; null: nobody could be asked yet. */
  | { readonly kind: 'current'; readonly checkedAt: string | null }
  /** It is there, and fetching it may cost money: the owner is asked. */
  | {
      readonly kind: 'asking';
      readonly version: string;
      readonly line: Exclude<LineCost, 'free'>;
      /** Null where the release does not say it. */
      readonly sizeBytes: number | null;
    }
  | { readonly kind: 'downloading'; readonly version: string; readonly percent: number }
  /** It waits for the shop to close, or, once it was asked for, for calls under way to end. */
  | { readonly kind: 'ready'; readonly version: string; readonly wish: UpdateWish }
  /** Not signed by the maker, or not the file that he signed. */
  | { readonly kind: 'refused'; readonly version: string; readonly reason: 'unsigned' | 'damaged' };

/** Whether what goes over this computer's line to the internet is paid by its amount, as the system says. */
export type LineCost = 'free' | 'metered' | 'unknown';

/** `now` was asked for; `tonight` is what happens by itself. */
export type UpdateWish = 'now' | 'tonight';
