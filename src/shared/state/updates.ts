/** How this copy of the app stands to newer ones. */
export type UpdateState =
  /** It cannot replace itself: a folder, a package of the system, a checkout, a build that trusts nobody's signature. */
  | { readonly kind: 'unsupported' }
  /** Nothing newer is known. `checkedAt`: ISO instant; null: nobody could be asked yet. */
  | { readonly kind: 'current'; readonly checkedAt: string | null }
  | { readonly kind: 'downloading'; readonly version: string; readonly percent: number }
  /** It waits for the shop to close, or, once it was asked for, for calls under way to end. */
  | { readonly kind: 'ready'; readonly version: string; readonly wish: UpdateWish }
  /** Not signed by the maker, or not the file that he signed. */
  | { readonly kind: 'refused'; readonly version: string; readonly reason: 'unsigned' | 'damaged' };

/** `now` was asked for; `tonight` is what happens by itself. */
export type UpdateWish = 'now' | 'tonight';
