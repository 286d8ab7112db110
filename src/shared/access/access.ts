import type { DaySummary } from '../payment/payment';

/**
 * Whether the owner's things (totals, history, exports, settings) are open to the caller that is told. The core's own state says
 * `open` or `locked`; a window where the PIN was typed is told `unlocked`.
 */
export type Access =
  /** No PIN is set: nothing is kept from anybody. */
  | { readonly kind: 'open' }
  /** `retryAt`: ISO instant before which no PIN is looked at, after wrong ones. */
  | { readonly kind: 'locked'; readonly retryAt: string | null }
  | { readonly kind: 'unlocked' };

/** Today as a window may know it. */
export interface Today extends Omit<DaySummary, 'totalXof'> {
  /** Null while the owner's things are locked. */
  readonly totalXof: number | null;
}

export function withoutTotalWhereLocked(access: Access, today: Today): Today {
  return access.kind === 'locked' ? { ...today, totalXof: null } : today;
}
