/** Why a notification was not shown, in words of ours alone. */
export class NotShown extends Error {}

/**
 * For the log, which promises to hold nothing of payments: what a system or a program says of its failure may repeat the
 * notification's own words, in whatever quotes, so that no more than its code is taken.
 */
export function whyNotShown(error: unknown): string {
  if (error instanceof NotShown) return error.message;
  if (!(error instanceof Error)) return 'it failed';
  const code = 'code' in error ? String(error.code) : (/\b0x[0-9a-f]{8}\b/i.exec(error.message)?.[0] ?? '');
  return /^\w{1,30}$/.test(code) ? `it failed with ${code}` : 'it failed';
}
