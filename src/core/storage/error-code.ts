/** Linux and the systems that come from BSD number it differently. */
const quotaErrno = process.platform === 'linux' ? -122 : -69;

/**
 * `ENOSPC` and the like; the empty string where the error has none. A quota that is used up is a full disk too: the system's
 * EDQUOT, for which Node has a number alone.
 */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const isQuota = code === 'EDQUOT' || ('errno' in error && error.errno === quotaErrno);
  return isQuota ? 'ENOSPC' : code;
}
