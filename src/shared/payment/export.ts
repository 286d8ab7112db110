import type { Day } from './payment';

export const exportFormats = ['xlsx', 'csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Which payments to export, and in which form. Days are inclusive; left out: from the first, to the last. */
export interface ExportRequest {
  readonly format: ExportFormat;
  readonly from?: Day;
  readonly to?: Day;
  /** `masked`: only the last two digits of a payer's number, and nothing that the shop's own page passed along. */
  readonly payers: 'masked' | 'whole';
}

/** The progress of the present export, or the result of the last one. */
export type ExportProgress =
  | { readonly kind: 'running'; readonly payments: number }
  /** `file`: its place on the disk; null where the browser took it. */
  | { readonly kind: 'done'; readonly payments: number; readonly file: string | null }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed' };

/** What starting an export led to. */
export type ExportStart =
  | { readonly kind: 'started' }
  /** The window fetches this address, once, and the browser saves what comes. */
  | { readonly kind: 'download'; readonly path: string }
  /** The merchant was asked for a place and cancelled. */
  | { readonly kind: 'declined' };
