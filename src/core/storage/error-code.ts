/** Linux and the systems that come from BSD number it differently. */
const quotaErrno = process.platform === 'linux' ? -122 : -69;

/**
 * `ENOSPC` and the like; the empty string where the error has none. An exhausted quota counts as a full disk too: it is
 * the system's EDQUOT, which Node reports only as a number.
 */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const isQuota = code === 'EDQUOT' || ('errno' in error && error.errno === quotaErrno);
  return isQuota ? 'ENOSPC' : code;
}
