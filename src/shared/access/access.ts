import type { DaySummary } from '../payment/payment';

/**
 * Whether the caller may use the owner's things (totals, history, exports, settings). The core's own state
 * says `open` or `locked`. A window in which the PIN was typed gets `unlocked`.
 */
export type Access =
  /** No PIN is set: everybody sees everything. */
  | { readonly kind: 'open' }
  /** `retryAt`: ISO instant before which no PIN is checked, after wrong ones. */
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
